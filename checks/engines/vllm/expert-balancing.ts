import type { Fault } from '../../finding';
import type { EngineStart } from '../engine-start';
import { refusedStart } from './refused-start';
import type { Refusal } from './refused-start';
import { deviceSizes } from './sizes';

const BALANCING = '--enable-eplb';
const ELASTIC = '--enable-elastic-ep';

/**
 * Experts that are moved between devices by their load.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/config/parallel.py ParallelConfig._validate_parallel_config
 */
export function checkExpertBalancing(start: EngineStart): readonly Fault[] {
  return [balancingRefusal(start), elasticRefusal(start)].flatMap((refusal) =>
    refusal === undefined ? [] : refusedStart(start, { id: 'vllm/expert-balancing', ...refusal }),
  );
}

type Found = Omit<Refusal, 'id'> | undefined;

function balancingRefusal(start: EngineStart): Found {
  const { num_redundant_experts: redundant } = start.members('--eplb-config');
  if (!start.isOn(BALANCING)) {
    if (typeof redundant !== 'number' || redundant === 0 || !start.isOff(BALANCING)) return undefined;
    return {
      flag: '--eplb-config',
      problem: `${redundant} redundant experts are for balancing, which ${BALANCING} turns on`,
      mend: `State ${BALANCING}, or leave num_redundant_experts out.`,
      since: '>0.10.0,<=0.19.x',
    };
  }
  if (start.isOff('--enable-expert-parallel')) {
    return {
      flag: BALANCING,
      problem: `${BALANCING} moves experts between devices, and without --enable-expert-parallel each has a part of all`,
      mend: 'State --enable-expert-parallel, or leave it out.',
      since: '0.10.0',
    };
  }
  const { tensor, copies, prefillContext } = deviceSizes(start);
  if (tensor !== 1 || copies !== 1 || prefillContext !== 1) return undefined;
  return {
    flag: BALANCING,
    problem: `${BALANCING} moves experts between devices, and there is one alone`,
    mend: 'State --tensor-parallel-size or --data-parallel-size, or leave it out.',
    since: '0.10.0',
  };
}

function elasticRefusal(start: EngineStart): Found {
  if (!start.isOn(ELASTIC)) return undefined;
  if (start.isOff(BALANCING)) {
    return {
      flag: ELASTIC,
      problem: `${ELASTIC} is without ${BALANCING}, by which experts get to devices that are added`,
      mend: `State ${BALANCING} too.`,
    };
  }
  if ((deviceSizes(start).pipeline ?? 1) > 1) {
    return {
      flag: ELASTIC,
      problem: `${ELASTIC} together with pipeline stages`,
      mend: 'Leave --pipeline-parallel-size out.',
    };
  }
  const spread = ['--data-parallel-external-lb', '--data-parallel-hybrid-lb'].find((flag) => start.isOn(flag));
  if (spread === undefined) return undefined;
  return {
    flag: ELASTIC,
    problem: `${ELASTIC} needs one API server that knows all copies, and ${spread} makes several`,
    mend: `Leave ${spread} out.`,
  };
}
