import { createHash } from 'node:crypto';

import { mapNested } from '../schema/map-nested';
import { byCodeUnit } from '../schema/plain-object';
import type { Schema } from '../schema/schema';

/** A kind's schema and the name of its class, which is where the paths to all shapes begin. */
export interface Root {
  readonly className: string;
  readonly schema: Schema;
}

/** How a property holds a shape: itself, as an item of its list, or as an entry of its map. */
export type Place = 'value' | 'item' | 'entry';

/** One property which holds a shape. `owner` is the key of a shape, or the name of a class. */
export interface Use {
  readonly owner: string;
  readonly property: string;
  readonly place: Place;
}

/** One object structure, however often it occurs. Its `$ref`s are keys of other shapes. */
export interface Shape {
  readonly key: string;
  readonly schema: Schema;
  /** From the shortest path to the longest. */
  readonly uses: readonly Use[];
}

/** All object structures under some roots, each once. */
export interface Shapes {
  /** The roots, in which structures are replaced by references. */
  readonly roots: readonly Root[];
  /** In the order of their shortest path from a root. */
  readonly byKey: ReadonlyMap<string, Shape>;
}

/** Whether a schema is an object with named fields: the structures which get a name of their own. */
export function isStructure(schema: Schema): boolean {
  return schema.properties !== undefined && Object.keys(schema.properties).length > 0;
}

/** Finds the distinct object structures under the roots. */
export function shapesOf(roots: readonly Root[]): Shapes {
  const interner = new Interner();
  // A shape which several kinds share is named after the kind with the shortest name.
  const ordered = roots.toSorted(
    (left, right) => left.className.length - right.className.length || byCodeUnit(left.className, right.className),
  );
  const flat = ordered.map(({ className, schema }) => ({ className, schema: interner.inside(schema) }));
  return { roots: flat, byKey: walk(flat, interner.schemas) };
}

class Interner {
  readonly schemas = new Map<string, Schema>();
  private readonly done = new Map<Schema, Schema>();

  /** The schema, or a reference to it if it is a structure. What belongs to the place stays beside the reference. */
  place(schema: Schema): Schema {
    const known = this.done.get(schema);
    if (known) return known;
    const { default: value, nullable, ...shape } = schema;
    const flat = this.inside(isStructure(schema) ? shape : schema);
    const placed = isStructure(schema) ? { $ref: this.keyOf(flat), nullable, default: value } : flat;
    this.done.set(schema, placed);
    return placed;
  }

  /** The schema with references in place of the structures within it. */
  inside(schema: Schema): Schema {
    return mapNested(schema, (nested) => this.place(nested));
  }

  private keyOf(flat: Schema): string {
    const key = createHash('sha256').update(JSON.stringify(flat)).digest('hex');
    this.schemas.set(key, flat);
    return key;
  }
}

// Breadth first, so that a shape is met on its shortest path before any other.
function walk(roots: readonly Root[], schemas: ReadonlyMap<string, Schema>): ReadonlyMap<string, Shape> {
  const uses = new Map<string, Use[]>();
  const visit = (owner: string, schema: Schema): void => {
    for (const [use, key] of usesIn(schema, owner)) {
      const known = uses.get(key);
      if (known) known.push(use);
      else uses.set(key, [use]);
    }
  };
  for (const { className, schema } of roots) visit(className, schema);
  // A Map is iterated in the order of insertion, including what is inserted meanwhile: it is its own queue.
  for (const key of uses.keys()) visit(key, schemas.get(key) ?? {});
  return new Map([...uses].map(([key, found]) => [key, { key, schema: schemas.get(key) ?? {}, uses: found }]));
}

function usesIn(schema: Schema, owner: string): readonly (readonly [Use, string])[] {
  return Object.entries(schema.properties ?? {}).flatMap(([property, entry]) =>
    references(entry, owner, property, 'value'),
  );
}

function references(schema: Schema, owner: string, property: string, place: Place): (readonly [Use, string])[] {
  const { $ref, items, additionalProperties: additional } = schema;
  return [
    ...($ref === undefined ? [] : [[{ owner, property, place }, $ref] as const]),
    ...(items ? references(items, owner, property, 'item') : []),
    ...(typeof additional === 'object' ? references(additional, owner, property, 'entry') : []),
  ];
}
