import { modelFacts, modelWeightsGiB } from '../../catalog/models';
import type { JsonObject } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { checkLoadingTime } from '../pods/loading-time';
import { checkDevices } from './devices';
import { checkFlags } from './flags';
import { checkModel, checkRelativeModel, namedModel } from './model';
import { checkServingAddress } from './serving-address';
import { checkSharedMemory } from './shared-memory';
import type { StartedEngine } from './started-engine';

/** What an engine would refuse of the command line of a container, or be hindered by in its pod. */
export function checkEngine({ launch, flags }: StartedEngine, spec: JsonObject): readonly Fault[] {
  const name = namedModel(launch, flags);
  const model = name === undefined ? undefined : modelFacts(name);
  return [
    ...checkFlags(launch),
    ...checkDevices(launch, flags),
    ...(name === undefined ? [] : checkRelativeModel(launch, name)),
    ...(model === undefined ? [] : checkModel(launch, flags, model)),
    ...checkServingAddress(launch, flags, spec),
    ...checkSharedMemory(launch, flags, spec),
    ...checkLoadingTime(launch.container, model === undefined ? undefined : modelWeightsGiB(model)),
  ];
}
