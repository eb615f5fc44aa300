import type { Fault } from '../../finding';
import type { EngineStart } from '../engine-start';
import { refusedStart } from './refused-start';
import type { Refusal } from './refused-start';

const ID = 'vllm/data-parallel';
const SIZE = '--data-parallel-size';
const LOCAL = '--data-parallel-size-local';
const RANK = '--data-parallel-rank';
const START = '--data-parallel-start-rank';
const EXTERNAL = '--data-parallel-external-lb';
const HYBRID = '--data-parallel-hybrid-lb';
const MULTI_PORT = '--data-parallel-multi-port-external-lb';

/** When vLLM came to tell the three ways apart by ranks too. */
const WAYS_BY_RANKS = '>0.19.x,<=0.23.0';

/**
 * Copies of a model, how requests get to them, and which of them are in this pod.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/cli/serve.py ServeSubcommand.cmd
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/engine/arg_utils.py EngineArgs.create_engine_config
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/config/parallel.py ParallelConfig._validate_parallel_config
 */
export function checkDataParallel(start: EngineStart): readonly Fault[] {
  const [refusal] = [waysRefusal, hybridRefusal, externalRefusal, localRefusal, rankRefusal].flatMap(
    (find) => find(start) ?? [],
  );
  return refusal === undefined ? [] : refusedStart(start, { id: ID, ...refusal });
}

type Found = Omit<Refusal, 'id'> | undefined;

function isExternal(start: EngineStart): boolean {
  return start.isOn(EXTERNAL) || start.has(RANK);
}

function waysRefusal(start: EngineStart): Found {
  const stated = [EXTERNAL, HYBRID, MULTI_PORT].filter((flag) => start.isOn(flag));
  const implied = [
    ...(start.has(RANK) && !start.isOn(EXTERNAL) ? [RANK] : []),
    ...(start.has(START) && !start.isOn(HYBRID) && !start.isOn(MULTI_PORT) ? [START] : []),
  ];
  const ways = [...stated, ...implied];
  const [first, second] = ways;
  if (first === undefined || second === undefined) return undefined;
  return {
    flag: first,
    problem: `${ways.join(' and ')} are different ways to get requests to the copies`,
    mend: 'Keep one of them.',
    since: stated.length > 1 ? undefined : WAYS_BY_RANKS,
  };
}

function hybridRefusal(start: EngineStart): Found {
  // Over several nodes the number is reckoned from theirs.
  if (!start.isOn(HYBRID) || !start.lacks(LOCAL) || !start.lacks('--nnodes') || isExternal(start)) return undefined;
  return {
    flag: HYBRID,
    problem: `${HYBRID} does not say how many copies are in this pod`,
    mend: `State ${LOCAL}.`,
  };
}

function externalRefusal(start: EngineStart): Found {
  if (!isExternal(start)) return undefined;
  const flag = start.isOn(EXTERNAL) ? EXTERNAL : RANK;
  if (start.count(SIZE, 1) === 1) {
    return {
      flag,
      problem: `${flag} is for several copies, and ${start.has(SIZE) ? `${SIZE} is 1` : `${SIZE} is not stated`}`,
      mend: `State in ${SIZE} how many copies there are in all pods together.`,
      since: '>0.10.2,<=0.19.x',
    };
  }
  if (start.lacks(RANK) && start.lacks('--nnodes')) {
    return { flag, problem: `${flag} does not say which copy this pod is`, mend: `State ${RANK}.` };
  }
  const local = start.count(LOCAL, 1);
  if (local === undefined || local === 1) return undefined;
  return {
    flag: LOCAL,
    problem: `${LOCAL} is ${local}, and with ${flag} each pod is one copy`,
    mend: `Leave ${LOCAL} out.`,
  };
}

function localRefusal(start: EngineStart): Found {
  const [size, local] = [start.count(SIZE, 1), start.count(LOCAL, 1)];
  if (size === undefined || local === undefined || local <= size) return undefined;
  return {
    flag: LOCAL,
    problem: `${LOCAL} is ${local}, and ${SIZE}, which counts the copies of all pods, is ${size}`,
    mend: `State in ${SIZE} how many there are in all pods together.`,
  };
}

function rankRefusal(start: EngineStart): Found {
  const size = start.count(SIZE, 1);
  // Of a single copy the rank is not heeded.
  if (size === undefined || size <= 1) return undefined;
  // The first rank counts where it is said how many of them are in the pod.
  const flag = [RANK, ...(start.has(LOCAL) ? [START] : [])].find((each) => (start.count(each, 0) ?? 0) >= size);
  if (flag === undefined) return undefined;
  return {
    flag,
    problem: `${flag} is ${start.text(flag) ?? ''}, and the ranks of ${size} copies are 0 to ${size - 1}`,
    mend: 'Count copies from 0.',
  };
}
