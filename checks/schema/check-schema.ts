import { schemaOf } from '../../imports/schema/load-schema';
import type { KindSchema } from '../../imports/schema/load-schema';
import { fieldPath } from '../../kubernetes/field-path';
import type { FieldPathSegment } from '../../kubernetes/field-path';
import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { clusterVersion } from './cluster-version';
import type { ClusterVersion } from './cluster-version';
import { Schemas } from './compiled-schema';
import type { CompiledSchema } from './compiled-schema';
import { boundFaults } from './constraints';
import { missingField, wrongChoice, wrongType } from './faults';
import type { SchemaRule } from './faults';
import { isFilledIn } from './filled-in';
import { repeatedItems } from './repeated-items';
import type { StatedKinds } from './stated-kinds';
import { unknownField } from './unknown-field';
import { unservedKind } from './unserved';
import { ruleFaults } from './validations/rule-walk';
import { rulesOfKind, rulesOfSchema } from './validations/ruled-node';
import type { RuledNode } from './validations/ruled-node';

/** Fields of every object, which the API server knows without being told. */
const TYPE_FIELDS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);
const NO_FIELDS: ReadonlySet<string> = new Set();

/**
 * Faults with which rules are not evaluated, because they could ask of a value what it does not have.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/registry/customresource/strategy.go hasBlockingErr
 */
const BLOCKING: ReadonlySet<string> = new Set<SchemaRule>([
  'schema/missing-field',
  'schema/wrong-type',
  'schema/unknown-value',
  'schema/wrong-size',
]);

/**
 * What the API server refuses of an object by its kind's schema: unknown fields (as under strict validation, which is
 * kubectl's default), wrong types, missing fields, values out of bounds, items that a list may hold once, and objects of
 * which its rules do not hold. Nothing is said of `status` and of formats of texts.
 *
 * Kubernetes' own kinds are judged by the cluster's version, or by the newest that is known where none is stated. Kinds
 * whose schemas are not at hand are judged by what the cluster states of them.
 *
 * @returns undefined where the kind is not known
 * @see https://github.com/kubernetes/apiextensions-apiserver/tree/master/pkg/apiserver/schema
 */
export function checkSchema(
  manifest: Manifest,
  kubernetesVersion?: string,
  kinds?: StatedKinds,
): readonly Fault[] | undefined {
  let check = checks.get(kubernetesVersion);
  if (check === undefined) {
    check = new SchemaCheck(clusterVersion(kubernetesVersion));
    checks.set(kubernetesVersion, check);
  }
  return check.faultsOf(manifest) ?? (kinds && faultsOfStated(manifest, kinds, clusterVersion(kubernetesVersion)));
}

/** What is refused of an object of a kind that the cluster defines itself. */
function faultsOfStated(manifest: Manifest, kinds: StatedKinds, version: ClusterVersion): readonly Fault[] | undefined {
  const kind = kinds.schemaOf(manifest.apiVersion, manifest.kind);
  if (kind === undefined) return undefined;
  let walk = statedWalks.get(kind);
  if (walk === undefined) {
    walk = new SchemaWalk(kind, version, { rules: rulesOfSchema(kind) });
    statedWalks.set(kind, walk);
  }
  const place = kinds.placeOf(manifest.apiVersion, manifest.kind);
  const faults = walk.faultsOf(manifest);
  if (place === undefined) return faults;
  // There may be a newer one elsewhere, and only people know.
  return faults.map((fault) => ({ ...fault, consequence: `${fault.consequence} The kind is defined in ${place}.` }));
}

const statedWalks = new WeakMap<KindSchema, SchemaWalk>();

const checks = new Map<string | undefined, SchemaCheck>();

/** Checks objects of any kind in clusters of one version. */
class SchemaCheck {
  private readonly walks = new Map<string, SchemaWalk | undefined>();

  public constructor(private readonly version: ClusterVersion) {}

  public faultsOf(manifest: Manifest): readonly Fault[] | undefined {
    const key = `${manifest.apiVersion} ${manifest.kind}`;
    if (!this.walks.has(key)) this.walks.set(key, this.walkOf(manifest));
    return this.walks.get(key)?.faultsOf(manifest);
  }

