import type { Fault } from '../finding';
import { flagsOf, wordsOf } from './command-line';
import { withGroupSize } from './group-size';
import type { PodSet } from './pod-set';

/**
 * Flags that every pod of a group must agree on, each with the names that vLLM and SGLang know for it.
 *
 * @see https://docs.vllm.ai/en/latest/cli/serve.html
 * @see https://docs.sglang.ai/advanced_features/server_arguments.html
 */
const SHARED_FLAGS: readonly (readonly [string, ...string[]])[] = [
  ['--tensor-parallel-size', '-tp', '--tp-size', '--tp'],
  ['--pipeline-parallel-size', '-pp', '--pp-size', '--pp'],
  ['--data-parallel-size', '-dp', '--dp-size', '--dp'],
  ['--expert-parallel-size', '--ep-size', '--ep'],
  ['--enable-expert-parallel', '-ep'],
  ['--decode-context-parallel-size', '-dcp'],
  ['--prefill-context-parallel-size', '-pcp'],
  ['--nnodes'],
  ['--master-addr'],
  ['--master-port'],
  ['--dist-init-addr', '--nccl-init-addr'],
  ['--enable-dp-attention'],
];

/** Flags without which a command line does not start one engine over several pods. */
const OVER_PODS = ['--nnodes', '--dist-init-addr', '--nccl-init-addr'];

/**
 * Leader and workers that start the same engine with other sizes. Where the workers run something else, such as `ray
 * start`, they have no sizes of their own.
 */
export function checkParallelFlags({ leader, worker, size }: PodSet): readonly Fault[] {
  if (worker === undefined || worker.path === leader.path) return [];
  const ofLeader = flagsOf(wordsOf(leader));
  const ofWorker = flagsOf(wordsOf(worker));
  if (!spansPods(ofLeader) || !spansPods(ofWorker)) return [];
  return SHARED_FLAGS.flatMap((names): readonly Fault[] => {
    const [led, worked] = [ofLeader, ofWorker].map((flags) => valueOf(flags, names, size));
    if (led === worked) return [];
    return [
      {
        id: 'lws/parallel-flags',
        severity: 'error',
        field: `${worker.path}.spec.containers`,
        problem: `The leader has ${said(names[0], led)}, and the workers have ${said(names[0], worked)}`,
        consequence:
          'The pods of a group expect another number of processes, or one in another place, and wait for each other for ever.',
        mend: `Give both the same: they may differ in the node's rank, the port and --headless alone.`,
      },
    ];
  });
}

function spansPods(flags: ReadonlyMap<string, string>): boolean {
  return OVER_PODS.some((flag) => flags.has(flag));
}

function valueOf(
  flags: ReadonlyMap<string, string>,
  names: readonly string[],
  size: number | undefined,
): string | undefined {
  const name = names.find((each) => flags.has(each));
  const value = name === undefined ? undefined : flags.get(name);
  return value === undefined || size === undefined ? value : withGroupSize(value, size);
}

function said(flag: string, value: string | undefined): string {
  if (value === undefined) return `no ${flag}`;
  return value === '' ? flag : `${flag} ${value}`;
}
