import type { KindSchema } from '../../imports/schema/load-schema';
import { requiredOfUser } from '../../imports/schema/required';
import type { Schema } from '../../imports/schema/schema';
import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';
import { keyFunction } from './repeated-items';

/** A schema as it is asked for each of thousands of values: references followed, and what it lacks known. */
export class CompiledSchema {
  public readonly required: readonly string[];
  /** Whether fields may have any name. */
  public readonly isOpen: boolean;
  public readonly isNullable: boolean;
  /** Whether it says more of a value than its type and its fields. */
  public readonly hasBounds: boolean;
  /** What tells one item of the list from another, where that matters. */
  public readonly keyOf: ((item: JsonValue) => string) | undefined;
  private readonly fields = new Map<string, CompiledSchema | undefined>();
  private readonly children: Schemas;
  /** Of Kubernetes' own kinds, amounts may be numbers with fractions; its schema does not tell them from ports. */
  private readonly readsFractions: boolean;

  public constructor(
    public readonly schema: Schema,
    children: Schemas,
  ) {
    this.children = children;
    this.readsFractions = children.isBuiltIn;
    this.required = requiredOfUser(schema);
    this.isOpen = schema.additionalProperties === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
    this.isNullable = schema.nullable === true;
    this.hasBounds = BOUNDS.some((bound) => schema[bound] !== undefined) || schema.format === 'int32';
    this.keyOf = keyFunction(schema, children.resolve);
  }

  /** The schema of a field, if there is a field of that name. */
  public field(name: string): CompiledSchema | undefined {
    if (this.fields.has(name)) return this.fields.get(name);
    const { properties, additionalProperties: additional } = this.schema;
    // A field called `constructor` must not find what every object inherits.
    const own = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
    const schema = own ?? (typeof additional === 'object' ? additional : undefined);
    const field = schema === undefined ? undefined : this.children.compiled(schema);
    // Of a map with names of its users' own, not every name is kept.
    if (own !== undefined) this.fields.set(name, field);
    return field;
  }

  /** The schema of each item. */
  public item(): CompiledSchema | undefined {
    return this.schema.items === undefined ? undefined : this.children.compiled(this.schema.items);
  }

  /** Whether a value is of the schema's type. */
  public isOfType(value: JsonValue): boolean {
    if (this.schema['x-kubernetes-int-or-string'] === true) {
      return typeof value === 'string' || Number.isInteger(value) || (typeof value === 'number' && this.readsFractions);
    }
    switch (this.schema.type) {
      case 'object':
        return isObject(value);
      case 'array':
        return isArray(value);
      case 'integer':
        return Number.isInteger(value);
      case undefined:
        return true;
      default:
        return typeof value === this.schema.type;
    }
  }
}

const BOUNDS = [
  ...(['minimum', 'maximum', 'multipleOf', 'minLength', 'maxLength', 'pattern'] as const),
  ...(['minItems', 'maxItems', 'minProperties', 'maxProperties'] as const),
] as const satisfies readonly (keyof Schema)[];

/** The schemas of one kind, each compiled when it is first asked for. */
export class Schemas {
  private readonly known = new Map<Schema, CompiledSchema>();

  public constructor(private readonly kind: KindSchema) {}

  public compiled(schema: Schema): CompiledSchema {
    let compiled = this.known.get(schema);
    if (compiled === undefined) {
      compiled = new CompiledSchema(this.resolve(schema), this);
      this.known.set(schema, compiled);
    }
    return compiled;
  }

  public get isBuiltIn(): boolean {
    return this.kind.isBuiltIn;
  }

  public readonly resolve = (schema: Schema): Schema => this.kind.resolve(schema);
}
