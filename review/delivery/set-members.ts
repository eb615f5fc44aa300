import { arrayAt, isObject, nameOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { applicationsOfSet } from '../../preview/argo-cd/applications-of-set';
import { isSame } from '../changes/value-changes';

/** What a controller of ApplicationSets may do with Applications that exist. */
export interface SetPolicy {
  readonly stated: string;
  readonly updates: boolean;
  readonly deletes: boolean;
}

/** An Application that a set makes, before and after. */
export type SetMember =
  | { readonly before: Manifest; readonly after: Manifest; readonly isRenamed: boolean }
  | { readonly before: Manifest; readonly after?: undefined; readonly isRenamed: false }
  | { readonly before?: undefined; readonly after: Manifest; readonly isRenamed: false };

/** @see https://github.com/argoproj/argo-cd/blob/master/applicationset/utils/policy.go DefaultPolicy */
export function policyOf(set: Manifest): SetPolicy {
  const stated = textAt(set, 'spec', 'syncPolicy', 'applicationsSync') ?? 'sync';
  return {
    stated,
    updates: stated === 'sync' || stated === 'create-update',
    deletes: stated === 'sync' || stated === 'create-delete',
  };
}

/** The Applications of a set whose text differs, or that come or go; undefined where it is not known which it makes. */
export function changedMembers(before: Manifest, after: Manifest): readonly SetMember[] | undefined {
  const [old, young] = [applicationsOfSet(before), applicationsOfSet(after)];
  if (old === undefined || young === undefined) return undefined;
  const left = new Map(old.map((application) => [nameOf(application), application]));
  const members: SetMember[] = [];
  const added: Manifest[] = [];
  for (const application of young) {
    const counterpart = left.get(nameOf(application));
    if (counterpart === undefined) added.push(application);
    else if (!isSame(counterpart, application)) {
      members.push({ before: counterpart, after: application, isRenamed: false });
    }
    left.delete(nameOf(application));
  }
  for (const application of added) {
    const counterpart = [...left.values()].find((each) => isSame(whatItSyncs(each), whatItSyncs(application)));
    if (counterpart === undefined) members.push({ after: application, isRenamed: false });
    else {
      members.push({ before: counterpart, after: application, isRenamed: true });
      left.delete(nameOf(counterpart));
    }
  }
  return [...members, ...[...left.values()].map((gone) => ({ before: gone, isRenamed: false }) as const)];
}

function whatItSyncs(application: Manifest): JsonObject {
  const { source = null, sources = null, destination = null } = objectAt(application, 'spec');
  return { source, sources, destination };
}

/**
 * An Application as the controller leaves it where it is another one before: what the set is told to ignore stays.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/applicationset/utils/createOrUpdate.go applyIgnoreDifferences
 */
export function asUpdated(before: Manifest, after: Manifest, set: Manifest): Manifest {
  const rules = arrayAt(set, 'spec', 'ignoreApplicationDifferences').filter((rule) => {
    const name = textAt(rule, 'name') ?? '';
    return name === '' || name === nameOf(after);
  });
  return rules
    .flatMap(pathsOf)
    .reduce<Manifest>((manifest, path) => ({ ...manifest, ...kept(before, manifest, path) }), after);
}

/** JSON pointers, and of paths of jq those that name one field. */
function pathsOf(rule: JsonValue): readonly (readonly string[])[] {
  const pointers = arrayAt(rule, 'jsonPointers').flatMap((pointer) =>
    typeof pointer === 'string' && pointer.startsWith('/')
      ? [
          pointer
            .slice(1)
            .split('/')
            .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')),
        ]
      : [],
  );
  const fields = arrayAt(rule, 'jqPathExpressions').flatMap((expression) =>
    typeof expression === 'string' && /^(?:\.[A-Za-z_]\w*)+$/.test(expression) ? [expression.slice(1).split('.')] : [],
  );
  return [...pointers, ...fields];
}

/** The second object with what the first has at a path. */
function kept(before: JsonObject, after: JsonObject, [step = '', ...rest]: readonly string[]): JsonObject {
  const [old, young] = [before[step], after[step]];
  if (rest.length > 0) {
    return isObject(old) && isObject(young) ? { ...after, [step]: kept(old, young, rest) } : after;
  }
  const { [step]: _replaced, ...others } = after;
  return old === undefined ? others : { ...others, [step]: old };
}
