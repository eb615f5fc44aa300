import { kserveRuntimeFacts } from '../../catalog/kserve-runtime-facts';
import { leftOutOfShipped, SHIPPED_BY, shippedManifests } from '../../catalog/shipped-manifests';
import { nameOf } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { RuntimeIndex } from '../../preview/kserve/runtime-index';
import { selectRuntime } from '../../preview/kserve/select-runtime';
import { demands } from '../preview/kserve/runtimes';

const kserve = new RuntimeIndex([], shippedManifests('kserve'));
const openShiftAi = new RuntimeIndex([], shippedManifests('openshift-ai'));

/** The runtime that a service of a format gets where nothing but what is shipped is there. */
function selected(index: RuntimeIndex, format: string, model: JsonObject = {}, predictor: JsonObject = {}) {
  const selection = selectRuntime(demands(format, model, predictor), index.visibleIn('team'));
  return selection.outcome === 'selected' ? selection.runtime.name : selection.outcome;
}

const v2 = { protocolVersion: 'v2' };
const workers = { workerSpec: {} };

test.each([
  ['sklearn', {}, {}, 'kserve-sklearnserver'],
  ['sklearn:1', v2, {}, 'kserve-mlserver'],
  ['sklearn:0', {}, {}, 'none'],
  ['tensorflow', {}, {}, 'kserve-tensorflow-serving'],
  ['tensorflow:2', v2, {}, 'kserve-tritonserver'],
  ['pytorch', {}, {}, 'kserve-torchserve'],
  ['onnx', {}, {}, 'none'],
  ['onnx', v2, {}, 'kserve-tritonserver'],
  ['triton', {}, {}, 'kserve-tritonserver'],
  ['vLLM', {}, {}, 'kserve-vllmserver'],
  ['vllm', {}, {}, 'none'],
  ['huggingface', {}, {}, 'kserve-huggingfaceserver'],
  ['huggingface', {}, workers, 'kserve-huggingfaceserver-multinode'],
  ['openvino', v2, {}, 'none'],
])('of what KServe installs, a service of %s with %j and %j gets %s', (format, model, predictor, name) => {
  expect(selected(kserve, format, model, predictor)).toBe(name);
});

test.each([
  ['openvino_ir', v2, {}, 'kserve-ovms'],
  ['sklearn', v2, {}, 'none'],
  ['vLLM', {}, {}, 'ambiguous'],
  ['vLLM', {}, workers, 'vllm-multinode-runtime'],
])('of the templates of OpenShift AI, a service of %s with %j and %j gets %s', (format, model, predictor, name) => {
  expect(selected(openShiftAi, format, model, predictor)).toBe(name);
});

test('only what is installed is shipped, each under a name of its own', () => {
  expect(SHIPPED_BY.map((by) => [by, shippedManifests(by).length])).toEqual([
    ['kserve', 14],
    ['openshift-ai', 14],
    ['ome', 48 + 86],
  ]);
  expect(kserveRuntimeFacts('kserve').map(({ name }) => name)).toContain('kserve-openvino');
  for (const by of SHIPPED_BY) {
    const names = shippedManifests(by).map((manifest) => `${manifest.kind}/${nameOf(manifest)}`);
    expect(new Set(names).size).toBe(names.length);
  }
});

test('facts of runtimes say their server type and the port on which they answer', () => {
  const ofKserve = kserveRuntimeFacts('kserve').find(({ name }) => name === 'kserve-mlserver');
  const ofOpenShiftAi = kserveRuntimeFacts('openshift-ai').find(({ name }) => name === 'kserve-ovms');
  expect(ofKserve).toMatchObject({ serverType: 'mlserver', port: 8080, isMultiNode: false });
  expect(ofOpenShiftAi).toMatchObject({ port: 8888, protocols: ['v2', 'grpc-v2'] });
});

function shipped(by: (typeof SHIPPED_BY)[number], name: string) {
  const found = shippedManifests(by).find((manifest) => nameOf(manifest) === name);
  if (found === undefined) throw new Error(`${name} is not shipped`);
  return found;
}

test('what is shipped has its containers, with the images that its kustomization puts in', () => {
  expect(shipped('kserve', 'kserve-mlserver')).toMatchObject({
    spec: { containers: [{ name: 'kserve-container', image: 'docker.io/seldonio/mlserver:1.7.1' }] },
  });
  expect(shipped('openshift-ai', 'vllm-cuda-runtime')).toMatchObject({
    spec: { containers: [{ image: 'quay.io/vllm/vllm-cuda:latest', ports: [{ containerPort: 8080 }] }] },
  });
  expect(shipped('ome', 'srt-llama-3-1-70b-instruct-pd')).toMatchObject({
    spec: { engineConfig: { runner: { name: 'ome-container', resources: { limits: { 'nvidia.com/gpu': 4 } } } } },
  });
});

test('no part of it stands for another any more', () => {
  for (const by of SHIPPED_BY) expect(JSON.stringify(shippedManifests(by))).not.toContain('"$"');
});

test('scripts are left out, and it is said which', () => {
  expect(JSON.stringify(SHIPPED_BY.flatMap((by) => shippedManifests(by)))).not.toContain('\\n');
  expect(leftOutOfShipped(shipped('kserve', 'kserve-huggingfaceserver-multinode'))).toEqual([
    { container: 'kserve-container', fields: ['command', 'livenessProbe', 'readinessProbe', 'startupProbe'] },
    { container: 'worker-container', fields: ['command', 'livenessProbe', 'startupProbe'] },
  ]);
  expect(leftOutOfShipped(shipped('kserve', 'kserve-mlserver'))).toEqual([]);
  expect(leftOutOfShipped({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'any' } })).toBeUndefined();
});

test('models of OME say where they are', () => {
  expect(shipped('ome', 'llama-3-2-1b-instruct')).toMatchObject({
    spec: {
      storage: { storageUri: 'hf://meta-llama/Llama-3.2-1B-Instruct', path: '/raid/models/meta/llama-3-2-1b-instruct' },
    },
  });
});
