import { groupOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import type { PodSet, Workload } from '../pods/workload';
import type { Risk } from '../review';

type InPod = (spec: JsonObject) => ReadonlyMap<string, number>;

/**
 * Devices that must be free while pods are replaced: where the new pod starts before the old one ends, both need theirs.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/util/deployment_util.go ResolveFenceposts
 */
export function spareDevices(workload: Workload, devicesIn: InPod): readonly Risk[] {
  const { manifest, pods = [], isRevisioned = false } = workload;
  const strategy = strategyOf(manifest);
  if (strategy === undefined) return [];
  return pods.flatMap((set): readonly Risk[] => {
    // A revision of Knative is whole before the one before it goes.
    const surge = isRevisioned ? set.count.least : surgeOf(strategy, set);
    const needed = [...devicesIn(set.spec)].filter(([, count]) => count > 0 && surge > 0);
    if (needed.length === 0) return [];
    const devices = needed.map(([resource, count]) => `${count * surge} ${resource}`).join(', ');
    return [
      {
        id: 'spare-devices',
        problem: `While its ${set.component === 'pod' ? '' : `${set.component} `}pods are replaced, ${devices} must be free beside those in use`,
        mend: isRevisioned
          ? 'See that the nodes have them: the new revision starts before the old one ends, and waits for ever where they have not.'
          : 'See that the nodes have them, or end the old pods first (maxSurge 0 and maxUnavailable 1, or Recreate): the rollout waits for ever where they have not.',
      },
    ];
  });
}

/** How a Deployment replaces its pods; undefined where none makes them, or where they all end first. */
function strategyOf(manifest: Manifest): JsonObject | undefined {
  const kind = `${groupOf(manifest)}/${manifest.kind}`;
  const strategy =
    kind === 'apps/Deployment'
      ? objectAt(manifest, 'spec', 'strategy')
      : kind === 'serving.kserve.io/InferenceService'
        ? objectAt(manifest, 'spec', 'predictor', 'deploymentStrategy')
        : undefined;
  return strategy === undefined || textAt(strategy, 'type') === 'Recreate' ? undefined : strategy;
}

/** A quarter of the pods, rounded up, where nothing is stated. */
function surgeOf(strategy: JsonObject, { count }: PodSet): number {
  const pods = Math.max(count.least, 1);
  return amountOf(objectAt(strategy, 'rollingUpdate').maxSurge ?? '25%', pods);
}

function amountOf(value: JsonValue, pods: number): number {
  if (typeof value === 'number') return value;
  const share = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  return share === undefined ? 0 : Math.ceil((Number(share) / 100) * pods);
}
