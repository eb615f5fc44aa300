import { isPlainObject } from '../schema/plain-object';
import type { KindSchemas, Scope, VersionSchema } from '../schema/schema';
import { canonicalJson, rootFacts } from './facts';
import { parseYaml } from './parse-yaml';
import { collect, failure, success, type Problem, type Result } from './problem';
import type { Source, SourceText } from './read-sources';

/** One CRD as it was read: its schemas are whole trees, without references. */
export interface Crd {
  readonly where: string;
  readonly group: string;
  readonly kind: string;
  readonly schemas: KindSchemas;
}

/** All CRDs of one argument of the import; other Kubernetes objects beside them are passed over. */
export function readCrds(source: Source): Result<readonly Crd[]> {
  const documents = collect(source.texts.map(documentsOf));
  if (!documents.ok) return documents;
  const all = documents.value.flat();
  const definitions = all.filter(({ value }) => value.kind === 'CustomResourceDefinition');
  if (definitions.length > 0) return collect(definitions.map(({ where, value }) => crdFrom(value, where)));
  const kinds = all.map(({ value }) => (typeof value.kind === 'string' ? value.kind : 'other YAML'));
  return failure({ code: 'NO_CRD', where: source.where, found: [...new Set(kinds)].toSorted() });
}

interface Document {
  readonly where: string;
  readonly value: Readonly<Record<string, unknown>>;
}

function documentsOf(text: SourceText): Result<readonly Document[]> {
  const values = parseYaml(text);
  if (!values.ok) return values;
  const objects = values.value.flatMap((value) => (isPlainObject(value) ? itemsOf(value) : []));
  return success(objects.map((value) => ({ where: text.where, value })));
}

// `kubectl get crd --output yaml` wraps everything in a List.
function itemsOf(value: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  return value.kind === 'List' && Array.isArray(value.items) ? value.items.filter(isPlainObject) : [value];
}

function crdFrom(value: Readonly<Record<string, unknown>>, where: string): Result<Crd> {
  const metadata = isPlainObject(value.metadata) ? value.metadata : {};
  const name = typeof metadata.name === 'string' ? metadata.name : 'a CRD without name';
  if (value.apiVersion !== 'apiextensions.k8s.io/v1') {
    return failure({ code: 'OLD_CRD', where, name, apiVersion: String(value.apiVersion) });
  }
  const incomplete = (field: string): Result<never> => failure({ code: 'INCOMPLETE_CRD', where, name, field });
  const spec = isPlainObject(value.spec) ? value.spec : {};
  const names = isPlainObject(spec.names) ? spec.names : {};
  if (!isDomain(spec.group)) return incomplete('spec.group');
  if (!isIdentifier(names.kind)) return incomplete('spec.names.kind');
  if (typeof names.plural !== 'string') return incomplete('spec.names.plural');
  if (!isScope(spec.scope)) return incomplete('spec.scope');
  if (!Array.isArray(spec.versions)) return incomplete('spec.versions');

  const kind = names.kind;
  const served = spec.versions.filter(isPlainObject).filter((version) => version.served === true);
  if (served.length === 0) return failure({ code: 'NOT_SERVED', where, name });
  const versions = collect(served.map((version) => versionFrom(version, name, where)));
  if (!versions.ok) return versions;
  const ordered = versions.value.toSorted(([left], [right]) => (left < right ? -1 : 1));
  const schemas = { plural: names.plural, scope: spec.scope, versions: Object.fromEntries(ordered) };
  return success({ where, group: spec.group, kind, schemas });
}

function versionFrom(
  version: Readonly<Record<string, unknown>>,
  name: string,
  where: string,
): Result<readonly [string, VersionSchema]> {
  if (typeof version.name !== 'string')
    return failure({ code: 'INCOMPLETE_CRD', where, name, field: 'spec.versions[].name' });
  const schema = isPlainObject(version.schema) ? version.schema.openAPIV3Schema : undefined;
  if (!isPlainObject(schema) || Object.keys(schema).length === 0) {
    return failure({ code: 'NO_SCHEMA', where, name, version: version.name });
  }
  const problems: Problem[] = [];
  const facts = rootFacts(schema, '', (field, reason) => {
    problems.push({
      code: 'NOT_STRUCTURAL',
      where,
      field: `${name} ${String(version.name)} ${field}`.trimEnd(),
      reason,
    });
  });
  if (problems.length > 0) return failure(...problems);
  const subresources = isPlainObject(version.subresources) ? version.subresources : undefined;
  return success([
    version.name,
    {
      storage: version.storage === true,
      schema: facts,
      subresources: subresources && {
        status: subresources.status === undefined ? undefined : canonicalJson(subresources.status),
        scale: subresources.scale === undefined ? undefined : canonicalJson(subresources.scale),
      },
    },
  ]);
}

function isScope(value: unknown): value is Scope {
  return value === 'Namespaced' || value === 'Cluster';
}

function isIdentifier(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z][A-Za-z0-9]*$/.test(value);
}

// The group becomes a file name.
function isDomain(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(value);
}
