import { schemaOf } from '../../../imports/schema/load-schema';
import type { KindSchema } from '../../../imports/schema/load-schema';
import type { Schema, ValidationRule } from '../../../imports/schema/schema';
import { Schemas } from '../compiled-schema';
import type { CompiledSchema } from '../compiled-schema';

/** A place in a schema at which rules stand, or below which some do. */
export interface RuledNode {
  readonly compiled: CompiledSchema;
  readonly rules: readonly ValidationRule[];
  readonly fields: readonly (readonly [name: string, node: RuledNode])[];
  /** Of a list. @default - no rule stands at its items, or below */
  readonly item?: RuledNode;
  /** Of a map with names of its users' own. @default - no rule stands at its values, or below */
  readonly value?: RuledNode;
}

const roots = new Map<string, RuledNode | undefined>();

/** The rules of a kind where they stand, and nothing else of its schema; undefined where it has none. */
export function rulesOfKind(apiVersion: string, kind: string): RuledNode | undefined {
  const key = `${apiVersion} ${kind}`;
  if (!roots.has(key)) {
    const schema = schemaOf(apiVersion, kind);
    roots.set(key, schema && ruledRoot(schema));
  }
  return roots.get(key);
}

const rootsOfSchemas = new WeakMap<KindSchema, { readonly root: RuledNode | undefined }>();

/** The same of a kind that a cluster states, by its own schema. */
export function rulesOfSchema(kind: KindSchema): RuledNode | undefined {
  let known = rootsOfSchemas.get(kind);
  if (known === undefined) {
    known = { root: ruledRoot(kind) };
    rootsOfSchemas.set(kind, known);
  }
  return known.root;
}

/** The rules of a schema that is at hand. */
export function ruledRoot(kind: KindSchema): RuledNode | undefined {
  // Kubernetes' own kinds have no rules; schemas of CRDs never refer to themselves, so that the search ends.
  if (kind.isBuiltIn) return undefined;
  const resolve = (schema: Schema): Schema => {
    const resolved = kind.resolve(schema);
    return resolved['x-kubernetes-embedded-resource'] === true ? withTypeAndMetadata(resolved) : resolved;
  };
  return new RuleSearch({ ...kind, resolve }).nodeOf(withTypeAndMetadata(kind.root));
}

class RuleSearch {
  private readonly schemas: Schemas;
  private readonly leading = new Map<string, boolean>();

  public constructor(private readonly kind: KindSchema) {
    this.schemas = new Schemas(kind);
  }

  public nodeOf(schema: Schema): RuledNode | undefined {
    if (!this.leadsToRules(schema)) return undefined;
    const compiled = this.schemas.compiled(schema);
    const { properties = {}, items, additionalProperties: additional } = compiled.schema;
    return {
      compiled,
      rules: compiled.schema['x-kubernetes-validations'] ?? [],
      fields: Object.entries(properties).flatMap(([name, field]) => {
        const node = this.nodeOf(field);
        return node === undefined ? [] : [[name, node] as const];
      }),
      item: items && this.nodeOf(items),
      value: typeof additional === 'object' ? this.nodeOf(additional) : undefined,
    };
  }

  private leadsToRules(schema: Schema): boolean {
    const { $ref, properties, items, additionalProperties: additional } = schema;
    return (
      schema['x-kubernetes-validations'] !== undefined ||
      ($ref !== undefined && this.definitionLeadsToRules($ref)) ||
      (items !== undefined && this.leadsToRules(items)) ||
      (typeof additional === 'object' && this.leadsToRules(additional)) ||
      Object.values(properties ?? {}).some((field) => this.leadsToRules(field))
    );
  }

  private definitionLeadsToRules(name: string): boolean {
    let leads = this.leading.get(name);
    if (leads === undefined) {
      leads = this.leadsToRules(this.kind.definitions[name] ?? {});
      this.leading.set(name, leads);
    }
    return leads;
  }
}

/**
 * The schema of a whole object with the fields that every object has, of which rules see these alone.
 *
 * @see https://github.com/kubernetes/apiserver/blob/master/pkg/cel/common/schemas.go WithTypeAndObjectMeta
 */
function withTypeAndMetadata(root: Schema): Schema {
  const text: Schema = { type: 'string' };
  const metadata: Schema = { type: 'object', properties: { name: text, generateName: text } };
  return { ...root, properties: { ...root.properties, apiVersion: text, kind: text, metadata } };
}
