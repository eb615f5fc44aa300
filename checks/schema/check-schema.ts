import { requiredOfUser } from '../../imports/schema/required';
import { schemaOf } from '../../imports/schema/load-schema';
import type { KindSchema } from '../../imports/schema/load-schema';
import type { Schema } from '../../imports/schema/schema';
import { fieldPath } from '../../kubernetes/field-path';
import type { FieldPathSegment } from '../../kubernetes/field-path';
import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { boundFaults, sizeFaults, textFaults } from './constraints';
import { missingField, unknownField, wrongChoice, wrongType } from './faults';
import { repeatedItems } from './repeated-items';

/** Fields of every object, which the API server knows without being told. */
const TYPE_FIELDS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);
const NO_FIELDS: ReadonlySet<string> = new Set();

/** A value, what it may be, and how to tell of it. */
interface Place {
  readonly path: readonly FieldPathSegment[];
  readonly kind: KindSchema;
  readonly faults: Fault[];
}

/**
 * What the API server refuses of an object by its kind's schema: unknown fields (as under strict validation, which is
 * kubectl's default), wrong types, missing fields, values out of bounds, items that a list may hold once. Nothing is said
 * of `status`, of formats of texts, and of CEL rules.
 *
 * @returns undefined where the kind is not known
 * @see https://github.com/kubernetes/apiextensions-apiserver/tree/master/pkg/apiserver/schema pruning, defaulting
 */
export function checkSchema(manifest: Manifest): readonly Fault[] | undefined {
  const kind = schemaOf(manifest.apiVersion, manifest.kind);
  if (kind === undefined) return undefined;
  const place: Place = { path: [], kind, faults: [] };
  checkFields(manifest, kind.root, place, TYPE_FIELDS);
  return place.faults;
}

function checkValue(value: JsonValue, reference: Schema, place: Place): void {
  const schema = place.kind.resolve(reference);
  if (value === null) {
    if (schema.nullable !== true && !place.kind.isBuiltIn) place.faults.push(wrongType(spell(place), value, schema));
    return;
  }
  if (!isOfType(value, schema)) {
    place.faults.push(wrongType(spell(place), value, schema));
    return;
  }
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    place.faults.push(wrongChoice(spell(place), value, schema.enum));
    return;
  }
  if (typeof value === 'string') place.faults.push(...textFaults(spell(place), value, schema));
  else if (typeof value === 'number') place.faults.push(...boundFaults(spell(place), value, schema));
  else if (isArray(value)) checkItems(value, schema, place);
  else if (isObject(value)) {
    place.faults.push(...sizeFaults(spell(place), Object.keys(value).length, 'Properties', schema));
    checkFields(value, schema, place, schema['x-kubernetes-embedded-resource'] === true ? TYPE_FIELDS : NO_FIELDS);
  }
}

function checkItems(items: readonly JsonValue[], schema: Schema, place: Place): void {
  place.faults.push(...sizeFaults(spell(place), items.length, 'Items', schema));
  place.faults.push(...repeatedItems(spell(place), items, schema, place.kind.resolve));
  const { items: item } = schema;
  if (item === undefined) return;
  items.forEach((value, index) => {
    checkValue(value, item, { ...place, path: [...place.path, index] });
  });
}

function checkFields(object: JsonObject, schema: Schema, place: Place, free: ReadonlySet<string>): void {
  const { properties = {}, additionalProperties: additional } = schema;
  for (const name of requiredOfUser(schema)) {
    if (isAbsent(own(object, name), own(properties, name), place)) place.faults.push(missingField(spell(place), name));
  }
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true || additional === true;
  for (const [name, value] of Object.entries(object)) {
    const inner = { ...place, path: [...place.path, name] };
    const field = own(properties, name) ?? (typeof additional === 'object' ? additional : undefined);
    if (field !== undefined) {
      if (!isAbsent(value, field, place)) checkValue(value, field, inner);
    } else if (!open && !free.has(name)) place.faults.push(unknownField(spell(inner), name, Object.keys(properties)));
  }
}

/** Null in a field that is not nullable is pruned, as if the field were not there. */
function isAbsent(value: JsonValue | undefined, field: Schema | undefined, { kind }: Place): boolean {
  if (value !== null) return value === undefined;
  return field === undefined || kind.resolve(field).nullable !== true;
}

function isOfType(value: JsonValue, schema: Schema): boolean {
  if (schema['x-kubernetes-int-or-string'] === true) return typeof value === 'string' || Number.isInteger(value);
  switch (schema.type) {
    case 'object':
      return isObject(value);
    case 'array':
      return isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case undefined:
      return true;
    default:
      return typeof value === schema.type;
  }
}

// A field called `constructor` must not find what every object inherits.
function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function spell({ path }: Place): string {
  return fieldPath(path);
}
