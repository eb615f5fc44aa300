import fc from 'fast-check';
import { missingDevices } from '../../../checks/kserve/controller/multi-node-devices';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { findings, runtime, service, STANDARD, told } from './manifests';

const NONE = { ...STANDARD, 'serving.kserve.io/autoscalerClass': 'none' };
const VOLUME = { storageUri: 'pvc://models/llama' };

/** A service on several nodes. */
const spread = (workerSpec: JsonObject, model: JsonObject = VOLUME, annotations: JsonObject = NONE): Manifest =>
  service({ annotations, model, predictor: { workerSpec } });
const devices = (name: string): JsonObject => ({ resources: { limits: { [name]: '1' } } });

describe('a model on several nodes that the webhook refuses', () => {
  it.each<readonly [id: string, what: string, service: Manifest, field: string]>([
    [
      'kserve/worker-containers',
      'two containers of workers',
      spread({ containers: [{ name: 'a' }, { name: 'b' }] }),
      'spec.predictor.workerSpec.containers',
    ],
    [
      'kserve/parallel-size-variable',
      'a size as a variable',
      spread({}, { ...VOLUME, env: [{ name: 'TENSOR_PARALLEL_SIZE', value: '8' }] }),
      'spec.predictor.model.env',
    ],
    [
      'kserve/parallel-size',
      'no part at all',
      spread({ pipelineParallelSize: 0 }),
      'spec.predictor.workerSpec.pipelineParallelSize',
    ],
    [
      'kserve/unknown-device',
      'a device of the model',
      spread({}, { ...VOLUME, ...devices('huawei.com/Ascend910') }),
      'spec.predictor.model.resources.limits["huawei.com/Ascend910"]',
    ],
    [
      'kserve/unknown-device',
      'a device of the workers',
      spread({ containers: [{ name: 'worker-container', ...devices('rdma/hca') }] }),
      'spec.predictor.workerSpec.containers[0].resources.limits["rdma/hca"]',
    ],
    [
      'kserve/device-annotation',
      'devices of no text',
      spread({}, VOLUME, { ...NONE, 'serving.kserve.io/gpu-resource-types': '[1]' }),
      'metadata.annotations["serving.kserve.io/gpu-resource-types"]',
    ],
    [
      'kserve/multi-node-storage',
      'a download',
      spread({}, { storageUri: 'hf://meta-llama/Llama-3.1-405B' }),
      'spec.predictor.model.storageUri',
    ],
    [
      'kserve/multi-node-storage',
      'an image that is mounted',
      spread({}, { storageUri: 'oci+native://registry/llama:1' }),
      'spec.predictor.model.storageUri',
    ],
    [
      'kserve/multi-node-autoscaler',
      'an autoscaler',
      spread({}, VOLUME, { ...STANDARD, 'serving.kserve.io/autoscalerClass': 'external' }),
      'metadata.annotations["serving.kserve.io/autoscalerClass"]',
    ],
    [
      'kserve/multi-node-autoscaler',
      'no word of an autoscaler',
      spread({}, VOLUME, STANDARD),
      'metadata.annotations["serving.kserve.io/autoscalerClass"]',
    ],
  ])('%s: %s', (id, _, manifest, field) => {
    expect(findings([manifest])).toMatchObject([{ id, field, severity: 'error' }]);
  });

  it.each<readonly [what: string, service: Manifest]>([
    ['what the runtime has', spread({})],
    ['an image', spread({}, { storageUri: 'oci://registry/llama:1' })],
    [
      'devices that it names',
      spread(
        {},
        { ...VOLUME, ...devices('rdma/hca') },
        { ...NONE, 'serving.kserve.io/gpu-resource-types': '["rdma/hca"]' },
      ),
    ],
    ['devices that KServe knows', spread({}, { ...VOLUME, ...devices('amd.com/gpu') })],
    [
      'a place that OpenShift AI writes',
      spread({}, { storageUri: null }, { ...NONE, 'opendatahub.io/connections': 'models' }),
    ],
  ])('is none with %s', (_, manifest) => {
    expect(told([manifest])).toEqual([]);
  });

  it('has devices that the cluster knows', () => {
    const manifest = spread({}, { ...VOLUME, ...devices('huawei.com/Ascend910') });
    expect(told([manifest], { kserve: { customGpuResourceTypes: ['huawei.com/Ascend910'] } })).toEqual([]);
  });
});

describe('the devices of several nodes', () => {
  const gpus = (count: number | undefined): JsonObject =>
    count === undefined ? {} : { resources: { requests: { 'nvidia.com/gpu': String(count) } } };
  const several = (head: number | undefined, worker: number | undefined, more: JsonObject = {}): Manifest =>
    runtime(
      {
        containers: [{ name: 'kserve-container', image: 'registry.example/vllm:1.0', ...gpus(head) }],
        workerSpec: {
          pipelineParallelSize: 2,
          tensorParallelSize: 8,
          containers: [{ name: 'worker-container', image: 'registry.example/vllm:1.0', ...gpus(worker) }],
        },
        ...more,
      },
      { name: 'vllm' },
    );
  const on = (workerSpec: JsonObject = {}, model: JsonObject = {}): Manifest =>
    spread(workerSpec, { ...VOLUME, runtime: 'vllm', ...model });

  it('are too few where the first node has fewer than it is to have', () => {
    expect(findings([several(4, 8), on()])).toMatchObject([
      {
        id: 'kserve/multi-node-devices',
        field: 'spec.predictor.workerSpec',
        problem: expect.stringContaining('16 devices, 2 times 8, and its nodes get 12') as string,
      },
    ]);
  });

  it.each<readonly [what: string, runtime: Manifest, service: Manifest]>([
    ['all nodes have as many as they are to have', several(8, 8), on()],
    ['the first node gets what is left over', several(undefined, 8), on()],
    ['workers request none', several(4, undefined), on()],
    ['one node is enough', several(16, 4), on()],
    ['the service needs fewer', several(4, 8), on({ pipelineParallelSize: 1 })],
    ['the service requests more for the first node', several(4, 8), on({}, gpus(8))],
    [
      'the service requests fewer for the workers',
      several(4, 8),
      on({ containers: [{ name: 'worker-container', ...gpus(4) }] }),
    ],
    [
      'processes, not Ray, share the model',
      several(4, 8, { annotations: { 'multinode/executor-backend': 'mp' } }),
      on(),
    ],
    ['the service is on one node', several(4, 8), service({ model: { runtime: 'vllm' } })],
  ])('are enough where %s', (_, manifest, serving) => {
    expect(told([manifest, serving])).toEqual([]);
  });

  it('are enough once the first node has as many more as are missing', () => {
    const count = fc.integer({ min: 1, max: 64 });
    fc.assert(
      fc.property(count, count, count, (total, head, worker) => {
        const missing = missingDevices({ total, head, worker });
        expect(missingDevices({ total, head: head + missing, worker })).toBe(0);
        if (missing > 0) expect(missingDevices({ total, head: head + missing - 1, worker })).toBe(1);
      }),
    );
  });
});
