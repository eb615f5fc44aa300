import { schemaOf, type KindSchema } from './load-schema';
import { reachable } from './references';
import { requiredOfUser } from './required';
import type { Schema } from './schema';

/** A JSON Schema of draft 07. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const INT32_LIMIT = 2 ** 31;

/**
 * The JSON Schema (draft 07) of a kind, for ajv or any other validator.
 *
 * It is strict about unknown fields wherever the API server would prune them. `status` may hold anything, because it is
 * not of the user's making. Strings keep their `format`, so give the validator the formats or switch them off; a
 * pattern that JavaScript cannot read is left out. CEL rules and the uniqueness of map keys are beyond JSON Schema.
 *
 * @returns undefined if the kind has not been imported, or not in this version
 * @throws Error if the file of the group is broken
 */
export function toJsonSchema(apiVersion: string, kind: string): JsonSchema | undefined {
  const found = schemaOf(apiVersion, kind);
  return found && jsonSchemaOf(found);
}

/** The JSON Schema (draft 07) of a kind whose schema is at hand. */
export function jsonSchemaOf(found: Pick<KindSchema, 'apiVersion' | 'kind' | 'root' | 'definitions'>): JsonSchema {
  const { apiVersion, kind, root, definitions } = found;
  const fields = fieldKeywords(root);
  const metadata = root.properties?.metadata ?? {};
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...constraintKeywords(root),
    type: 'object',
    required: ['apiVersion', 'kind', ...requiredOfUser(root)],
    properties: {
      ...fields.properties,
      apiVersion: { const: apiVersion },
      kind: { const: kind },
      // The fields of metadata are the same for all kinds, and the API server knows them without being told.
      metadata: { ...convert({ ...metadata, type: 'object' }), additionalProperties: true },
      status: {},
    },
    additionalProperties: fields.additionalProperties,
    definitions: Object.fromEntries(
      reachable(root, definitions).map((name) => [name, convert(definitions[name] ?? {})]),
    ),
  };
}

function convert(schema: Schema): JsonSchema {
  const value = schema['x-kubernetes-int-or-string'] ? intOrString(schema) : plainValue(schema);
  return schema.nullable ? { anyOf: [value, { type: 'null' }] } : value;
}

function plainValue(schema: Schema): JsonSchema {
  if (schema.$ref !== undefined) return { $ref: `#/definitions/${schema.$ref}` };
  return defined({
    type: schema.type,
    ...constraintKeywords(schema),
    ...(schema.type === 'object' ? fieldKeywords(schema) : {}),
    items: schema.items && convert(schema.items),
  });
}

function intOrString(schema: Schema): JsonSchema {
  const { pattern, format, minLength, maxLength, ...others } = constraintKeywords(schema);
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, ...common } = others;
  const integer = defined({ type: 'integer', minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf });
  const text = defined({ type: 'string', pattern, format, minLength, maxLength });
  const value = { anyOf: [integer, text] };
  return Object.keys(common).length === 0 ? value : { allOf: [value, common] };
}

interface FieldKeywords {
  readonly properties: JsonSchema;
  readonly required: readonly string[];
  readonly additionalProperties: JsonSchema | boolean;
}

function fieldKeywords(schema: Schema): FieldKeywords {
  const { additionalProperties: additional } = schema;
  const preserved = schema['x-kubernetes-preserve-unknown-fields'] ?? false;
  const properties = Object.entries(schema.properties ?? {}).map(([name, field]) => [name, convert(field)] as const);
  const ofResource = schema['x-kubernetes-embedded-resource'] ? { apiVersion: {}, kind: {}, metadata: {} } : {};
  return {
    properties: { ...ofResource, ...Object.fromEntries(properties) },
    required: requiredOfUser(schema),
    additionalProperties: typeof additional === 'object' ? convert(additional) : (additional ?? preserved),
  };
}

function constraintKeywords(schema: Schema): JsonSchema {
  const { minimum, maximum } = schema;
  const int32 = schema.type === 'integer' && schema.format === 'int32';
  return defined({
    enum: schema.enum,
    format: schema.type === 'string' ? schema.format : undefined,
    pattern: schema.pattern !== undefined && isJavaScriptPattern(schema.pattern) ? schema.pattern : undefined,
    minimum: schema.exclusiveMinimum ? undefined : (minimum ?? (int32 ? -INT32_LIMIT : undefined)),
    maximum: schema.exclusiveMaximum ? undefined : (maximum ?? (int32 ? INT32_LIMIT - 1 : undefined)),
    exclusiveMinimum: schema.exclusiveMinimum ? minimum : undefined,
    exclusiveMaximum: schema.exclusiveMaximum ? maximum : undefined,
    multipleOf: schema.multipleOf,
    minLength: schema.minLength,
    maxLength: schema.maxLength,
    minItems: schema.minItems,
    maxItems: schema.maxItems,
    uniqueItems: schema.uniqueItems ?? (schema['x-kubernetes-list-type'] === 'set' ? true : undefined),
    minProperties: schema.minProperties,
    maxProperties: schema.maxProperties,
    allOf: schema.allOf?.map(condition),
    anyOf: schema.anyOf?.map(condition),
    oneOf: schema.oneOf?.map(condition),
    not: schema.not && condition(schema.not),
  });
}

/** Within `allOf` and its like a schema only narrows: it is never strict about fields that it does not name. */
function condition(schema: Schema): JsonSchema {
  const { properties, additionalProperties: additional, items } = schema;
  return defined({
    type: schema.type,
    ...constraintKeywords(schema),
    required: schema.required,
    properties:
      properties && Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, condition(field)])),
    additionalProperties: typeof additional === 'object' ? condition(additional) : undefined,
    items: items && condition(items),
  });
}

function isJavaScriptPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').source !== '';
  } catch {
    return false;
  }
}

function defined(keywords: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(keywords).filter(([, value]) => value !== undefined));
}
