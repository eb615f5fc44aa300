import { groupOf, nameOf, namespaceOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { isSame } from '../changes/value-changes';
import type { TreeObject } from '../tree-pair';
import { objectKey } from '../../kubernetes/object-identity';
import { counterpartsOf, grouped } from './counterparts';
import { generatedName } from './generated-name';
import { likeness } from './likeness';

/** An object before and after; one side is missing where it is added or removed. */
export type ObjectPair =
  | { readonly before: TreeObject; readonly after: TreeObject; readonly isRenamed: boolean }
  | { readonly before: TreeObject; readonly after?: undefined; readonly isRenamed: false }
  | { readonly before?: undefined; readonly after: TreeObject; readonly isRenamed: false };

/** How much of two objects must be the same for one to be the other with a new name. */
const ENOUGH = 0.8;

/** Beyond so many objects that are gone, their successors are not looked for. */
const MOST_COMPARED = 500;

/** Puts the objects of two trees together: by what they are called, and those that are left by what they say. */
export function pairObjects(before: readonly TreeObject[], after: readonly TreeObject[]): readonly ObjectPair[] {
  const keyOfObject = ({ manifest }: TreeObject) => keyOf(manifest);
  const gone = grouped(before, keyOfObject);
  const counterparts = new Map<TreeObject, TreeObject>();
  for (const [key, successors] of grouped(after, keyOfObject)) {
    for (const [one, other] of counterpartsOf(gone.get(key) ?? [], successors)) counterparts.set(other, one);
  }
  const paired = new Set(counterparts.values());
  const pairs = after.flatMap((object): readonly ObjectPair[] => {
    const counterpart = counterparts.get(object);
    return counterpart === undefined ? [] : [{ before: counterpart, after: object, isRenamed: false }];
  });
  const added = after.filter((object) => !counterparts.has(object));
  const left = before.filter((object) => !paired.has(object));
  return [...pairs, ...renamed(left, added)];
}

/** Names that the API server makes up are told apart by what they begin with. */
function keyOf(manifest: Manifest): string {
  return `${objectKey(manifest)}${generatedName(manifest) ?? ''}`;
}

function renamed(gone: readonly TreeObject[], added: readonly TreeObject[]): readonly ObjectPair[] {
  const left = new Set(gone.length > MOST_COMPARED || added.length > MOST_COMPARED ? [] : gone);
  const pairs = added.map((after): ObjectPair => {
    const before = successorOf(after, left);
    if (before === undefined) return { after, isRenamed: false };
    left.delete(before);
    return { before, after, isRenamed: true };
  });
  const succeeded = new Set(pairs.flatMap(({ before }) => before ?? []));
  const removed = gone.filter((object) => !succeeded.has(object));
  return [...pairs, ...removed.map((before) => ({ before, isRenamed: false }) as const)];
}

/** The one among objects that are gone that an added one is most like. */
function successorOf({ manifest }: TreeObject, gone: ReadonlySet<TreeObject>): TreeObject | undefined {
  let best: { readonly object: TreeObject; readonly likeness: number } | undefined;
  for (const object of gone) {
    const other = object.manifest;
    if (other.kind !== manifest.kind || groupOf(other) !== groupOf(manifest)) continue;
    if (nameOf(other) === '' || nameOf(manifest) === '') continue;
    const isElsewhere = nameOf(other) === nameOf(manifest) && namespaceOf(other) !== namespaceOf(manifest);
    const alike = isSame(other.spec, manifest.spec) && other.spec !== undefined ? 1 : likeness(other, manifest);
    if (alike < (isElsewhere ? ENOUGH / 2 : ENOUGH) || (best !== undefined && best.likeness >= alike)) continue;
    best = { object, likeness: alike };
  }
  return best?.object;
}
