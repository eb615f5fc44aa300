import { isArray, isObject, nameOf } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';
import type { TreeObject } from '../tree-pair';

type Likened = (object: TreeObject) => string;

const BY_PATH: Likened = ({ path }) => path;
const BY_CONTENT: Likened = ({ manifest }) => JSON.stringify(sortedKeys(manifest));
const BY_BOTH: Likened = (object) => `${BY_PATH(object)}\n${BY_CONTENT(object)}`;
const BY_NAME_ALONE: Likened = () => '';

/**
 * Which of several objects of one name became which: trees that nobody divided into clusters may have one in several
 * files, and even twice in one. A file is taken for the same as long as it is there.
 */
export function counterpartsOf(
  before: readonly TreeObject[],
  after: readonly [TreeObject, ...TreeObject[]],
): readonly (readonly [TreeObject, TreeObject])[] {
  let [left, waiting]: readonly [readonly TreeObject[], readonly TreeObject[]] = [before, after];
  const pairs: (readonly [TreeObject, TreeObject])[] = [];
  const isOnly = before.length <= 1 && after.length <= 1;
  for (const likened of nameOf(after[0].manifest) === '' ? waysOfNameless(isOnly) : waysOf(isOnly)) {
    if (left.length === 0 || waiting.length === 0) break;
    const candidates = grouped(left, likened);
    const found = new Map(waiting.map((other) => [other, candidates.get(likened(other))?.shift()]));
    pairs.push(...[...found].flatMap(([other, one]) => (one === undefined ? [] : [[one, other] as const])));
    const taken = new Set(found.values());
    left = left.filter((one) => !taken.has(one));
    waiting = waiting.filter((other) => found.get(other) === undefined);
  }
  return pairs;
}

function waysOf(isOnly: boolean): readonly Likened[] {
  return isOnly ? [BY_NAME_ALONE] : [BY_BOTH, BY_PATH, BY_CONTENT, BY_NAME_ALONE];
}

/** Several that have no name may be anybody's successors. */
function waysOfNameless(isOnly: boolean): readonly Likened[] {
  return isOnly ? [BY_CONTENT, BY_PATH] : [BY_BOTH, BY_CONTENT];
}

function sortedKeys(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(sortedKeys);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sortedKeys(value[key] ?? null)]));
}

/** Objects by a text of each. */
export function grouped(
  objects: readonly TreeObject[],
  textOf: (object: TreeObject) => string,
): ReadonlyMap<string, [TreeObject, ...TreeObject[]]> {
  const groups = new Map<string, [TreeObject, ...TreeObject[]]>();
  for (const object of objects) {
    const text = textOf(object);
    const known = groups.get(text);
    if (known === undefined) groups.set(text, [object]);
    else known.push(object);
  }
  return groups;
}