  private walkOf({ apiVersion, kind }: Manifest): SchemaWalk | undefined {
    const served = schemaOf(apiVersion, kind, this.version.minor);
    const rules = rulesOfKind(apiVersion, kind);
    if (served !== undefined) return new SchemaWalk(served, this.version, { rules });
    const unserved = unservedKind(apiVersion, kind, this.version);
    return unserved && new SchemaWalk(unserved.kind, this.version, { rules, fault: unserved.fault });
  }
}

/** What is said of objects of a kind beside their schema. */
interface BesideSchema {
  readonly rules: RuledNode | undefined;
  /** Of every object of the kind. */
  readonly fault?: Fault;
}

/** Walks objects of one kind, each along its schema. */
class SchemaWalk {
  private readonly trail: FieldPathSegment[] = [];
  private readonly root: CompiledSchema;
  private faults: Fault[] = [];

  public constructor(
    private readonly kind: KindSchema,
    private readonly version: ClusterVersion,
    private readonly beside: BesideSchema,
  ) {
    this.root = new Schemas(kind).compiled(kind.root);
  }

  public faultsOf(manifest: Manifest): readonly Fault[] {
    const { fault, rules: all } = this.beside;
    this.faults = fault === undefined ? [] : [fault];
    this.checkFields(manifest, this.root, TYPE_FIELDS);
    const rules = this.faults.some(({ id }) => BLOCKING.has(id)) ? undefined : all;
    return rules === undefined ? this.faults : [...this.faults, ...ruleFaults(manifest, rules)];
  }

  private checkValue(value: JsonValue, compiled: CompiledSchema): void {
    const { schema } = compiled;
    if (value === null) {
      if (!compiled.isNullable && !this.kind.isBuiltIn) this.faults.push(wrongType(this.path(), value, schema));
    } else if (!compiled.isOfType(value)) {
      this.faults.push(wrongType(this.path(), value, schema));
    } else if (schema.enum !== undefined && !schema.enum.includes(value)) {
      this.faults.push(wrongChoice(this.path(), value, schema.enum));
    } else {
      if (compiled.hasBounds) this.add(boundFaults(value, schema, this.path));
      if (isArray(value)) this.checkItems(value, compiled);
      else if (isObject(value)) {
        this.checkFields(value, compiled, schema['x-kubernetes-embedded-resource'] === true ? TYPE_FIELDS : NO_FIELDS);
      }
    }
  }

  private checkItems(items: readonly JsonValue[], compiled: CompiledSchema): void {
    const { keyOf } = compiled;
    if (keyOf !== undefined && items.length > 1) this.add(repeatedItems(items, keyOf, this.path));
    const item = compiled.item();
    if (item === undefined) return;
    for (let index = 0; index < items.length; index++) {
      const value = items[index];
      if (value !== undefined) this.inside(index, value, item);
    }
  }

  private checkFields(object: JsonObject, compiled: CompiledSchema, free: ReadonlySet<string>): void {
    for (const name of compiled.required) {
      const value = Object.hasOwn(object, name) ? object[name] : undefined;
      if (isAbsent(value, compiled.field(name)) && !this.mayLack(name)) {
        this.faults.push(missingField(this.path(), name));
      }
    }
    for (const name in object) {
      const value = object[name];
      if (value === undefined) continue;
      const field = compiled.field(name);
      if (field !== undefined) {
        if (!isAbsent(value, field)) this.inside(name, value, field);
      } else if (!compiled.isOpen && !free.has(name)) {
        const known = Object.keys(compiled.schema.properties ?? {});
        this.faults.push(unknownField(name, known, [...this.trail, name], this.kind, this.version));
      }
    }
  }

  private mayLack(name: string): boolean {
    return this.kind.isBuiltIn && isFilledIn(this.kind.kind, this.trail, name);
  }

  private inside(step: FieldPathSegment, value: JsonValue, compiled: CompiledSchema): void {
    this.trail.push(step);
    this.checkValue(value, compiled);
    this.trail.pop();
  }

  private add(faults: readonly Fault[]): void {
    for (const fault of faults) this.faults.push(fault);
  }

  private readonly path = () => fieldPath(this.trail);
}

/**
 * Null in a field that is not nullable is pruned, as if the field were not there.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/apiserver/schema/defaulting/prunenulls.go
 */
function isAbsent(value: JsonValue | undefined, field: CompiledSchema | undefined): boolean {
  return value === undefined || (value === null && field?.isNullable !== true);
}
