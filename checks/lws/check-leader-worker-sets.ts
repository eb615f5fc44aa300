import { groupOf } from '../../kubernetes/manifest';
import type { LocatedManifest } from '../../kubernetes/manifest';
import type { Fault, Finding } from '../finding';
import { checkBounds, checkName } from './bounds';
import { checkDisaggregatedSet } from './disaggregated-set';
import { checkGroupDevices } from './group-devices';
import { checkGroupNodes, checkRayNodes } from './group-nodes';
import { checkScaling, checkServices, mostGroups, Neighbours } from './neighbours';
import { checkParallelFlags } from './parallel-flags';
import { podSetOf, podSetsOfRoles } from './pod-set';
import type { PodSet } from './pod-set';
import { checkPods } from './pods';
import { checkRollout } from './rollout';
import { checkScheduling } from './scheduling';
import { checkStartUp } from './start-up';
import { checkSubGroups } from './sub-groups';

/** What would go wrong with the LeaderWorkerSets and DisaggregatedSets of one cluster. */
export function checkLeaderWorkerSets(objects: readonly LocatedManifest[]): readonly Finding[] {
  const sets = objects.filter(
    ({ manifest }) => manifest.kind === 'LeaderWorkerSet' && groupOf(manifest) === 'leaderworkerset.x-k8s.io',
  );
  const disaggregated = objects.filter(
    ({ manifest }) => manifest.kind === 'DisaggregatedSet' && groupOf(manifest) === 'disaggregatedset.x-k8s.io',
  );
  if (sets.length === 0 && disaggregated.length === 0) return [];
  const neighbours = new Neighbours(objects);
  return [
    ...sets.flatMap(({ manifest, where }) => {
      const set = podSetOf(manifest);
      const autoscaler = neighbours.autoscalerOf(set);
      const faults = [
        ...checkName(set, mostGroups(set, autoscaler)),
        ...checkSet(set),
        ...checkScaling(set, autoscaler),
      ];
      return [...faults.map((fault) => ({ ...fault, where })), ...checkServices(set, neighbours)];
    }),
    ...disaggregated.flatMap(({ manifest, where }) =>
      [...checkDisaggregatedSet(manifest), ...podSetsOfRoles(manifest).flatMap(checkRole)].map((fault) => ({
        ...fault,
        where,
      })),
    ),
  ];
}

/** The rules that hold for a LeaderWorkerSet, whoever makes it. */
function checkSet(set: PodSet): readonly Fault[] {
  return [
    ...checkBounds(set),
    ...checkRollout(set),
    ...checkSubGroups(set),
    ...checkPods(set),
    ...checkStartUp(set),
    ...checkParallelFlags(set),
    ...checkGroupNodes(set),
    ...checkRayNodes(set),
    ...checkGroupDevices(set),
    ...checkScheduling(set),
  ];
}

/** Of a role, any partition at all is refused, so that nothing has to be said of how large it is. */
function checkRole(set: PodSet): readonly Fault[] {
  return checkSet(set).filter(({ id, severity }) => id !== 'lws/partition' || severity === 'error');
}
