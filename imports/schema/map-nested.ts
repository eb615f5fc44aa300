import type { Schema } from './schema';

/** The same schema with its properties, items and map entries changed; all other keywords stay, in their order. */
export function mapNested(schema: Schema, change: (nested: Schema) => Schema): Schema {
  const { properties, items, additionalProperties: additional } = schema;
  return {
    ...schema,
    properties:
      properties && Object.fromEntries(Object.entries(properties).map(([name, nested]) => [name, change(nested)])),
    items: items && change(items),
    additionalProperties: typeof additional === 'object' ? change(additional) : additional,
  };
}
