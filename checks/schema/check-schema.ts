import { schemaOf } from '../../imports/schema/load-schema';
import type { KindSchema } from '../../imports/schema/load-schema';
import { fieldPath } from '../../kubernetes/field-path';
import type { FieldPathSegment } from '../../kubernetes/field-path';
import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { Schemas } from './compiled-schema';
import type { CompiledSchema } from './compiled-schema';
import { boundFaults } from './constraints';
import { missingField, unknownField, wrongChoice, wrongType } from './faults';
import { repeatedItems } from './repeated-items';

/** Fields of every object, which the API server knows without being told. */
const TYPE_FIELDS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);
const NO_FIELDS: ReadonlySet<string> = new Set();

const walks = new Map<string, SchemaWalk | undefined>();

/**
 * What the API server refuses of an object by its kind's schema: unknown fields (as under strict validation, which is
 * kubectl's default), wrong types, missing fields, values out of bounds, items that a list may hold once. Nothing is said
 * of `status`, of formats of texts, and of CEL rules.
 *
 * @returns undefined where the kind is not known
 * @see https://github.com/kubernetes/apiextensions-apiserver/tree/master/pkg/apiserver/schema
 */
export function checkSchema(manifest: Manifest): readonly Fault[] | undefined {
  const key = `${manifest.apiVersion} ${manifest.kind}`;
  if (!walks.has(key)) {
    const kind = schemaOf(manifest.apiVersion, manifest.kind);
    walks.set(key, kind === undefined ? undefined : new SchemaWalk(kind));
  }
  return walks.get(key)?.faultsOf(manifest);
}

/** Walks objects of one kind, each along its schema. */
class SchemaWalk {
  private readonly trail: FieldPathSegment[] = [];
  private readonly root: CompiledSchema;
  private faults: Fault[] = [];

  public constructor(private readonly kind: KindSchema) {
    this.root = new Schemas(kind).compiled(kind.root);
  }

  public faultsOf(manifest: Manifest): readonly Fault[] {
    this.faults = [];
    this.checkFields(manifest, this.root, TYPE_FIELDS);
    return this.faults;
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
      if (isAbsent(value, compiled.field(name))) this.faults.push(missingField(this.path(), name));
    }
    for (const name in object) {
      const value = object[name];
      if (value === undefined) continue;
      const field = compiled.field(name);
      if (field !== undefined) {
        if (!isAbsent(value, field)) this.inside(name, value, field);
      } else if (!compiled.isOpen && !free.has(name)) {
        const path = fieldPath([...this.trail, name]);
        this.faults.push(unknownField(path, name, Object.keys(compiled.schema.properties ?? {})));
      }
    }
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
