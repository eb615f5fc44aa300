import { renderImports } from '../../imports/generator/import-crds';
import { explain, type Result } from '../../imports/generator/problem';
import { readCrds, type Crd } from '../../imports/generator/read-crds';
import { parseGroupSchemas } from '../../imports/schema/parse-group-schemas';
import type { GroupSchemas } from '../../imports/schema/schema';

/** What a test may want to be different in a CRD. */
interface CrdOptions {
  readonly group?: string;
  readonly kind?: string;
  readonly scope?: string;
  readonly versions?: readonly unknown[];
}

/** A valid CRD with one version, whose `spec` has the given schema. */
export function crd(spec: unknown, options: CrdOptions = {}): object {
  const { group = 'example.org', kind = 'Thing', scope = 'Namespaced', versions = [version('v1', spec)] } = options;
  const plural = `${kind.toLowerCase()}s`;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: { group, names: { kind, plural }, scope, versions },
  };
}

/** One served version of a CRD, stored unless said otherwise. */
export function version(name: string, spec: unknown, differences: object = {}): object {
  const properties = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' }, spec };
  const openAPIV3Schema = { type: 'object', description: 'prose', properties };
  return { name, served: true, storage: true, schema: { openAPIV3Schema }, ...differences };
}

/** An object schema; all its fields are optional. */
export function object(properties: object, more: object = {}): object {
  return { type: 'object', properties, ...more };
}

/** CRDs as the generator reads them from a file. */
export function read(...crds: readonly object[]): readonly Crd[] {
  // JSON is YAML.
  const text = crds.map((document) => JSON.stringify(document)).join('\n---\n');
  return valueOf(readCrds({ where: 'test.yaml', texts: [{ where: 'test.yaml', text }] }));
}

/** The files which the generator makes of CRDs. */
export function render(...crds: readonly object[]): ReadonlyMap<string, string> {
  return valueOf(renderImports([], read(...crds)));
}

/** The text of one file which the generator makes of CRDs. */
export function renderFile(file: string, ...crds: readonly object[]): string {
  const text = render(...crds).get(file);
  if (text === undefined) throw new Error(`${file} was not rendered`);
  return text;
}

/** The schemas of the group `example.org`. */
export function schemas(...crds: readonly object[]): GroupSchemas {
  return parseGroupSchemas(renderFile('schemas/example.org.json', ...crds));
}

/** The value of a result. */
export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.problems.map(explain).join('\n'));
  return result.value;
}
