import { groupOf } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { Workload } from '../pods/workload';
import type { Risk } from '../review';
import { surgeOf } from './surge';

type InPod = (spec: JsonObject) => ReadonlyMap<string, number>;

/** What the only pods of a workload are called. */
const NAMELESS: ReadonlySet<string> = new Set(['pod', 'template']);

/** Devices that must be free while pods are replaced: where the new pod starts before the old one ends, both need theirs. */
export function spareDevices(workload: Workload, devicesIn: InPod): readonly Risk[] {
  const { pods = [] } = workload;
  return pods.flatMap((set): readonly Risk[] => {
    const surge = surgeOf(workload, set);
    const needed = [...devicesIn(set.spec)].filter(([, count]) => count > 0 && surge > 0);
    if (needed.length === 0) return [];
    const devices = needed.map(([resource, count]) => `${count * surge} ${resource}`).join(', ');
    return [
      {
        id: 'spare-devices',
        problem: `While its ${NAMELESS.has(set.component) ? '' : `${set.component} `}pods are replaced, ${devices} must be free beside those in use`,
        mend: `See that the nodes have them${instead(workload)}`,
      },
    ];
  });
}

/** What else there is to do, as far as what makes the pods lets one say it. */
function instead({ manifest, isRevisioned = false }: Workload): string {
  if (isRevisioned) return ': the new revision starts before the old one ends, and waits for ever where they have not.';
  const hasRecreate = groupOf(manifest) !== 'leaderworkerset.x-k8s.io' && manifest.kind !== 'LLMInferenceService';
  const ways = `maxSurge 0 and maxUnavailable 1${hasRecreate ? ', or Recreate' : ''}`;
  return `, or end the old pods first (${ways}): the rollout waits for ever where they have not.`;
}
