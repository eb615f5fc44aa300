import { arrayAt, isObject, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { isSame } from '../changes/value-changes';
import type { Effect } from './effect';
import { groupKind } from './kinds';

/**
 * What a new template does to pods that run: of most workloads they are replaced step by step, of some they stay, and
 * a pod that stands alone is refused unless its images alone differ.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidatePodUpdate
 */
export function asReplaced(effects: readonly Effect[], before: Manifest, after: Manifest): readonly Effect[] {
  const stays = staying(after);
  return effects.map((effect): Effect => {
    if (effect.kind !== 'restart') return effect;
    if (stays !== undefined) return { kind: 'none', reason: `${effect.reason}; ${stays}` };
    return groupKind(after) === '/Pod' && !differInImages(before, after)
      ? { kind: 'recreate', reason: `${effect.reason}, which cannot be changed while it runs` }
      : effect;
  });
}

/** Why pods keep the template that they were made of. */
function staying(workload: Manifest): string | undefined {
  switch (groupKind(workload)) {
    case 'batch/CronJob':
      return 'runs that begin from now on have it';
    case 'apps/ReplicaSet':
    case '/ReplicationController':
      return 'pods that are made from now on have it';
    case 'apps/StatefulSet':
    case 'apps/DaemonSet':
      return textAt(workload, 'spec', 'updateStrategy', 'type') === 'OnDelete'
        ? 'its pods get it once somebody deletes them, as its updateStrategy is OnDelete'
        : undefined;
    case 'apps/Deployment':
      return objectAt(workload, 'spec').paused === true
        ? 'its pods get it once the Deployment is no longer paused'
        : undefined;
    default:
      return undefined;
  }
}

function differInImages(before: Manifest, after: Manifest): boolean {
  return isSame(withoutImages(objectAt(before, 'spec')), withoutImages(objectAt(after, 'spec')));
}

function withoutImages(spec: JsonObject): JsonObject {
  const stripped = (list: 'containers' | 'initContainers'): JsonValue[] =>
    arrayAt(spec, list).map((container) => {
      if (!isObject(container)) return container;
      const { image: _image, ...others } = container;
      return others;
    });
  return { ...spec, containers: stripped('containers'), initContainers: stripped('initContainers') };
}
