import type { Json, Schema, ValidationRule } from '../schema/schema';
import { byCodeUnit, isPlainObject } from '../schema/plain-object';

/** Told of every place at which a schema is not structural. */
export type Report = (field: string, reason: string) => void;

/** What the API server itself defines on every object, and what its user never writes. */
const SERVER_FIELDS: readonly string[] = ['apiVersion', 'kind', 'metadata', 'status'];

/**
 * Keeps the interface facts of an OpenAPI v3 schema, in canonical order: two schemas which say the same become
 * equal when written as JSON.
 */
export function interfaceFacts(value: unknown, field: string, report: Report): Schema {
  const schema = keywords(value, field, report);
  const typed =
    schema.$ref ??
    schema.type ??
    schema['x-kubernetes-int-or-string'] ??
    schema['x-kubernetes-preserve-unknown-fields'];
  if (typed === undefined) report(field, 'has no type');
  if (schema.type === 'array' && schema.items === undefined) report(field, 'is an array without items');
  if (schema.properties && schema.additionalProperties !== undefined) {
    report(field, 'has both properties and additionalProperties');
  }
  return schema;
}

/** The interface facts of the root of a kind, without what every object has. */
export function rootFacts(value: unknown, field: string, report: Report): Schema {
  const root = interfaceFacts(value, field, report);
  const constrained = Object.keys(root.properties?.metadata?.properties ?? {}).length > 0;
  const kept = (name: string): boolean => !SERVER_FIELDS.includes(name) || (name === 'metadata' && constrained);
  return {
    ...root,
    required: nonEmpty((root.required ?? []).filter((name) => !SERVER_FIELDS.includes(name))),
    properties: Object.fromEntries(Object.entries(root.properties ?? {}).filter(([name]) => kept(name))),
  };
}

/** A JSON value with the fields of all its objects in code-unit order. */
export function canonicalJson(value: unknown): Json {
  if (Array.isArray(value)) return value.map(canonicalJson);
  if (isPlainObject(value))
    return Object.fromEntries(sorted(value).map(([name, entry]) => [name, canonicalJson(entry)]));
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}

// The order of the keywords here is the order in which they are written.
function keywords(value: unknown, field: string, report: Report): Schema {
  if (!isPlainObject(value)) {
    report(field, 'is not a schema');
    return {};
  }
  const nested = (entry: unknown): Schema => keywords(entry, field, report);
  const intOrString = flag(value['x-kubernetes-int-or-string']);
  return {
    $ref: text(value.$ref),
    type: text(value.type),
    format: text(value.format),
    nullable: flag(value.nullable),
    enum: Array.isArray(value.enum) ? enumeration(value.enum) : undefined,
    default: value.default === undefined ? undefined : canonicalJson(value.default),
    pattern: text(value.pattern),
    minimum: number(value.minimum),
    maximum: number(value.maximum),
    exclusiveMinimum: flag(value.exclusiveMinimum),
    exclusiveMaximum: flag(value.exclusiveMaximum),
    multipleOf: number(value.multipleOf),
    minLength: number(value.minLength),
    maxLength: number(value.maxLength),
    minItems: number(value.minItems),
    maxItems: number(value.maxItems),
    uniqueItems: flag(value.uniqueItems),
    minProperties: number(value.minProperties),
    maxProperties: number(value.maxProperties),
    required: Array.isArray(value.required) ? nonEmpty(texts(value.required).toSorted(byCodeUnit)) : undefined,
    properties: value.properties === undefined ? undefined : properties(value.properties, field, report),
    additionalProperties: additional(value.additionalProperties, field, report),
    items: value.items === undefined ? undefined : interfaceFacts(value.items, `${field}[]`, report),
    allOf: alternatives(value.allOf, nested, intOrString),
    anyOf: alternatives(value.anyOf, nested, intOrString),
    oneOf: alternatives(value.oneOf, nested, false),
    not: value.not === undefined ? undefined : nested(value.not),
    'x-kubernetes-int-or-string': intOrString,
    'x-kubernetes-preserve-unknown-fields': flag(value['x-kubernetes-preserve-unknown-fields']),
    'x-kubernetes-embedded-resource': flag(value['x-kubernetes-embedded-resource']),
    'x-kubernetes-list-type': text(value['x-kubernetes-list-type']),
    'x-kubernetes-list-map-keys': optionalTexts(value['x-kubernetes-list-map-keys']),
    'x-kubernetes-map-type': text(value['x-kubernetes-map-type']),
    'x-kubernetes-validations': rules(value['x-kubernetes-validations']),
  };
}

function properties(value: unknown, field: string, report: Report): Schema['properties'] {
  if (!isPlainObject(value)) {
    report(`${field}.properties`, 'is not a mapping');
    return undefined;
  }
  return Object.fromEntries(
    sorted(value).map(([name, entry]) => [
      name,
      interfaceFacts(entry, field === '' ? name : `${field}.${name}`, report),
    ]),
  );
}

function additional(value: unknown, field: string, report: Report): Schema['additionalProperties'] {
  if (value === undefined || typeof value === 'boolean') return value === true ? true : undefined;
  return interfaceFacts(value, `${field}.*`, report);
}

const INT_OR_STRING = JSON.stringify([{ type: 'integer' }, { type: 'string' }]);

function alternatives(value: unknown, nested: (entry: unknown) => Schema, intOrString?: boolean): Schema['allOf'] {
  if (!Array.isArray(value)) return undefined;
  const schemas = value.map(nested);
  if (!intOrString) return nonEmpty(schemas);
  if (JSON.stringify(schemas) === INT_OR_STRING) return undefined;
  return nonEmpty(schemas.filter((schema) => JSON.stringify(schema) !== `{"anyOf":${INT_OR_STRING}}`));
}

function rules(value: unknown): readonly ValidationRule[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const kept = value.filter(isPlainObject).map((rule) => ({
    rule: text(rule.rule) ?? '',
    message: text(rule.message),
    messageExpression: text(rule.messageExpression),
    optionalOldSelf: flag(rule.optionalOldSelf),
    fieldPath: text(rule.fieldPath),
    reason: text(rule.reason),
  }));
  return nonEmpty(kept);
}

function enumeration(values: readonly unknown[]): readonly Json[] {
  return values.map(canonicalJson).toSorted((left, right) => byCodeUnit(JSON.stringify(left), JSON.stringify(right)));
}

function sorted(value: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return Object.entries(value).toSorted(([left], [right]) => byCodeUnit(left, right));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function flag(value: unknown): true | undefined {
  return value === true ? true : undefined;
}

function texts(values: readonly unknown[]): readonly string[] {
  return values.filter((value) => typeof value === 'string');
}

function optionalTexts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? nonEmpty(texts(value)) : undefined;
}

function nonEmpty<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length > 0 ? items : undefined;
}
