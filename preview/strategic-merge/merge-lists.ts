import { isObject } from '../../kubernetes/manifest';
import type { JsonArray, JsonObject, JsonValue } from '../../kubernetes/manifest';

/** Says that an item of a list lacks the field that would tell it from the others. */
export class MissingMergeKey extends Error {
  constructor(readonly key: string) {
    super(`map does not contain declared merge key: ${key}`);
  }
}

/** How two items of one key become one. */
export type ItemMerge = (base: JsonObject, patch: JsonObject) => JsonObject;

/**
 * Merges two lists of maps that are told apart by a key. The items of the patch keep their order, and so do the others;
 * an item that only the base has comes after those of the patch that stand before its next neighbour.
 *
 * @throws {MissingMergeKey}
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/strategicpatch/patch.go mergeSlice, normalizeElementOrder
 */
export function mergeLists(base: JsonArray, patch: JsonArray, key: string, merge: ItemMerge): JsonArray {
  const merged = base.map(asMap);
  const at = firstPositions(merged, key);
  for (const item of patch.map(asMap)) {
    const value = keyOf(item, key);
    const position = at.get(value);
    const known = position === undefined ? undefined : merged[position];
    if (position === undefined || known === undefined) {
      at.set(value, merged.length);
      merged.push(item);
    } else {
      merged[position] = merge(known, item);
    }
  }
  const inPatch = firstPositions(patch.map(asMap), key);
  const inBase = firstPositions(base.map(asMap), key);
  const patched = merged.filter((item) => inPatch.has(keyOf(item, key)));
  const others = merged.filter((item) => !inPatch.has(keyOf(item, key)));
  return interleaved(sorted(others, inBase, key), sorted(patched, inPatch, key), inBase, key);
}

/** Each of the one list stands before the first of the other that comes after it in the base. */
function interleaved(
  others: readonly JsonObject[],
  patched: readonly JsonObject[],
  inBase: ReadonlyMap<JsonValue, number>,
  key: string,
): JsonArray {
  const all: JsonObject[] = [];
  let next = 0;
  for (const item of patched) {
    const place = inBase.get(keyOf(item, key)) ?? -1;
    for (let other = others[next]; other !== undefined && before(other, place, inBase, key); other = others[next]) {
      all.push(other);
      next++;
    }
    all.push(item);
  }
  return [...all, ...others.slice(next)];
}

function before(item: JsonObject, place: number, inBase: ReadonlyMap<JsonValue, number>, key: string): boolean {
  const own = inBase.get(keyOf(item, key));
  return own !== undefined && own < place;
}

function sorted(
  items: readonly JsonObject[],
  order: ReadonlyMap<JsonValue, number>,
  key: string,
): readonly JsonObject[] {
  const position = (item: JsonObject) => order.get(keyOf(item, key)) ?? 0;
  return [...items].sort((one, other) => position(one) - position(other));
}

function firstPositions(items: readonly JsonObject[], key: string): Map<JsonValue, number> {
  const positions = new Map<JsonValue, number>();
  items.forEach((item, index) => {
    const value = item[key];
    if (value !== undefined && !positions.has(value)) positions.set(value, index);
  });
  return positions;
}

function keyOf(item: JsonObject, key: string): JsonValue {
  const value = item[key];
  if (value === undefined) throw new MissingMergeKey(key);
  return value;
}

/** Items of lists that are merged are structs. */
function asMap(item: JsonValue): JsonObject {
  return isObject(item) ? item : {};
}
