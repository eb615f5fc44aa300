import type { Schema } from './schema';

/** The names of all definitions that a schema needs, itself or through other definitions. */
export function reachable(schema: Schema, definitions: Readonly<Record<string, Schema>>): readonly string[] {
  const found = new Set(referencesIn(schema));
  // A Set is iterated in the order of insertion, including what is inserted meanwhile: it is its own queue.
  for (const name of found) referencesIn(definitions[name] ?? {}).forEach((other) => found.add(other));
  return [...found];
}

function referencesIn(schema: Schema): readonly string[] {
  const { $ref, properties, items, additionalProperties: additional } = schema;
  const nested = [
    ...Object.values(properties ?? {}),
    ...(items ? [items] : []),
    ...(typeof additional === 'object' ? [additional] : []),
  ];
  return [...($ref === undefined ? [] : [$ref]), ...nested.flatMap(referencesIn)];
}
