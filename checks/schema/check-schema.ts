import { requiredOfUser } from '../../imports/schema/required';
import { schemaOf } from '../../imports/schema/load-schema';
import type { KindSchema } from '../../imports/schema/load-schema';
import type { Schema } from '../../imports/schema/schema';
import { fieldPath } from '../../kubernetes/field-path';
import type { FieldPathSegment } from '../../kubernetes/field-path';
import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { boundFaults, sizeFaults, textFaults } from './constraints';
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
 * @see https://github.com/kubernetes/apiextensions-apiserver/tree/master/pkg/apiserver/schema pruning, defaulting
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
  private readonly resolved = new Map<Schema, Schema>();
  private faults: Fault[] = [];

  public constructor(private readonly kind: KindSchema) {}

  public faultsOf(manifest: Manifest): readonly Fault[] {
    this.faults = [];
    this.checkFields(manifest, this.kind.root, TYPE_FIELDS);
    return this.faults;
  }

  private checkValue(value: JsonValue, reference: Schema): void {
    const schema = this.resolve(reference);
    if (value === null) {
      if (schema.nullable !== true && !this.kind.isBuiltIn) this.faults.push(wrongType(this.path(), value, schema));
    } else if (!isOfType(value, schema)) {
      this.faults.push(wrongType(this.path(), value, schema));
    } else if (schema.enum !== undefined && !schema.enum.includes(value)) {
      this.faults.push(wrongChoice(this.path(), value, schema.enum));
    } else if (typeof value === 'string') {
      this.add(textFaults(value, schema, this.path));
    } else if (typeof value === 'number') {
      this.add(boundFaults(value, schema, this.path));
    } else if (isArray(value)) {
      this.checkItems(value, schema);
    } else if (isObject(value)) {
      this.add(sizeFaults(value, schema, this.path));
      this.checkFields(value, schema, schema['x-kubernetes-embedded-resource'] === true ? TYPE_FIELDS : NO_FIELDS);
    }
  }

  private checkItems(items: readonly JsonValue[], schema: Schema): void {
    this.add(sizeFaults(items, schema, this.path));
    this.add(repeatedItems(items, schema, this.resolve, this.path));
    const { items: item } = schema;
    if (item === undefined) return;
    for (const [index, value] of items.entries()) this.inside(index, value, item);
  }

  private checkFields(object: JsonObject, schema: Schema, free: ReadonlySet<string>): void {
    const { properties, additionalProperties: additional } = schema;
    if (schema.required !== undefined) this.checkRequired(object, schema);
    for (const name in object) {
      const value = object[name];
      if (value === undefined) continue;
      const field = own(properties, name) ?? (typeof additional === 'object' ? additional : undefined);
      if (field !== undefined) {
        if (!this.isAbsent(value, field)) this.inside(name, value, field);
      } else if (additional !== true && schema['x-kubernetes-preserve-unknown-fields'] !== true && !free.has(name)) {
        const path = fieldPath([...this.trail, name]);
        this.faults.push(unknownField(path, name, Object.keys(properties ?? {})));
      }
    }
  }

  private checkRequired(object: JsonObject, schema: Schema): void {
    for (const name of requiredOfUser(schema)) {
      if (this.isAbsent(own(object, name), own(schema.properties, name))) {
        this.faults.push(missingField(this.path(), name));
      }
    }
  }

  /** Null in a field that is not nullable is pruned, as if the field were not there. */
  private isAbsent(value: JsonValue | undefined, field: Schema | undefined): boolean {
    if (value !== null) return value === undefined;
    return field === undefined || this.resolve(field).nullable !== true;
  }

  private inside(step: FieldPathSegment, value: JsonValue, schema: Schema): void {
    this.trail.push(step);
    this.checkValue(value, schema);
    this.trail.pop();
  }

  private add(faults: readonly Fault[]): void {
    for (const fault of faults) this.faults.push(fault);
  }

  private readonly path = () => fieldPath(this.trail);

  private readonly resolve = (schema: Schema): Schema => {
    if (schema.$ref === undefined) return schema;
    let resolved = this.resolved.get(schema);
    if (resolved === undefined) {
      resolved = this.kind.resolve(schema);
      this.resolved.set(schema, resolved);
    }
    return resolved;
  };
}

function isOfType(value: JsonValue, schema: Schema): boolean {
  if (schema['x-kubernetes-int-or-string'] === true) return typeof value === 'string' || Number.isInteger(value);
  switch (schema.type) {
    case 'object':
      return isObject(value);
    case 'array':
      return isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case undefined:
      return true;
    default:
      return typeof value === schema.type;
  }
}

// A field called `constructor` must not find what every object inherits.
function own<Value>(record: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}
