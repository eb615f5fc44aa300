import { byCodeUnit } from '../schema/plain-object';
import type { Schema } from '../schema/schema';
import { kindVersions } from './class-names';
import { classText, type ClassFacts } from './emit-class';
import { interfaceText, type NameOf } from './emit-types';
import type { GroupFacts } from './groups';
import { nameShapes } from './names';
import { shapesOf, type Root, type Shapes } from './shapes';
import { typeProjection } from './type-facts';

/** The first line of every generated file. */
export const GENERATED = '// Generated from CRDs by `npm run import`; change the CRDs and import again.\n';

/** Names that the files use for other things. */
const FOREIGN = [
  'ApiObject',
  'ApiObjectMetadata',
  'ApiObjectProps',
  'Construct',
  'GroupVersionKind',
  'Quantity',
  'Readonly',
  'Record',
];

interface GroupTypes {
  readonly group: string;
  readonly roots: readonly Root[];
  readonly shapes: Shapes;
  readonly classes: readonly ClassFacts[];
}

/** Writes one file of types and classes per group, and one of the structures which several groups share. */
export function typescriptFiles(groups: readonly GroupFacts[]): ReadonlyMap<string, string> {
  const project = typeProjection();
  const all = groups.map((group) => groupTypes(group, project));
  const classNames = all.flatMap(({ classes }) => classes.flatMap(({ className }) => [className, `${className}Props`]));
  const shared = keysOfSeveral(all.map(({ shapes }) => shapes));
  const shapes = shapesOf(all.flatMap(({ roots }) => roots));
  const sharedNames = nameShapes(shapes, new Set([...FOREIGN, ...classNames]), ({ key }) => shared.has(key));
  return new Map([
    ['shared.ts', sharedText(shapes, sharedNames)],
    ...all.map((types) => [`${types.group}.ts`, groupText(types, sharedNames)] as const),
  ]);
}

function groupTypes({ group, kinds }: GroupFacts, project: (schema: Schema) => Schema): GroupTypes {
  const versions = kindVersions({ kinds });
  const roots = versions.map(({ className, content }) => ({ className, schema: project(content.schema) }));
  const shapes = shapesOf(roots);
  const flat = new Map(shapes.roots.map(({ className, schema }) => [className, schema]));
  const classes = versions.map(({ className, kind, version }): ClassFacts => {
    return { className, apiVersion: `${group}/${version}`, kind, schema: flat.get(className) ?? {} };
  });
  return { group, roots, shapes, classes };
}

function keysOfSeveral(groups: readonly Shapes[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const several = new Set<string>();
  for (const key of groups.flatMap(({ byKey }) => [...byKey.keys()])) (seen.has(key) ? several : seen).add(key);
  return several;
}

function sharedText({ byKey }: Shapes, names: ReadonlyMap<string, string>): string {
  const nameOf: NameOf = (key) => names.get(key) ?? 'unknown';
  const quantity =
    '/** An amount of a resource, such as `500m` or `16Gi`. */\nexport type Quantity = number | string;\n';
  return [GENERATED, quantity, ...interfaces(names, byKey, nameOf)].join('\n');
}

function groupText({ shapes, classes }: GroupTypes, sharedNames: ReadonlyMap<string, string>): string {
  const { byKey } = shapes;
  const foreign = [...byKey.keys()].flatMap((key) => sharedNames.get(key) ?? []);
  const taken = new Set([
    ...FOREIGN,
    ...foreign,
    ...classes.flatMap(({ className }) => [className, `${className}Props`]),
  ]);
  const ownNames = nameShapes(shapes, taken, ({ key }) => !sharedNames.has(key));
  const used = new Set<string>();
  const nameOf: NameOf = (key) => {
    const shared = sharedNames.get(key);
    if (shared !== undefined) used.add(shared);
    return shared ?? ownNames.get(key) ?? 'unknown';
  };
  const body = [...classes.map((facts) => classText(facts, nameOf)), ...interfaces(ownNames, byKey, nameOf)];
  return [GENERATED, importLines(used, body.join('')), ...body].join('\n');
}

function interfaces(names: ReadonlyMap<string, string>, byKey: Shapes['byKey'], nameOf: NameOf): readonly string[] {
  const ordered = [...names].toSorted(([, left], [, right]) => byCodeUnit(left, right));
  return ordered.map(([key, name]) => interfaceText(name, byKey.get(key)?.schema ?? {}, nameOf));
}

function importLines(used: ReadonlySet<string>, body: string): string {
  const names = [...used, ...(/\bQuantity\b/.test(body) ? ['Quantity'] : [])].toSorted(byCodeUnit);
  const lines = [
    "import { ApiObject, type ApiObjectMetadata, type ApiObjectProps, type GroupVersionKind } from 'cdk8s';",
    "import type { Construct } from 'constructs';",
    ...(names.length > 0 ? [`import type {\n  ${names.join(',\n  ')},\n} from './shared';`] : []),
  ];
  return lines.join('\n') + '\n';
}
