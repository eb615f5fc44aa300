import { arrayAt, groupOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { isSame } from '../changes/value-changes';
import { isDisaggregated } from '../pods/own-pods';
import type { Effect } from './effect';

/** What a group is made of beside its pods, which are compared by themselves. */
const OF_PODS: ReadonlySet<string> = new Set(['leaderTemplate', 'workerTemplate', 'size']);

/**
 * What a change of a LeaderWorkerSet or a DisaggregatedSet does beside what its pods show: groups are made anew where
 * anything of their template differs, whether it shows in a pod or not.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/utils/revision/revision_utils.go getPatch
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/utils/disaggregatedset/utils.go ComputeRevision
 */
export function groupEffects(before: Manifest, after: Manifest, ofPods: readonly Effect[]): readonly Effect[] {
  const restarts = ofPods.some(({ kind }) => kind === 'restart');
  const changed = restarts ? [] : changedFields(groupTemplates(before), groupTemplates(after));
  const anew: readonly Effect[] =
    changed.length === 0
      ? []
      : [{ kind: 'restart', reason: `its groups are made anew, as ${changed.join(', ')} changes` }];
  const isTogether = isDisaggregated(after) && (restarts || anew.length > 0);
  return isTogether
    ? [...anew, { kind: 'restart', reason: 'its roles have one revision, so all of them restart' }]
    : anew;
}

function changedFields(before: ReadonlyMap<string, JsonObject>, after: ReadonlyMap<string, JsonObject>) {
  const changed = [...after].flatMap(([name, template]) => {
    const old = before.get(name);
    if (old === undefined) return [];
    return Object.keys({ ...old, ...template }).filter(
      (field) => !OF_PODS.has(field) && !isSame(old[field], template[field]),
    );
  });
  return [...new Set(changed)];
}

/** The templates of groups by the names of their roles, with what the webhook writes. */
function groupTemplates(manifest: Manifest): ReadonlyMap<string, JsonObject> {
  if (isDisaggregated(manifest)) {
    const roles = arrayAt(manifest, 'spec', 'roles');
    return new Map(roles.map((role) => [textAt(role, 'name') ?? '', groupTemplate(objectAt(role, 'spec'))]));
  }
  const isGroup = groupOf(manifest) === 'leaderworkerset.x-k8s.io';
  return isGroup
    ? new Map([['', { ...groupTemplate(objectAt(manifest, 'spec')), ...placementOf(manifest) }]])
    : new Map();
}

/**
 * What reaches the pods of a LeaderWorkerSet from its annotations, by the template of its leaders: where groups may stand.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/controllers/leaderworkerset_controller.go constructLeaderStatefulSetApplyConfiguration
 */
function placementOf(manifest: Manifest): JsonObject {
  const annotations = objectAt(manifest, 'metadata', 'annotations');
  const isDivided = valueAt(manifest, 'spec', 'leaderWorkerTemplate', 'subGroupPolicy') !== undefined;
  const keys = ['exclusive-topology', ...(isDivided ? ['subgroup-exclusive-topology'] : [])];
  const kept = keys.map((key) => [key, annotations[`leaderworkerset.sigs.k8s.io/${key}`] ?? ''] as const);
  return Object.fromEntries(kept);
}

function groupTemplate(spec: JsonObject): JsonObject {
  const template = objectAt(spec, 'leaderWorkerTemplate');
  const { restartPolicy = 'RecreateGroupOnPodRestart' } = template;
  return { ...template, restartPolicy: restartPolicy === 'Default' ? 'None' : restartPolicy };
}
