import type { JsonValue } from '../../kubernetes/manifest';

/** Stands for a value that cdk8s has to resolve first: a lazy one, a token, an instance of a class. */
export const UNRESOLVED = Symbol('unresolved');

/**
 * A value as plain data without absent members, or {@link UNRESOLVED}. What is plain already is returned as it is:
 * nothing after this changes it, and a copy of every object is a large part of the cost of a synth.
 */
export function plainValue(value: unknown): JsonValue | undefined | typeof UNRESOLVED {
  return isPlain(value) ? value : plainCopy(value);
}

/** Whether a value is JSON through and through. */
function isPlain(value: unknown): value is JsonValue {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return true;
    case 'object':
      if (value === null) return false;
      if (Array.isArray(value)) return value.every(isPlain);
      return isDictionary(value) && hasPlainMembers(value);
    default:
      return false;
  }
}

function hasPlainMembers(map: Readonly<Record<string, unknown>>): boolean {
  for (const key in map) if (!isPlain(map[key])) return false;
  return true;
}

function plainCopy(value: unknown): JsonValue | undefined | typeof UNRESOLVED {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'undefined':
      return value;
    case 'object':
      if (value === null) return undefined;
      if (Array.isArray(value)) return copiedList(value);
      return isDictionary(value) ? copiedMap(value) : UNRESOLVED;
    default:
      return UNRESOLVED;
  }
}

function copiedList(list: readonly unknown[]): JsonValue | typeof UNRESOLVED {
  const copy: JsonValue[] = [];
  for (const item of list) {
    const plain = plainCopy(item);
    // What an absent item means in a list is for cdk8s to say.
    if (plain === UNRESOLVED || plain === undefined) return UNRESOLVED;
    copy.push(plain);
  }
  return copy;
}

function copiedMap(map: Readonly<Record<string, unknown>>): JsonValue | typeof UNRESOLVED {
  const copy: Record<string, JsonValue> = {};
  for (const key of Object.keys(map)) {
    const plain = plainCopy(map[key]);
    if (plain === UNRESOLVED) return UNRESOLVED;
    if (plain !== undefined) copy[key] = plain;
  }
  return copy;
}

function isDictionary(value: object): value is Readonly<Record<string, unknown>> {
  return value.constructor === Object;
}
