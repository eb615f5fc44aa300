import type { GoField, GoStruct, GoType } from '../../catalog/pod-types';
import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonArray, JsonObject, JsonValue } from '../../kubernetes/manifest';
import { canonicalQuantity } from '../../kubernetes/quantity';
import { setProperty } from '../../kubernetes/set-property';

/**
 * What is left of JSON once a Go program has read it into a struct and writes it again: fields that the struct does not
 * have are gone, so are zero values, and quantities are canonical. A value of another type than its field's, which the
 * API server refuses, is taken for none.
 *
 * What Go leaves as it is stays the very same value, since most of what is written already is as Go writes it.
 *
 * @see https://pkg.go.dev/encoding/json#Marshal
 */
export function asGoWritesIt(value: JsonValue | undefined, type: GoStruct): JsonObject {
  const stated = isObject(value) ? value : NOTHING;
  const keys = Object.keys(stated);
  let written: Record<string, JsonValue> | undefined;
  for (const [index, name] of keys.entries()) {
    const held = stated[name];
    const inner = writtenValue(held, type.fields.get(name));
    if (written === undefined) {
      if (inner === held) continue;
      written = Object.fromEntries(keys.slice(0, index).flatMap((key) => entryOf(stated, key)));
    }
    if (inner !== undefined) written[name] = inner;
  }
  for (const [name, zero] of zeroesWritten(type)) {
    if (stated[name] !== undefined) continue;
    written ??= { ...stated };
    written[name] = zero;
  }
  return written ?? stated;
}

const NOTHING: JsonObject = {};

function entryOf(stated: JsonObject, key: string): readonly (readonly [string, JsonValue])[] {
  const value = stated[key];
  return value === undefined ? [] : [[key, value]];
}

/** What is written of a field, undefined where nothing is. */
function writtenValue(value: JsonValue | undefined, field: GoField | undefined): JsonValue | undefined {
  if (field === undefined) return undefined;
  const inner = valueOf(value, field.type);
  return isWritten(inner, field) ? inner : undefined;
}

/** `null` is a pointer, a list or a map of Go that is nil. */
function valueOf(value: JsonValue | undefined, type: GoType): JsonValue {
  switch (type.kind) {
    case 'string':
      return typeof value === 'string' ? value : '';
    case 'bool':
      return value === true;
    case 'int':
      return typeof value === 'number' && Number.isInteger(value) ? value : 0;
    case 'quantity':
      return typeof value === 'string' || typeof value === 'number' ? (canonicalQuantity(value) ?? String(value)) : '0';
    case 'int-or-string':
      return typeof value === 'string' || typeof value === 'number' ? value : 0;
    case 'time':
      return typeof value === 'string' ? value : null;
    case 'any':
      return value ?? null;
    case 'pointer':
      return value === undefined || value === null ? null : valueOf(value, type.of);
    case 'list':
      return isArray(value) ? listOf(value, type.of) : null;
    case 'map':
      return isObject(value) ? mapOf(value, type.of) : null;
    case 'struct':
      return asGoWritesIt(value, type);
  }
}

function listOf(list: JsonArray, type: GoType): JsonArray {
  let written: JsonValue[] | undefined;
  for (const [index, item] of list.entries()) {
    const inner = valueOf(item, type);
    if (written === undefined && inner !== item) written = list.slice(0, index);
    written?.push(inner);
  }
  return written ?? list;
}

function mapOf(map: JsonObject, type: GoType): JsonObject {
  let written: Record<string, JsonValue> | undefined;
  for (const key of Object.keys(map)) {
    const inner = valueOf(map[key], type);
    if (inner === map[key]) continue;
    written ??= { ...map };
    setProperty(written, key, inner);
  }
  return written ?? map;
}

/** `omitempty` leaves out everything that is empty but structs, which quantities and times are too. */
function isWritten(value: JsonValue, { type, isAlwaysWritten }: GoField): boolean {
  if (isAlwaysWritten) return true;
  switch (type.kind) {
    case 'string':
      return value !== '';
    case 'bool':
      return value === true;
    case 'int':
      return value !== 0;
    case 'list':
      return isArray(value) && value.length > 0;
    case 'map':
      return isObject(value) && Object.keys(value).length > 0;
    case 'pointer':
    case 'time':
    case 'any':
      return value !== null;
    case 'quantity':
    case 'int-or-string':
    case 'struct':
      return true;
  }
}

const ZEROES = new WeakMap<GoStruct, readonly (readonly [string, JsonValue])[]>();

/** The fields of a struct that are written where nothing is stated, and what is written. */
function zeroesWritten(type: GoStruct): readonly (readonly [string, JsonValue])[] {
  const known = ZEROES.get(type);
  if (known !== undefined) return known;
  const zeroes = [...type.fields].flatMap(([name, field]) => {
    const zero = writtenValue(undefined, field);
    return zero === undefined ? [] : [[name, zero] as const];
  });
  ZEROES.set(type, zeroes);
  return zeroes;
}
