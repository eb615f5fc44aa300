import { isArray, isObject } from '../../../kubernetes/manifest';
import type { JsonArray, JsonObject, JsonValue } from '../../../kubernetes/manifest';
import { durationOf } from '../cel/arithmetic';
import { nanosecondsOf } from '../cel/duration';
import { Failure } from '../cel/value';
import type { ListValue, MapValue, Result, Value } from '../cel/value';
import type { CompiledSchema } from '../compiled-schema';
import { defaultedField } from './defaulted';
import { fieldOfName } from './field-names';

/**
 * A value of a manifest as rules see it: by the types of its schema, with its defaults, and without the fields that the
 * schema does not know. What is inside of it is looked at when it is asked for.
 *
 * @see https://github.com/kubernetes/apiserver/blob/master/pkg/cel/common/valuesunstructured.go UnstructuredToVal
 */
export function schemaValue(value: JsonValue, compiled: CompiledSchema): Result {
  if (value === null) return compiled.isNullable ? null : INVALID;
  if (compiled.schema['x-kubernetes-int-or-string'] === true) return typeof value === 'string' ? value : intOf(value);
  switch (compiled.schema.type) {
    case 'object':
      return isObject(value) ? new SchemaMap(value, compiled) : INVALID;
    case 'array':
      return isArray(value) ? listOfItems(value, compiled) : INVALID;
    case 'string':
      return typeof value === 'string' ? textOf(value, compiled.schema.format) : INVALID;
    case 'integer':
      return intOf(value);
    case 'number':
      return typeof value === 'number' ? value : INVALID;
    case 'boolean':
      return typeof value === 'boolean' ? value : INVALID;
    default:
      return { kind: 'opaque', json: value };
  }
}

const INVALID = new Failure('error', 'invalid data');

function intOf(value: JsonValue): bigint | Failure {
  return typeof value === 'number' && Number.isInteger(value) ? BigInt.asIntN(64, BigInt(value)) : INVALID;
}

function textOf(text: string, format: string | undefined): Result {
  switch (format) {
    case 'duration': {
      const nanoseconds = nanosecondsOf(text);
      return nanoseconds === undefined ? unknownFormat(format) : durationOf(nanoseconds);
    }
    case 'date':
    case 'date-time':
    case 'byte':
      return unknownFormat(format);
    default:
      return text;
  }
}

function unknownFormat(format: string): Failure {
  return new Failure('undecided', `it asks for a text of the format ${format}`);
}

function listOfItems(items: JsonArray, compiled: CompiledSchema): ListValue {
  const item = compiled.item();
  const type = compiled.schema['x-kubernetes-list-type'];
  return {
    kind: 'list',
    size: items.length,
    isUnordered: type === 'set' || type === 'map',
    at: (index) => (item === undefined ? INVALID : schemaValue(items[index] ?? null, item)),
  };
}

class SchemaMap implements MapValue {
  public readonly kind = 'map';
  /** Whether the schema names its fields, which rules then write with escapes. */
  private readonly hasNamedFields: boolean;

  public constructor(
    private readonly object: JsonObject,
    private readonly compiled: CompiledSchema,
  ) {
    this.hasNamedFields = compiled.schema.properties !== undefined;
  }

  public get size(): number {
    return this.keys().length;
  }

  public readonly keys = (): readonly string[] => {
    const names = new Set([...Object.keys(this.object), ...Object.keys(this.compiled.schema.properties ?? {})]);
    return [...names].filter((name) => this.get(name) !== undefined);
  };

  public readonly get = (key: Value): Result | undefined => {
    const name = typeof key === 'string' && this.hasNamedFields ? fieldOfName(key) : key;
    if (typeof name !== 'string') return undefined;
    const field = this.compiled.field(name);
    const value = field === undefined ? undefined : defaultedField(this.object, name, field);
    // Of a named field that is null, rules see nothing, even where null is allowed.
    if (field === undefined || value === undefined || (value === null && this.hasNamedFields)) return undefined;
    return schemaValue(value, field);
  };
}
