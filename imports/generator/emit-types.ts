import type { Json, Schema } from '../schema/schema';
import { isStructure } from './shapes';
import { isQuantity } from './type-facts';

/** What a type refers to: the name of the shape with a key. */
export type NameOf = (key: string) => string;

/** An interface with a readonly property for each field. */
export function interfaceText(name: string, schema: Schema, nameOf: NameOf): string {
  return `export interface ${name} {\n${fieldLines(schema, nameOf).join('\n')}\n}\n`;
}

/** The lines of the fields of a structure. Field names stay as they are in the API. */
export function fieldLines(schema: Schema, nameOf: NameOf): readonly string[] {
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    return `  readonly ${propertyName(name)}${required.has(name) ? '' : '?'}: ${typeText(field, nameOf)};`;
  });
  return schema['x-kubernetes-preserve-unknown-fields'] ? [...fields, '  readonly [field: string]: unknown;'] : fields;
}

/** The type of a value, as it is written in TypeScript. */
export function typeText(schema: Schema, nameOf: NameOf): string {
  const type = schema.$ref === undefined ? inlineType(schema, nameOf) : nameOf(schema.$ref);
  return schema.nullable === true && type !== 'unknown' ? `${type} | null` : type;
}

/** A string literal in the quotes of the house. */
export function quoted(text: string): string {
  return `'${JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)}'`;
}

function inlineType(schema: Schema, nameOf: NameOf): string {
  if (schema['x-kubernetes-int-or-string']) return isQuantity(schema) ? 'Quantity' : 'number | string';
  if (schema.enum) return schema.enum.map(literal).join(' | ');
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'number':
      return schema.type;
    case 'integer':
      return 'number';
    case 'array':
      return listType(typeText(schema.items ?? {}, nameOf));
    case 'object':
      return `Readonly<Record<string, ${entryType(schema, nameOf)}>>`;
    default:
      return 'unknown';
  }
}

function entryType(schema: Schema, nameOf: NameOf): string {
  const { additionalProperties: additional } = schema;
  if (typeof additional === 'object') return typeText(additional, nameOf);
  const open = [
    additional === true,
    schema['x-kubernetes-preserve-unknown-fields'],
    schema['x-kubernetes-embedded-resource'],
    isStructure(schema),
  ].includes(true);
  // The API server prunes every field of an object that declares none.
  return open ? 'unknown' : 'never';
}

function listType(item: string): string {
  const simple = /^\w+(<.*>)?$/.test(item);
  return simple ? `readonly ${item}[]` : `readonly (${item})[]`;
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

function literal(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  return value === null || typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'unknown';
}
