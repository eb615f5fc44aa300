import { modelFacts, modelWeightsGiB } from '../../catalog/models';
import type { JsonObject } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { checkLoadingTime } from '../pods/loading-time';
import { checkDevices } from './devices';
import { EngineStart } from './engine-start';
import { checkFlags } from './flags';
import { checkModel, checkRelativeModel, namedModel } from './model';
import { checkServingAddress } from './serving-address';
import { checkSglangRefusals } from './sglang/check-refusals';
import { checkSharedMemory } from './shared-memory';
import type { StartedEngine } from './started-engine';
import { checkVllmRefusals } from './vllm/check-refusals';
import { checkExperts } from './vllm/experts';

/**
 * What an engine would refuse of the command line of a container, or be hindered by in its pod.
 *
 * @param isPartial - whether a service may add to the command line @default - it is whole
 */
export function checkEngine({ launch, flags }: StartedEngine, spec: JsonObject, isPartial = false): readonly Fault[] {
  const name = namedModel(launch, flags);
  const model = name === undefined ? undefined : modelFacts(name);
  const start = launch.engine === 'vllm' ? new EngineStart(launch, flags, isPartial) : undefined;
  return [
    ...checkFlags(launch),
    ...(start === undefined ? [] : checkVllmRefusals(start)),
    ...checkSglangRefusals(launch, flags, isPartial),
    ...checkDevices(launch, flags),
    ...(name === undefined ? [] : checkRelativeModel(launch, name)),
    ...(model === undefined ? [] : checkModel(launch, flags, model)),
    ...(model === undefined || start === undefined ? [] : checkExperts(start, model)),
    ...checkServingAddress(launch, flags, spec),
    ...checkSharedMemory(launch, flags, spec),
    ...checkLoadingTime(launch.container, model === undefined ? undefined : modelWeightsGiB(model)),
  ];
}
