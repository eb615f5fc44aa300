import { kserveRuntimeFacts } from '../../catalog/kserve-runtime-facts';
import { SHIPPED_BY, shippedManifests } from '../../catalog/shipped-manifests';
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
