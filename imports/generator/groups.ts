import { byCodeUnit } from '../schema/plain-object';
import type { KindSchemas } from '../schema/schema';
import { failure, success, type Problem, type Result } from './problem';
import type { Crd } from './read-crds';

/** The kinds of one API group; their schemas are whole trees, without references. */
export interface GroupFacts {
  readonly group: string;
  readonly kinds: Readonly<Record<string, KindSchemas>>;
}

/** Puts CRDs into their groups. A kind that was imported before is replaced, other kinds of the group stay. */
export function mergeGroups(existing: readonly GroupFacts[], crds: readonly Crd[]): Result<readonly GroupFacts[]> {
  const problems = conflicts(crds);
  if (problems.length > 0) return failure(...problems);
  const kinds = new Map(existing.map(({ group, kinds }) => [group, new Map(Object.entries(kinds))]));
  for (const { group, kind, schemas } of crds) {
    kinds.set(group, (kinds.get(group) ?? new Map<string, KindSchemas>()).set(kind, schemas));
  }
  const ordered = [...kinds].toSorted(([left], [right]) => byCodeUnit(left, right));
  return success(ordered.map(([group, entries]) => ({ group, kinds: Object.fromEntries(sorted(entries)) })));
}

function conflicts(crds: readonly Crd[]): readonly Problem[] {
  const seen = new Map<string, Crd>();
  return crds.flatMap((crd): Problem[] => {
    const name = `${crd.kind} (${crd.group})`;
    const first = seen.get(name) ?? crd;
    seen.set(name, first);
    if (JSON.stringify(first.schemas) === JSON.stringify(crd.schemas)) return [];
    return [{ code: 'CONFLICT', name, first: first.where, second: crd.where }];
  });
}

function sorted(kinds: ReadonlyMap<string, KindSchemas>): readonly (readonly [string, KindSchemas])[] {
  return [...kinds].toSorted(([left], [right]) => byCodeUnit(left, right));
}
