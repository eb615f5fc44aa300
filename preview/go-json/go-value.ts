import type { GoField, GoStruct, GoType } from '../../catalog/pod-types';
import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { canonicalQuantity } from '../../kubernetes/quantity';

/**
 * What is left of JSON once a Go program has read it into a struct and writes it again: fields that the struct does not
 * have are gone, so are zero values, and quantities are canonical. A value of another type than its field's, which the
 * API server refuses, is taken for none.
 *
 * @see https://pkg.go.dev/encoding/json#Marshal
 */
export function asGoWritesIt(value: JsonValue | undefined, type: GoStruct): JsonObject {
  const stated = isObject(value) ? value : {};
  const written: [string, JsonValue][] = [];
  for (const [name, field] of type.fields) {
    const inner = valueOf(Object.hasOwn(stated, name) ? stated[name] : undefined, field.type);
    if (isWritten(inner, field)) written.push([name, inner]);
  }
  return Object.fromEntries(written);
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
      return isArray(value) ? value.map((item) => valueOf(item, type.of)) : null;
    case 'map':
      return isObject(value) ? mapOf(value, type.of) : null;
    case 'struct':
      return asGoWritesIt(value, type);
  }
}

function mapOf(value: JsonObject, type: GoType): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, valueOf(entry, type)]));
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
