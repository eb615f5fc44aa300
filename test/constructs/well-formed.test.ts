import { Cluster, findingsOf, FleetApp, Lws, ModelStorage, SglangRuntime, VllmLwsRuntime } from '../../index';
import type { VllmLwsRuntimeProps, VllmLwsServeProps } from '../../index';
import { fleetLayout } from '../../synth/layout';
import { render } from '../../synth/render';

/** Everything that is found where nobody checks types: each finding's field, problem and mend. */
function found(runtimeChanges: object, serviceChanges: object): readonly string[] {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'cluster', { platform: new Lws(), namespace: 'models' });
  const runtimeProps: VllmLwsRuntimeProps = { image: 'vllm/vllm-openai:v0.28.0' };
  const serviceProps: VllmLwsServeProps = { model: { storage: ModelStorage.pvc('weights') } };
  const runtime = new VllmLwsRuntime(cluster, 'vllm', Object.assign(runtimeProps, runtimeChanges));
  runtime.serve(cluster, 'llama', Object.assign(serviceProps, serviceChanges));
  return render(app, fleetLayout)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ where, field, problem }) => `${where} ${field ?? ''}: ${problem}`);
}

describe('what no type has kept out of a runtime is told, once and without a stack trace', () => {
  test.each<[object, string]>([
    [{ image: undefined }, 'image: image is undefined'],
    [{ image: null }, 'image: image is null'],
    [{ image: '' }, "image: image is ''"],
    [{ image: 'vllm openai:v1' }, "image: 'vllm openai:v1' is no reference of an image"],
    [{ image: 'vllm/vLLM:v1' }, "image: 'vllm/vLLM:v1' is no reference of an image"],
    [{ version: 'newest' }, "version: version is 'newest', and has to be text such as '0.11.0'"],
    [{ port: 70_000 }, 'port: port is 70000, and ports are whole numbers from 1 to 65535'],
    [{ port: NaN }, 'port: port is NaN, and ports are whole numbers from 1 to 65535'],
    [{ args: '--foo' }, "args: args is '--foo', and has to be a list of texts, such as ['--flag=value']"],
    [
      { accelerator: { count: 8 } },
      'accelerator: accelerator is {"count":8}, and has to be an Accelerator, such as Accelerator.nvidia({ count: 8 })',
    ],
  ])('%j', (changes, told) => {
    expect(found(changes, {})).toEqual([`cluster/vllm ${told}`]);
  });
});

describe('what no type has kept out of a service is told, once and without a stack trace', () => {
  test.each<[object, string]>([
    [
      { model: undefined },
      "model: model is undefined, and has to be an object such as { huggingFaceId: 'org/model', storage }",
    ],
    [
      { model: { huggingFaceId: 5 } },
      "model.huggingFaceId: model.huggingFaceId is 5, and has to be text such as 'org/model'",
    ],
    [{ name: 42 }, 'name: name is 42, and has to be text'],
    [{ args: [undefined] }, 'args[0]: args[0] is undefined, and has to be text'],
    [
      { env: { HF_TOKEN: undefined } },
      'env.HF_TOKEN: env.HF_TOKEN is undefined, and has to be text, or a key of a Secret: { name, key }',
    ],
    [
      { env: { HF_TOKEN: { name: 'hf' } } },
      'env.HF_TOKEN: env.HF_TOKEN is {"name":"hf"}, and has to be text, or a key of a Secret: { name, key }',
    ],
    [{ env: { 'A B': 'x' } }, "env: 'A B' is no name for a variable"],
  ])('%j', (changes, told) => {
    expect(found({}, changes)).toEqual([`cluster/llama ${told}`]);
  });

  test('null counts as not stated', () => {
    expect(found({}, { name: null, model: { huggingFaceId: null }, args: null, env: null })).toEqual([]);
  });
});

test.each([
  'engine',
  'registry.example:5000/team/engine:v1.2.3-cuda',
  'quay.io/org/engine@sha256:' + 'a'.repeat(64),
  'localhost/my_engine:v1',
  'REGISTRY/engine:v1',
  'registry.example/engine:${TAG}',
])('the image %s can be pulled', (image) => {
  expect(found({ image }, {})).toEqual([]);
});

test('runtimes of SGLang are looked at too', () => {
  const cluster = new Cluster(new FleetApp(), 'cluster', { platform: new Lws() });
  const changes: object = { image: undefined, disaggregation: {} };
  const runtime = new SglangRuntime(cluster, 'sglang', Object.assign({ image: 'lmsysorg/sglang:v0.5.18' }, changes));
  expect(findingsOf(runtime).map(({ id }) => id)).toEqual(['construct/image', 'sglang/no-router']);
});
