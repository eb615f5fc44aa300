import { mapNested } from '../schema/map-nested';
import { byCodeUnit } from '../schema/plain-object';
import type { GroupSchemas, KindSchemas, Schema } from '../schema/schema';
import { kindVersions } from './class-names';
import type { GroupFacts } from './groups';
import { nameShapes } from './names';
import { shapesOf } from './shapes';

/** Writes each structure of a group once, as a named definition. */
export function groupSchemas({ group, kinds }: GroupFacts): GroupSchemas {
  const versions = kindVersions({ kinds });
  const shapes = shapesOf(versions.map(({ className, content }) => ({ className, schema: content.schema })));
  const names = nameShapes(shapes, new Set(versions.map(({ className }) => className)));
  const roots = new Map(shapes.roots.map(({ className, schema }) => [className, renameReferences(schema, names)]));
  const definitions = [...shapes.byKey.values()].map(
    ({ key, schema }) => [names.get(key) ?? key, renameReferences(schema, names)] as const,
  );
  const flatKinds = Object.entries(kinds).map(([kind, schemas]): [string, KindSchemas] => {
    const own = versions.filter((version) => version.kind === kind);
    const flat = own.map(({ className, version, content }) => {
      return [version, { ...content, schema: roots.get(className) ?? content.schema }] as const;
    });
    return [kind, { ...schemas, versions: Object.fromEntries(flat.toSorted(byName)) }];
  });
  return { group, kinds: Object.fromEntries(flatKinds), definitions: Object.fromEntries(definitions.toSorted(byName)) };
}

/** One definition per line: small, and a changed definition is one changed line. */
export function schemasText({ group, kinds, definitions }: GroupSchemas): string {
  const block = (entries: Readonly<Record<string, unknown>>): string =>
    Object.entries(entries)
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .join(',\n');
  return `{\n"group":${JSON.stringify(group)},\n"kinds":{\n${block(kinds)}\n},\n"definitions":{\n${block(definitions)}\n}\n}\n`;
}

/** The same schema, whose references are names and no longer keys. */
export function renameReferences(schema: Schema, names: ReadonlyMap<string, string>): Schema {
  const renamed = mapNested(schema, (nested) => renameReferences(nested, names));
  return schema.$ref === undefined ? renamed : { ...renamed, $ref: names.get(schema.$ref) };
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return byCodeUnit(left, right);
}
