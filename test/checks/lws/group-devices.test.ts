import { checkLeaderWorkerSets } from '../../../checks/lws/check-leader-worker-sets';
import type { JsonObject } from '../../../kubernetes/manifest';
import { leaderWorkerSet, pod } from './sets';

const SCRIPT = '/vllm-workspace/examples/online_serving/multi-node-serving.sh';
const image = 'vllm/vllm-openai:v0.15.0';

const gpus = (count: number): JsonObject => ({ limits: { 'nvidia.com/gpu': count } });
const shell = (script: string, count = 8): JsonObject =>
  pod({ image, command: ['sh', '-c', script], resources: gpus(count) });
const serve = (args: string, wait = '$(LWS_GROUP_SIZE)') =>
  `bash ${SCRIPT} leader --ray_cluster_size=${wait}; vllm serve m ${args} --distributed-executor-backend ray`;
const JOINS = shell(`bash ${SCRIPT} worker --ray_address=$(LWS_LEADER_ADDRESS)`);
const node = (args: string, count = 8): JsonObject =>
  pod({ image, command: ['vllm', 'serve', 'm', ...args.split(' ')], resources: gpus(count) });

function told(leader: JsonObject, worker: JsonObject = JOINS, size = 2): readonly string[] {
  const manifest = leaderWorkerSet({ template: { size }, leader, worker });
  return checkLeaderWorkerSets([{ manifest, where: 'a.yaml' }])
    .filter(({ id }) => /^lws\/(?:group|ray)/.test(id))
    .map(({ id, severity, problem }) => `${severity} ${id}: ${problem}`);
}

describe('a group of Ray', () => {
  test.each<[string, string, JsonObject]>([
    ['of sizes that come to its devices', '-tp 8 -pp 2', JOINS],
    ['of sizes that come from its own', '--tensor-parallel-size=8 --pipeline_parallel_size=$(LWS_GROUP_SIZE)', JOINS],
    ['whose tensors are shared by all of it', '--tensor-parallel-size 16', JOINS],
    ['whose sizes only its shell knows', '-tp 8 -pp $((LWS_GROUP_SIZE * 4))', JOINS],
    ['with copies', '-tp 8 --data-parallel-size 4', JOINS],
    ['whose sizes are in a file', '--config /etc/vllm.yaml -tp 2', JOINS],
    ['whose workers do something else', '-tp 8 -pp 4', shell('sleep infinity')],
    ['whose workers have no devices that are known', '-tp 8 -pp 4', shell(`bash ${SCRIPT} worker`, 0)],
    ['whose workers are told of devices', '-tp 8 -pp 4', shell(`bash ${SCRIPT} worker --num-gpus=16`)],
  ])('is fine, or not judged: %s', (_, args, worker) => {
    expect(told(shell(serve(args)), worker)).toEqual([]);
  });

  test.each([
    ['-tp 8 -pp 4', 'error lws/group-devices: vLLM counts on 32 devices, and the 2 pods of a group have 16'],
    [
      '-tp 4 -pp $(LWS_GROUP_SIZE)',
      'warning lws/group-devices: vLLM counts on 8 devices, and the 2 pods of a group have 16',
    ],
    [
      '-tp 16 -pp $LWS_GROUP_SIZE',
      'error lws/group-devices: vLLM counts on 32 devices, and the 2 pods of a group have 16',
    ],
    [
      '-tp 16 -pp "${LWS_GROUP_SIZE}"',
      'error lws/group-devices: vLLM counts on 32 devices, and the 2 pods of a group have 16',
    ],
  ])('has other devices than its engine counts on: %s', (args, expected) => {
    expect(told(shell(serve(args)))).toEqual([expected]);
  });

  test('may have a leader without devices', () => {
    expect(told(shell(serve('-tp 8'), 0))).toEqual([]);
    expect(told(shell(serve('-tp 8 -pp 2'), 0))).toEqual([
      'error lws/group-devices: vLLM counts on 16 devices, and the 2 pods of a group have 8',
    ]);
  });

  test.each([
    ['$(LWS_GROUP_SIZE)', []],
    ['"${LWS_GROUP_SIZE}"', []],
    ['2', []],
    ['$NODES', []],
    ['4', ['warning lws/ray-nodes: Groups have 2 pods, and the leader waits for 4 nodes of Ray (--ray_cluster_size)']],
  ])('waits for the nodes that it has: %s', (wait, expected) => {
    expect(told(shell(serve('-tp 8 -pp 2', wait)))).toEqual(expected);
  });
});

describe('a group of --nnodes', () => {
  const over = (args: string, count?: number) =>
    node(`--nnodes $(LWS_GROUP_SIZE) --node-rank $(LWS_WORKER_INDEX) ${args}`, count);

  test('has the devices that its engine counts on', () => {
    expect(told(over('-tp 8 -pp $(LWS_GROUP_SIZE)'), over('-tp 8 -pp $(LWS_GROUP_SIZE) --headless'))).toEqual([]);
  });

  test('has fewer', () => {
    const args = '-tp 8 -pp $(LWS_GROUP_SIZE)';
    expect(told(over(args, 4), over(`${args} --headless`, 4))).toEqual([
      'error lws/group-devices: vLLM counts on 16 devices, and the 2 pods of a group have 8',
    ]);
  });

  test('is left to the rules of the engine where all sizes are stated', () => {
    const args = '--nnodes 2 --node-rank $(LWS_WORKER_INDEX) -tp 8 -pp 2';
    expect(told(node(args, 4), node(`${args} --headless`, 4))).toEqual([]);
  });
});
