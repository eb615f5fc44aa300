import type { Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { transitionRuleFaults } from '../schema/validations/rule-walk';
import { rulesOfKind } from '../schema/validations/ruled-node';
import { kserveChangeFaults } from './kserve-kinds';
import { kubernetesChangeFaults } from './kubernetes-kinds';
import { leaderWorkerSetChangeFaults } from './leader-worker-sets';

/** What is refused when an object becomes another one of the same kind and name. */
export function checkTransitions(before: Manifest, after: Manifest): readonly Fault[] {
  return [
    ...kubernetesChangeFaults(before, after),
    ...kserveChangeFaults(before, after),
    ...leaderWorkerSetChangeFaults(before, after),
    ...ruleFaults(before, after),
  ];
}

/** Rules of the schema that compare with the object before; another version's fields have other names. */
function ruleFaults(before: Manifest, after: Manifest): readonly Fault[] {
  const rules = before.apiVersion === after.apiVersion ? rulesOfKind(after.apiVersion, after.kind) : undefined;
  return rules === undefined ? [] : transitionRuleFaults(before, after, rules);
}
