import { checkPods } from '../../../checks/pods/check-pods';

/** What is told of vLLM over some devices. */
function told(resource: string, count: number, tensorParallelSize: number): readonly string[] {
  return toldOf(`--tensor-parallel-size ${tensorParallelSize}`, resource, count);
}

function toldOf(args: string, resource: string, count: number): readonly string[] {
  const container = {
    name: 'server',
    image: 'vllm/vllm-openai:v0.28.0',
    command: ['vllm', 'serve', 'm', ...args.split(' ')],
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

describe('over several nodes', () => {
  test.each<[string, number, readonly string[]]>([
    ['-tp 8 -pp 2 --nnodes 2', 8, []],
    ['-tp 8 -pp 2 --nnodes 2 --node-rank 1 --headless', 8, []],
    ['-tp 8 -pp 3 --nnodes 2', 8, ['vllm/too-few-devices']],
    ['-tp 4 --nnodes 2', 8, ['vllm/idle-devices']],
    ['-tp 8 -pp 3 --nnodes $(LWS_GROUP_SIZE)', 8, []],
    ['--omni', 2, ['vllm/unknown-flag']],
  ])('%s counts %i devices in a pod', (args, devices, expected) => {
    expect(toldOf(args, 'nvidia.com/gpu', devices)).toEqual(expected);
  });
});

describe('a size over the number of devices, where a script', () => {
  const container = (script: string) => ({
    name: 'server',
    image: 'vllm/vllm-openai:v0.11.0',
    command: ['sh', '-c', script],
    resources: { limits: { 'nvidia.com/gpu': 8 } },
    volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }],
  });
  const toldOfScript = (script: string) => {
    const volumes = [{ name: 'shm', emptyDir: { medium: 'Memory' } }];
    const spec = { containers: [container(script)], volumes };
    const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'llama' }, spec };
    return checkPods([{ manifest, where: 'a.yaml' }])
      .map(({ id }) => id)
      .filter((id) => id === 'vllm/too-few-devices');
  };

  test.each([
    'bash /vllm-workspace/examples/online_serving/multi-node-serving.sh leader; vllm serve m -tp 16',
    'cd /examples && bash multi-node-serving.sh leader && vllm serve m -tp 16',
    '/scripts/start-ray.sh && vllm serve m -tp 16',
    'python3 ray_head.py & vllm serve m -tp 16',
    'if [ "$LWS_WORKER_INDEX" = 0 ]; then ./multi-node-serving.sh leader; vllm serve m -tp 16; fi',
  ])('may start Ray, may be in other pods: %s', (script) => {
    expect(toldOfScript(script)).toEqual([]);
  });

  test.each(['/scripts/array.sh && vllm serve m -tp 16', 'echo hello; vllm serve m -tp 16'])(
    'has nothing to do with Ray, does not start: %s',
    (script) => {
      expect(toldOfScript(script)).toEqual(['vllm/too-few-devices']);
    },
  );
});
