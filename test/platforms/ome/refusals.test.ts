import { Accelerator, late, ModelStorage, text } from '../../../index';
import type { CustomRuntimeProps, ModelFormat, ServeProps } from '../../../index';
import { valueAt } from '../../../kubernetes/manifest';
import { mistral, storage, written, probed } from './written';

describe('what OME cannot do', () => {
  const readsPath = [{ name: 'A', value: late.modelPath }];
  const l40s = Accelerator.nvidia({ product: 'NVIDIA-L40S' });
  const open: readonly ModelFormat[] = [{ name: 'vLLM' }];
  const qwen = { name: 'qwen', huggingFaceId: 'Qwen/Qwen2.5-7B-Instruct', storage };

  test.each<[string, Partial<CustomRuntimeProps>, Partial<ServeProps>, string, string]>([
    ["write to the model's folder", { writesModelFolder: true }, {}, 'ome/read-only-model', 'error'],
    [
      'expand variables in probes',
      { probes: { readiness: { path: text`/models${late.modelPath}` } } },
      {},
      'ome/variable-in-probe',
      'error',
    ],
    [
      'give a router the model',
      { router: { ...probed, args: [late.modelPath] } },
      {},
      'ome/router-without-model',
      'error',
    ],
    ['stop a service', {}, { stopped: true }, 'ome/stopped', 'error'],
    ['exchange the device', {}, { accelerator: Accelerator.amd() }, 'ome/other-accelerator', 'error'],
    [
      "leave the runtime's nodes",
      { accelerator: l40s },
      { accelerator: Accelerator.nvidia() },
      'ome/runtime-nodes',
      'error',
    ],
    ['tell variables an unknown path', { env: readsPath }, { model: { name: 'm' } }, 'ome/model-path-unknown', 'error'],
    ['tell an unknown task', { args: [late.modelTask] }, {}, 'ome/unknown-task', 'error'],
    [
      'scale groups',
      { workers: { count: 1 }, probes: { readiness: { path: '/' } } },
      { replicas: { max: 2 } },
      'ome/groups-do-not-scale',
      'warning',
    ],
    [
      'find a model in several places',
      {},
      { model: { name: 'm', storage: ModelStorage.several([{ uri: 'hf://a/b' }]) } },
      'ome/storage',
      'error',
    ],
    [
      'find a model in a connection',
      {},
      { model: { name: 'm', storage: ModelStorage.connection('key', 'path') } },
      'ome/storage',
      'error',
    ],
    ['serve another architecture', {}, { model: qwen }, 'ome/architecture', 'error'],
    ['guess an architecture', { formats: open }, {}, 'ome/architecture-unknown', 'error'],
    [
      'choose between architectures',
      { formats: [mistral, { ...mistral, architecture: 'LlamaForCausalLM' }] },
      {},
      'ome/architecture-unknown',
      'error',
    ],
    ['serve another quantization', {}, { ome: { model: { quantization: 'fp8' } } }, 'ome/quantization', 'error'],
    [
      'serve another size',
      { ome: { modelSizes: { min: '60B', max: '80B' } } },
      { ome: { model: { parameters: '7B' } } },
      'ome/runtime-incompatible',
      'error',
    ],
    ['start a number of pods that is none', {}, { replicas: { min: -1 } }, 'ome/replicas', 'error'],
    ['start a part of a pod', {}, { replicas: { min: 1, max: 1.5 } }, 'ome/replicas', 'error'],
    [
      'use a runtime of another namespace',
      { namespace: 'other' },
      { namespace: 'models' },
      'ome/runtime-namespace',
      'error',
    ],
    ['know the size', { ome: { modelSizes: { min: '5B', max: '9B' } } }, {}, 'ome/model-size-unknown', 'note'],
  ])('%s is told', (_, engine, service, id, severity) => {
    const found = written(engine, { service }).findings.filter((finding) => finding.id === id);
    expect(found).toMatchObject([{ id, severity }]);
  });

  test('two models under one name are told', () => {
    const services = { one: {}, two: { model: { name: 'mistral', storage: ModelStorage.huggingFace('other/model') } } };
    const { findings, manifests } = written({}, services);
    expect(findings).toMatchObject([{ id: 'ome/model-differs', severity: 'error', where: 'cluster/two' }]);
    expect(findings[0]?.problem).toContain('storage');
    expect(manifests.filter(({ kind }) => kind === 'BaseModel')).toHaveLength(1);
  });

  test('a path that is stated is known', () => {
    const ome = { model: { path: '/mnt/data/models/mistral' } };
    const { ids, find } = written({ env: readsPath }, { service: { model: { name: 'mistral' }, ome } });
    expect(ids).toEqual([]);
    expect(valueAt(find('InferenceService'), 'spec', 'engine', 'runner', 'env')).toEqual([
      { name: 'MODEL_PATH', value: '/mnt/data/models/mistral' },
    ]);
  });
});
