import type { Fault } from '../finding';
import { flagsOf, wordsOf } from './command-line';
import { withGroupSize } from './group-size';
import type { PodSet } from './pod-set';

const GROUP_SIZE = '$(LWS_GROUP_SIZE)';

/** As long as the script of vLLM's images waits where nothing else is stated, in seconds. */
const RAY_WAIT = 300;

/** Sizes whose product is the number of processes of an engine over several pods, with the names that engines know. */
const SIZES: readonly (readonly string[])[] = [
  ['--tensor-parallel-size', '-tp', '--tp-size', '--tp'],
  ['--pipeline-parallel-size', '-pp', '--pp-size', '--pp'],
];
const COPIES = ['--data-parallel-size', '-dp'];

/**
 * Whether an engine counts as many pods as its group has, and its processes can be dealt out to them.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/config/parallel.py
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py check_server_args
 */
export function checkGroupNodes({ leader, size, path }: PodSet): readonly Fault[] {
  const flags = flagsOf(wordsOf(leader));
  const stated = flags.get('--nnodes');
  if (size === undefined || size < 1 || stated === undefined) return [];
  const nodes = Number(withGroupSize(stated, size));
  // Each pod is an engine of its own.
  if (nodes === 1) return [];
  const fault = { id: 'lws/group-nodes', severity: 'error', field: `${path}.leaderWorkerTemplate.size` } as const;
  if (nodes !== size) {
    // What is known only in the pod is no number here.
    if (!Number.isInteger(nodes)) return [];
    return [
      {
        ...fault,
        problem: `Groups have ${size} pods, and the engine counts ${nodes} (--nnodes)`,
        consequence: 'It waits for pods that never come, or refuses those that are too many.',
        mend: `Set size to ${nodes}, or --nnodes to ${GROUP_SIZE}.`,
      },
    ];
  }
  // Where the arguments say it all, the engine's own rules tell it.
  if (stated === String(nodes)) return [];
  // SGLang deals out the copies of the attention among the others.
  const isSglang = ['--dist-init-addr', '--nccl-init-addr'].some((flag) => flags.has(flag));
  const counted = isSglang ? SIZES : [...SIZES, COPIES];
  const texts = counted.map((names) => names.map((name) => flags.get(name)).find((text) => text !== undefined));
  // Sizes may also be in a file that the engine reads.
  if (texts.every((text) => text === undefined)) return [];
  const sizes = texts.map((text) => Number(withGroupSize(text ?? '1', size)));
  const processes = sizes.reduce((product, factor) => product * factor, 1);
  if (!Number.isInteger(processes) || processes % size === 0) return [];
  return [
    {
      ...fault,
      problem: `${sizes.join(' × ')} = ${processes} processes cannot be dealt out to groups of ${size} pods`,
      consequence: 'The engine refuses to start, and the group restarts for ever.',
      mend: `Use a size that divides ${processes}, such as ${nearestDivisor(processes, size)}.`,
    },
  ];
}

/**
 * Whether a leader waits for more nodes of Ray than its group has pods.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/examples/online_serving/multi-node-serving.sh
 */
export function checkRayNodes({ leader, size, path }: PodSet): readonly Fault[] {
  const flags = flagsOf(wordsOf(leader));
  const stated = flags.get('--ray-cluster-size');
  if (stated === undefined || size === undefined || size < 1) return [];
  const nodes = Number(withGroupSize(stated, size));
  if (!Number.isInteger(nodes) || nodes <= size) return [];
  const seconds = flags.get('--ray-init-timeout') ?? String(RAY_WAIT);
  return [
    {
      id: 'lws/ray-nodes',
      severity: 'warning',
      field: `${path}.leaderWorkerTemplate.size`,
      problem: `Groups have ${size} pods, and the leader waits for ${nodes} nodes of Ray (--ray_cluster_size)`,
      consequence: `The script waits ${seconds} seconds for pods that never come, and fails; what follows it starts without them, or the group starts again.`,
      mend: `Set size to ${nodes}, or --ray_cluster_size to ${GROUP_SIZE}.`,
    },
  ];
}

function nearestDivisor(number: number, wanted: number): number {
  for (let divisor = wanted; divisor > 1; divisor -= 1) if (number % divisor === 0) return divisor;
  return 1;
}
