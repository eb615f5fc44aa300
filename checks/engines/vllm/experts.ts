import { isMixture } from '../../../catalog/models';
import type { ModelFacts } from '../../../catalog/models';
import type { Fault } from '../../finding';
import type { EngineLaunch } from '../engine-launch';
import type { GivenFlags } from '../flags';
import { refusedStart } from './refused-start';

const EXPERTS = '--enable-expert-parallel';

/**
 * What is for models with experts, of a model that has none.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/config/model.py _verify_with_expert_parallelism
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/engine/arg_utils.py EngineArgs.create_engine_config
 */
export function checkExperts(launch: EngineLaunch, flags: GivenFlags, model: ModelFacts): readonly Fault[] {
  if (launch.engine !== 'vllm' || isMixture(model) !== false) return [];
  return [...checkExpertParallel(launch, flags, model), ...checkCopies(launch, flags, model)];
}

function checkExpertParallel(launch: EngineLaunch, flags: GivenFlags, { hfId }: ModelFacts): readonly Fault[] {
  if (!flags.isOn(EXPERTS)) return [];
  return refusedStart(launch, flags, {
    id: 'vllm/expert-parallel',
    flag: EXPERTS,
    problem: `${EXPERTS} deals experts out to the devices, and ${hfId} has none`,
    mend: 'Leave it out.',
  });
}

function checkCopies(launch: EngineLaunch, flags: GivenFlags, { hfId }: ModelFacts): readonly Fault[] {
  const flag = ['--data-parallel-rank', '--data-parallel-external-lb'].find((each) => flags.has(each));
  const copies = flags.count('--data-parallel-size', 1);
  if (flag === undefined || flags.isOff(flag) || copies === undefined || copies <= 1) return [];
  return refusedStart(launch, flags, {
    id: 'vllm/dense-external',
    flag,
    problem: `${flag} joins ${copies} copies, and those of ${hfId}, which has no experts, have nothing to do with each other`,
    mend: 'Leave the data parallel flags out, and use as many replicas.',
    since: '>0.19.x,<=0.23.0',
  });
}
