import type { Fault } from '../../finding';
import { refused } from './refusal';
import type { Refusal } from './refusal';
import type { SglangStart } from './sglang-start';

/** Whether pods join, or make room for, more than the flags of one of them count. */
const joinsLater = (start: SglangStart): boolean => start.has('--elastic-ep-join-mode') || start.has('--use-ray');

/**
 * How the ranks of a group are dealt out to its pods, and where the pods find each other.
 *
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py ServerArgs.check_server_args
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/entrypoints/engine.py _calculate_rank_ranges
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/distributed/bootstrap.py _resolve_dist_init_method
 */
export function checkNodes(start: SglangStart): readonly Fault[] {
  const pods = start.count('--nnodes', 1);
  if (pods === undefined || pods < 1 || joinsLater(start)) return [];
  return [
    ...refused('sglang/nodes', start, ranksOverPods(start, pods) ?? rankOfPod(start, pods)),
    ...refused('sglang/meeting-point', start, pods === 1 ? undefined : meetingPoint(start)),
    ...refused('sglang/data-parallel-nodes', start, pods === 1 ? undefined : copiesOverPods(start, pods)),
  ];
}

function ranksOverPods(start: SglangStart, pods: number): Refusal | undefined {
  const [tensor, stages] = [start.count('--tp-size', 1), start.stages()];
  if (tensor === undefined || stages === undefined || tensor < 1 || stages < 1 || pods === 1) return undefined;
  const ranks = tensor * stages;
  const product = stages === 1 ? `--tp-size ${tensor}` : `--tp-size ${tensor} times --pp-size ${stages}`;
  const common = { flag: '--nnodes', problem: `${product} cannot be dealt out to ${pods} pods (--nnodes)` };
  if (ranks % pods !== 0) {
    // A group that counts itself is held against its size.
    if (start.launch.words.some((word) => /\$[({]?LWS_/.test(word))) return undefined;
    return {
      ...common,
      because: 'the number of devices must be divisible by the number of pods',
      mend: `Use sizes whose product is a multiple of ${pods}.`,
    };
  }
  const podsOfStage = pods / stages;
  if (stages % pods === 0 || (Number.isInteger(podsOfStage) && tensor % podsOfStage === 0)) return undefined;
  return {
    ...common,
    outcome: 'The group waits for ranks that no pod starts',
    because: 'each pod has whole stages, or each stage has whole pods',
    mend: 'Use a number of stages that divides the number of pods, or is a multiple of it.',
  };
}

function rankOfPod(start: SglangStart, pods: number): Refusal | undefined {
  const rank = start.count('--node-rank', 0);
  if (rank === undefined || rank < pods) return undefined;
  const counted = start.has('--nnodes') ? `--nnodes counts ${pods}` : 'there is no --nnodes, so that it is alone';
  return {
    flag: '--node-rank',
    problem: `The pod has --node-rank ${rank}, and ${counted}`,
    outcome: 'The pod starts ranks that the group does not have, and the others wait for those that it has',
    because: `the ranks of ${pods === 1 ? 'one pod' : `${pods} pods`} are ${pods === 1 ? '0' : `0 to ${pods - 1}`}`,
    mend: start.has('--nnodes') ? 'Count pods from 0.' : 'State --nnodes, or leave --node-rank out.',
  };
}

function meetingPoint(start: SglangStart): Refusal | undefined {
  if (start.sets('SGLANG_DISTRIBUTED_INIT_METHOD_OVERRIDE')) return undefined;
  if (start.lacks('--dist-init-addr')) {
    return {
      flag: '--nnodes',
      problem: `--nnodes is ${start.text('--nnodes') ?? ''}, and no --dist-init-addr says where the pods meet`,
      outcome: 'The pods wait for each other for ever',
      because: 'each looks for the others in itself',
      mend: 'State --dist-init-addr with the address of the first pod and a port.',
    };
  }
  const address = start.text('--dist-init-addr');
  if (address === undefined || /:\d+\/?$/.test(address)) return undefined;
  return {
    flag: '--dist-init-addr',
    problem: `--dist-init-addr '${address}' has no port`,
    because: 'the pods meet at an address and a port',
    mend: `Use ${address}:5000, or another port that is free on all pods and the five after it.`,
  };
}

function copiesOverPods(start: SglangStart, pods: number): Refusal | undefined {
  const copies = start.count('--dp-size', 1);
  if (copies === undefined || copies <= 1 || start.copiesAttention() !== false) return undefined;
  return {
    flag: '--dp-size',
    problem: `--dp-size is ${copies} over ${pods} pods, without --enable-dp-attention`,
    because: 'over several pods the attention alone can be copied, and not the model',
    mend: `Use replicas of the group, or state --enable-dp-attention.`,
  };
}
