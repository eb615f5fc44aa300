import { isMixture } from '../../../catalog/models';
import type { ModelFacts } from '../../../catalog/models';
import type { Fault } from '../../finding';
import type { EngineStart } from '../engine-start';
import { refusedStart } from './refused-start';

const EXPERTS = '--enable-expert-parallel';

/**
 * What is for models with experts, of a model that has none.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/config/model.py _verify_with_expert_parallelism
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/engine/arg_utils.py EngineArgs.create_engine_config
 */
export function checkExperts(start: EngineStart, model: ModelFacts): readonly Fault[] {
  if (isMixture(model) !== false) return [];
  return [...checkExpertParallel(start, model), ...checkCopies(start, model)];
}

function checkExpertParallel(start: EngineStart, { hfId }: ModelFacts): readonly Fault[] {
  if (!start.isOn(EXPERTS)) return [];
  return refusedStart(start, {
    id: 'vllm/expert-parallel',
    flag: EXPERTS,
    problem: `${EXPERTS} deals experts out to the devices, and ${hfId} has none`,
    mend: 'Leave it out.',
  });
}

function checkCopies(start: EngineStart, { hfId }: ModelFacts): readonly Fault[] {
  const flag = ['--data-parallel-rank', '--data-parallel-external-lb'].find((each) => start.has(each));
  const copies = start.count('--data-parallel-size', 1);
  if (flag === undefined || start.isTurnedOff(flag) || copies === undefined || copies <= 1) return [];
  return refusedStart(start, {
    id: 'vllm/dense-external',
    flag,
    problem: `${flag} joins ${copies} copies, and those of ${hfId}, which has no experts, have nothing to do with each other`,
    mend: 'Leave the data parallel flags out, and use as many replicas.',
    since: '>0.19.x,<=0.23.0',
  });
}
