import { mapNested } from '../schema/map-nested';
import { requiredOfUser } from '../schema/required';
import type { Schema } from '../schema/schema';

/** Part of the pattern that upstream puts on every `resource.Quantity`. */
const QUANTITY_SUFFIXES = '[KMGTPE]i';

/** Whether a value is a quantity such as `500m` or `16Gi`. */
export function isQuantity(schema: Schema): boolean {
  return schema['x-kubernetes-int-or-string'] === true && schema.pattern?.includes(QUANTITY_SUFFIXES) === true;
}

/**
 * Makes the projection of schemas on what a TypeScript type can say. Shapes which differ only in bounds, patterns,
 * list types or rules become equal by it. Schemas that share objects share them afterwards.
 */
export function typeProjection(): (schema: Schema) => Schema {
  const done = new Map<Schema, Schema>();
  const project = (schema: Schema): Schema => {
    const known = done.get(schema);
    if (known) return known;
    const asked = requiredOfUser(schema);
    const { type, nullable, properties, items, additionalProperties } = schema;
    const projected: Schema = mapNested(
      {
        type,
        nullable,
        enum: schema.enum,
        pattern: isQuantity(schema) ? QUANTITY_SUFFIXES : undefined,
        required: asked.length > 0 ? asked : undefined,
        properties,
        additionalProperties,
        items,
        'x-kubernetes-int-or-string': schema['x-kubernetes-int-or-string'],
        'x-kubernetes-preserve-unknown-fields': schema['x-kubernetes-preserve-unknown-fields'],
        'x-kubernetes-embedded-resource': schema['x-kubernetes-embedded-resource'],
      },
      project,
    );
    done.set(schema, projected);
    return projected;
  };
  return project;
}
