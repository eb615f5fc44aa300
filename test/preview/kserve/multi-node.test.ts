import { arrayAt, objectAt, textAt } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../../kubernetes/manifest';
import { mergedPredictor } from '../../../preview/kserve/merged-predictor';
import { raySizes } from '../../../preview/kserve/node-sizes';
import { podsOf, runtime, service } from './predictors';

const WORKER = { name: 'worker-container', image: 'engine:1', args: ['a'] };

function gpus(count: number): JsonObject {
  return { resources: { requests: { 'nvidia.com/gpu': count }, limits: { 'nvidia.com/gpu': count } } };
}

function variables(container: JsonValue | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    arrayAt(container, 'env').map((variable) => [textAt(variable, 'name') ?? '', textAt(variable, 'value') ?? '']),
  );
}

const onTwoNodes = runtime(gpus(4), {
  workerSpec: {
    tensorParallelSize: 4,
    containers: [{ ...WORKER, ...gpus(4) }],
    nodeSelector: { a: 'runtime' },
    labels: { w: 'l' },
  },
});
const isvc = service(
  { storageUri: 'pvc://claim' },
  { workerSpec: { pipelineParallelSize: 2, containers: [{ name: 'worker-container', args: ['b'] }] } },
);

describe('a model on two nodes', () => {
  const [head, worker] = podsOf(isvc, onTwoNodes);

  test('has pods for the first node and for the other', () => {
    expect([head?.component, head?.replicas, worker?.component, worker?.replicas]).toEqual([
      'predictor',
      undefined,
      'worker',
      1,
    ]);
    expect([head?.labels.app, worker?.labels.app]).toEqual(['isvc.llama-predictor', 'isvc.llama-predictor-worker']);
    expect(worker?.labels).toMatchObject({ w: 'l' });
  });

  test('tells the first node of the sizes', () => {
    expect(variables(arrayAt(head?.spec, 'containers')[0])).toEqual({
      INFERENCE_SERVICE_NAME: 'llama',
      PIPELINE_PARALLEL_SIZE: '2',
      TENSOR_PARALLEL_SIZE: '4',
      RAY_NODE_COUNT: '2',
      REQUEST_GPU_COUNT: '4',
      MODEL_NAME: 'llama',
      MODEL_DIR: '/mnt/models',
    });
  });

  test('tells the other node where the first one is', () => {
    expect(variables(arrayAt(worker?.spec, 'containers')[0])).toEqual({
      RAY_NODE_COUNT: '2',
      REQUEST_GPU_COUNT: '4',
      PIPELINE_PARALLEL_SIZE: '2',
      TENSOR_PARALLEL_SIZE: '4',
      ISVC_NAME: 'llama',
      HEAD_SVC: 'llama-head-1',
      WORKER_SVC: 'llama-workers-1',
    });
  });

  test('has a worker that is merged as the first node is', () => {
    expect(worker?.spec).toMatchObject({ nodeSelector: { a: 'runtime' }, containers: [{ args: ['a', 'b'] }] });
    expect(worker?.originOf('containers[0].args[1]').field).toBe('spec.predictor.workerSpec.containers[0].args[0]');
    expect(worker?.originOf('containers[0].image').field).toBe('spec.workerSpec.containers[0].image');
  });
});

test('gives the nodes the devices that were computed, by the name that they request', () => {
  const amd = { resources: { limits: { 'amd.com/gpu': 1 } } };
  const of = runtime(amd, { workerSpec: { tensorParallelSize: 2, pipelineParallelSize: 2, containers: [WORKER] } });
  const mp = { ...of, spec: { ...objectAt(of, 'spec'), annotations: { 'multinode/executor-backend': 'mp' } } };
  const [head, worker] = podsOf(isvc, mp);
  const limits = (spec: JsonValue | undefined) => objectAt(arrayAt(spec, 'containers')[0], 'resources', 'limits');
  expect(limits(head?.spec)).toEqual({ 'amd.com/gpu': '2' });
  expect(limits(worker?.spec)).toEqual({ 'nvidia.com/gpu': '2' });
  expect(worker?.replicas).toBe(1);
});

test('Knative makes the first node alone', () => {
  const knative = service(
    { storageUri: 'pvc://c' },
    { workerSpec: {} },
    { annotations: { 'serving.kserve.io/deploymentMode': 'Knative' } },
  );
  expect(podsOf(knative, onTwoNodes)).toHaveLength(1);
});

test.each([
  ['a runtime without workers', runtime(), undefined],
  ['workers without a container', runtime({}, { workerSpec: { containers: [] } }), 'InvalidPredictorSpec'],
  ['a worker of another name', runtime({}, { workerSpec: { containers: [{ name: 'w' }] } }), 'InvalidPredictorSpec'],
  [
    'too few devices',
    runtime(gpus(1), { workerSpec: { containers: [{ ...WORKER, ...gpus(2) }] } }),
    'InvalidGPUAllocation',
  ],
])('%s makes no pods', (_what, of, reason) => {
  const asked = service({ storageUri: 'pvc://c' }, { workerSpec: { pipelineParallelSize: 2, tensorParallelSize: 2 } });
  expect(mergedPredictor(asked, of)).toMatchObject({ outcome: 'refused', reason });
});

describe('nodes that Ray joins', () => {
  test.each([
    [8, 0, 4, { nodes: 2, head: 4, worker: 4 }],
    [8, 4, 4, { nodes: 2, head: 4, worker: 4 }],
    [6, 0, 4, { nodes: 2, head: 2, worker: 4 }],
    [8, 8, 4, { nodes: 1, head: 8, worker: 0 }],
    [4, 0, 4, { nodes: 1, head: 4, worker: 0 }],
    [4, 2, 0, { nodes: 3, head: 2, worker: 1 }],
    [4, 0, 0, { nodes: 4, head: 1, worker: 1 }],
  ])('%i devices, of which the first node requests %i and each other %i, are %j', (total, head, worker, sizes) => {
    expect(raySizes(total, head, worker)).toEqual({ ok: true, sizes });
  });
});
