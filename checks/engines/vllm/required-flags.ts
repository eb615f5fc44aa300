import type { Fault } from '../../finding';
import type { EngineStart } from '../engine-start';
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
export function checkRequiredFlags(start: EngineStart): readonly Fault[] {
  return [
    ...REQUIREMENTS.filter((each) => isUnmet(each, start)).flatMap(({ flag, needs, because }) =>
      refusedStart(start, {
        id: 'vllm/required-flag',
        flag,
        problem: `${flag} is stated without ${needs}, ${because}`,
        mend: `State ${needs}, or leave ${flag} out.`,
      }),
    ),
    ...checkMetrics(start),
  ];
}

function isUnmet({ flag, needs }: Requirement, start: EngineStart): boolean {
  if (!start.has(flag) || start.isTurnedOff(flag)) return false;
  const other = STANDS_FOR.get(needs);
  if (other !== undefined && start.has(other)) return false;
  return start.isOff(needs);
}

function checkMetrics(start: EngineStart): readonly Fault[] {
  if (!start.isOn('--enable-per-request-metrics') || !start.isOn('--disable-log-stats')) return [];
  return refusedStart(start, {
    id: 'vllm/required-flag',
    flag: '--enable-per-request-metrics',
    problem: '--enable-per-request-metrics tells of what --disable-log-stats turns off',
    mend: 'Keep one of them.',
  });
}
