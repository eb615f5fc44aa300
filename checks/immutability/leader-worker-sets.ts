import { groupOf, isObject, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { inWords } from '../finding';
import type { Fault } from '../finding';
import { refusedChange } from './refusal';

const POLICY = ['spec', 'leaderWorkerTemplate', 'subGroupPolicy'] as const;

/**
 * Whether the pods of a group are divided, and into groups of which size, is settled when the set is created.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/webhooks/leaderworkerset_webhook.go ValidateUpdate
 */
export function leaderWorkerSetChangeFaults(before: Manifest, after: Manifest): readonly Fault[] {
  if (groupOf(after) !== 'leaderworkerset.x-k8s.io' || after.kind !== 'LeaderWorkerSet') return [];
  const [had, has] = [before, after].map((set) => isObject(valueAt(set, ...POLICY)));
  if (had !== has)
    return [subGroups(POLICY, has === true ? 'It divides its groups now' : 'It divided its groups before')];
  const path = [...POLICY, 'subGroupSize'];
  const [one, other] = [valueAt(before, ...path), valueAt(after, ...path)];
  if (one === undefined || other === undefined || one === other) return [];
  return [subGroups(path, `The subGroupSize has changed from ${inWords(one)} to ${inWords(other)}`)];
}

function subGroups(path: readonly string[], problem: string): Fault {
  const mend = 'Keep the subGroupPolicy, or write a set of another name.';
  return refusedChange('immutability/sub-groups', path.join('.'), problem, mend, "LeaderWorkerSet's webhook");
}
