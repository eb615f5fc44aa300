import type { FieldPathSegment } from '../../kubernetes/field-path';
import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonArray, JsonObject, JsonValue } from '../../kubernetes/manifest';

/** A value that differs, and where it stands. */
export interface ValueChange {
  readonly path: readonly FieldPathSegment[];
  /** @default - it was not there */
  readonly before?: JsonValue;
  /** @default - it is not there any more */
  readonly after?: JsonValue;
}

/** Lists of words that mean something together only, so they are told of as a whole. */
const WHOLE: ReadonlySet<string> = new Set(['args', 'command']);

/** By which members of a list are known again, wherever they stand in it. */
const KEYS = ['name', 'mountPath', 'containerPort', 'port', 'key', 'topologyKey', 'type'] as const;

/** Fields whose members are told of each by itself, even where there were none before. */
const BY_MEMBERS: ReadonlySet<string> = new Set(['env', 'labels', 'annotations']);

/** What differs between two values; lists of maps are compared by what their members are called, not by their order. */
export function valueChanges(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path: readonly FieldPathSegment[] = [],
): readonly ValueChange[] {
  if (isSame(before, after)) return [];
  const name = path.at(-1);
  const [old, young] = BY_MEMBERS.has(String(name)) ? filledIn(before, after) : [before, after];
  if (isObject(old) && isObject(young)) return objectChanges(old, young, path);
  const isWhole = typeof name === 'string' && WHOLE.has(name);
  if (isArray(old) && isArray(young) && !isWhole) return listChanges(old, young, path);
  return [{ path, before, after }];
}

/** Two values, of which one that is missing is empty where the other is not. */
function filledIn(before: JsonValue | undefined, after: JsonValue | undefined) {
  const present = before ?? after;
  const isFilled = isArray(present) ? present.length > 0 : isObject(present) && Object.keys(present).length > 0;
  const empty = !isFilled ? undefined : isArray(present) ? [] : {};
  return [before ?? empty, after ?? empty] as const;
}

/** Whether two values are the same data; the order of a map's keys is none of it. */
export function isSame(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one === other) return true;
  if (isArray(one)) {
    return isArray(other) && one.length === other.length && one.every((member, index) => isSame(member, other[index]));
  }
  if (!isObject(one) || !isObject(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
  );
}

function objectChanges(
  before: JsonObject,
  after: JsonObject,
  path: readonly FieldPathSegment[],
): readonly ValueChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => {
    const own = (map: JsonObject) => (Object.hasOwn(map, key) ? map[key] : undefined);
    return valueChanges(own(before), own(after), [...path, key]);
  });
}

function listChanges(before: JsonArray, after: JsonArray, path: readonly FieldPathSegment[]): readonly ValueChange[] {
  const key = KEYS.find((candidate) => isKeyed(before, candidate) && isKeyed(after, candidate));
  if (key === undefined) return indexedChanges(before, after, path);
  const [old, young] = [byKey(before, key), byKey(after, key)];
  const members = [...new Set([...old.keys(), ...young.keys()])];
  const changes = members.flatMap((member) => valueChanges(old.get(member), young.get(member), [...path, member]));
  // Where nothing but the order differs, that is what changed: variables may refer to earlier ones.
  return changes.length > 0 ? changes : [{ path, before: [...old.keys()], after: [...young.keys()] }];
}

function indexedChanges(
  before: JsonArray,
  after: JsonArray,
  path: readonly FieldPathSegment[],
): readonly ValueChange[] {
  const isPlain = [...before, ...after].every((member) => !isObject(member) && !isArray(member));
  if (isPlain) return [{ path, before, after }];
  return Array.from({ length: Math.max(before.length, after.length) }).flatMap((_, index) =>
    valueChanges(before[index], after[index], [...path, index]),
  );
}

/** Whether the members of a list are maps that one key tells apart. */
function isKeyed(list: JsonArray, key: string): boolean {
  const keys = list.map((member) => (isObject(member) ? keyOf(member, key) : ''));
  return keys.every((one) => one !== '') && new Set(keys).size === keys.length;
}

/** Empty where the member has none that is a text or a number. */
function keyOf(member: JsonObject, key: string): string {
  const value = member[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function byKey(list: JsonArray, key: string): ReadonlyMap<string, JsonValue> {
  return new Map(list.flatMap((member) => (isObject(member) ? [[keyOf(member, key), member] as const] : [])));
}
