import { checkPods } from '../../../checks/pods/check-pods';

/** What is told of vLLM over some devices. */
function told(resource: string, count: number, tensorParallelSize: number): readonly string[] {
  const container = {
    name: 'server',
    image: 'vllm/vllm-openai:v0.11.0',
    command: ['vllm', 'serve', 'm', '--tensor-parallel-size', String(tensorParallelSize)],
    resources: { limits: { [resource]: count } },
    volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }],
  };
  const volumes = [{ name: 'shm', emptyDir: { medium: 'Memory' } }];
  const spec = { containers: [container], volumes };
  const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'llama' }, spec };
  return checkPods([{ manifest, where: 'a.yaml' }]).map(({ id }) => id);
}

test('a size over the number of devices does not start', () => {
  expect(told('nvidia.com/gpu', 4, 8)).toEqual(['vllm/too-few-devices']);
});

test.each([
  ['google.com/tpu', 4, 8],
  ['aws.amazon.com/neuron', 1, 2],
  ['aws.amazon.com/neuron', 16, 8],
])('nothing is said of %s, of which one may be several to the engine', (resource, count, size) => {
  expect(told(resource, count, size)).toEqual([]);
});

describe('of an engine that Ray joins from several pods', () => {
  const pod = (devices: number) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'llama' },
    spec: {
      containers: [
        {
          name: 'server',
          image: 'vllm/vllm-openai:v0.11.0',
          command: ['vllm', 'serve', 'm', '-tp=8', '-pp=2', '--distributed-executor-backend=ray'],
          resources: { limits: { 'nvidia.com/gpu': devices } },
        },
      ],
    },
  });
  const problems = (devices: number) =>
    checkPods([{ manifest: pod(devices), where: 'a.yaml' }]).map(({ problem }) => problem);

  test('those processes share the memory of a pod that have their devices there', () => {
    expect(problems(8)).toEqual(['8 processes of vLLM share 64 MB of /dev/shm']);
  });

  test('one alone shares it with nobody', () => {
    expect(problems(1)).toEqual([]);
  });
});
