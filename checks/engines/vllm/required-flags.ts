import type { Fault } from '../../finding';
import type { EngineLaunch } from '../engine-launch';
import type { GivenFlags } from '../flags';
import { refusedStart } from './refused-start';

/** A flag that vLLM refuses without another one. */
interface Requirement {
  readonly flag: string;
  readonly needs: string;
  /** What the other one is for. */
  readonly because: string;
}

const REQUIREMENTS: readonly Requirement[] = [
  {
    flag: '--enable-auto-tool-choice',
    needs: '--tool-call-parser',
    because: 'which says how the model writes its calls',
  },
  {
    flag: '--enable-log-outputs',
    needs: '--enable-log-requests',
    because: 'as answers are logged with their requests',
  },
  { flag: '--numa-bind-nodes', needs: '--numa-bind', because: 'which turns binding on' },
  { flag: '--numa-bind-cpus', needs: '--numa-bind', because: 'which turns binding on' },
  {
    flag: '--enable-fault-tolerance',
    needs: '--data-parallel-external-lb',
    because: 'as it works where each copy of the model has a pod of its own',
  },
];

/** Flags that stand for another one, too. */
const STANDS_FOR: ReadonlyMap<string, string> = new Map([['--data-parallel-external-lb', '--data-parallel-rank']]);

/**
 * Flags that say nothing without another one.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/openai/cli_args.py validate_parsed_serve_args
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/config/parallel.py ParallelConfig._validate_parallel_config
 */
export function checkRequiredFlags(launch: EngineLaunch, flags: GivenFlags): readonly Fault[] {
  return [
    ...REQUIREMENTS.filter((each) => isUnmet(each, flags)).flatMap(({ flag, needs, because }) =>
      refusedStart(launch, flags, {
        id: 'vllm/required-flag',
        flag,
        problem: `${flag} is stated without ${needs}, ${because}`,
        mend: `State ${needs}, or leave ${flag} out.`,
      }),
    ),
    ...checkMetrics(launch, flags),
  ];
}

function isUnmet({ flag, needs }: Requirement, flags: GivenFlags): boolean {
  if (!flags.has(flag) || flags.isOff(flag)) return false;
  const other = STANDS_FOR.get(needs);
  if (other !== undefined && flags.has(other)) return false;
  return !flags.has(needs) || flags.isOff(needs);
}

function checkMetrics(launch: EngineLaunch, flags: GivenFlags): readonly Fault[] {
  if (!flags.isOn('--enable-per-request-metrics') || !flags.isOn('--disable-log-stats')) return [];
  return refusedStart(launch, flags, {
    id: 'vllm/required-flag',
    flag: '--enable-per-request-metrics',
    problem: '--enable-per-request-metrics tells of what --disable-log-stats turns off',
    mend: 'Keep one of them.',
  });
}
