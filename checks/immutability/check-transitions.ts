import { schemaOf } from '../../imports/schema/load-schema';
import type { Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import type { StatedKinds } from '../schema/stated-kinds';
import { transitionRuleFaults } from '../schema/validations/rule-walk';
import { rulesOfKind, rulesOfSchema } from '../schema/validations/ruled-node';
import { kserveChangeFaults } from './kserve-kinds';
import { kubernetesChangeFaults } from './kubernetes-kinds';
import { leaderWorkerSetChangeFaults } from './leader-worker-sets';

/**
 * What is refused when an object becomes another one of the same kind and name.
 *
 * @param kinds - those that the cluster states itself
 */
export function checkTransitions(before: Manifest, after: Manifest, kinds?: StatedKinds): readonly Fault[] {
  return [
    ...kubernetesChangeFaults(before, after),
    ...kserveChangeFaults(before, after),
    ...leaderWorkerSetChangeFaults(before, after),
    ...ruleFaults(before, after, kinds),
  ];
}

/** Rules of the schema that compare with the object before; another version's fields have other names. */
function ruleFaults(before: Manifest, after: Manifest, kinds: StatedKinds | undefined): readonly Fault[] {
  if (before.apiVersion !== after.apiVersion) return [];
  const { apiVersion, kind } = after;
  const stated = schemaOf(apiVersion, kind) === undefined ? kinds?.schemaOf(apiVersion, kind) : undefined;
  const rules = stated === undefined ? rulesOfKind(apiVersion, kind) : rulesOfSchema(stated);
  return rules === undefined ? [] : transitionRuleFaults(before, after, rules);
}
