import { mapNested } from '../schema/map-nested';
import type { GroupSchemas, KindSchemas, Schema } from '../schema/schema';
import type { GroupFacts } from './groups';

/**
 * Puts the definitions of a group back in place of their references. One definition becomes one object however often
 * it is referred to, so that the tree costs no more than the definitions.
 */
export function expandGroup({ group, kinds, definitions }: GroupSchemas): GroupFacts {
  const done = new Map<string, Schema>();
  const definition = (name: string): Schema => {
    const known = done.get(name) ?? mapNested(definitions[name] ?? {}, place);
    done.set(name, known);
    return known;
  };
  const place = (schema: Schema): Schema => {
    const { $ref, nullable, default: value } = schema;
    if ($ref === undefined) return mapNested(schema, place);
    const whole = definition($ref);
    return nullable === undefined && value === undefined ? whole : { ...whole, nullable, default: value };
  };
  const expandKind = (kind: KindSchemas): KindSchemas => {
    const versions = Object.entries(kind.versions).map(([name, version]) => {
      return [name, { ...version, schema: mapNested(version.schema, place) }] as const;
    });
    return { ...kind, versions: Object.fromEntries(versions) };
  };
  return { group, kinds: Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, expandKind(kind)])) };
}
