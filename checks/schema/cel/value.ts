import type { JsonValue } from '../../../kubernetes/manifest';

/** A value of CEL: `bigint` is its `int`, `number` its `double`. */
export type Value = null | boolean | bigint | number | string | CompoundValue;

export type CompoundValue = ListValue | MapValue | Duration | TypeValue | OptionalValue | OpaqueValue;

export interface ListValue {
  readonly kind: 'list';
  readonly size: number;
  /** Whether lists with the same items in another order are equal. */
  readonly isUnordered: boolean;
  readonly at: (index: number) => Result;
}

export interface MapValue {
  readonly kind: 'map';
  readonly size: number;
  readonly keys: () => readonly Value[];
  /** The value of a key, `undefined` where the map lacks it. */
  readonly get: (key: Value) => Result | undefined;
}

export interface Duration {
  readonly kind: 'duration';
  readonly nanoseconds: bigint;
}

export interface TypeValue {
  readonly kind: 'type';
  readonly name: string;
}

export interface OptionalValue {
  readonly kind: 'optional';
  /** @default - there is none */
  readonly value?: Value;
}

/** A value of which the schema says nothing: it can only be compared. */
export interface OpaqueValue {
  readonly kind: 'opaque';
  readonly json: JsonValue;
}

/**
 * What an expression yields in place of a value: an `error`, such as a missing key, or `undecided`, where CEL would give
 * a value that is not known here.
 */
export class Failure {
  public constructor(
    public readonly kind: 'error' | 'undecided',
    public readonly problem: string,
  ) {}
}

export type Result = Value | Failure;

export const NO_OVERLOAD = new Failure('error', 'no such overload');

export function noSuchKey(key: Value): Failure {
  return new Failure('error', `no such key: ${shownKey(key)}`);
}

export function listOf(items: readonly Value[]): ListValue {
  return { kind: 'list', size: items.length, isUnordered: false, at: (index) => items[index] ?? null };
}

export function isCompound(value: Value): value is CompoundValue {
  return typeof value === 'object' && value !== null;
}

export function isList(value: Value | undefined): value is ListValue {
  return typeof value === 'object' && value?.kind === 'list';
}

export function isMap(value: Value | undefined): value is MapValue {
  return typeof value === 'object' && value?.kind === 'map';
}

export function isDuration(value: Value | undefined): value is Duration {
  return typeof value === 'object' && value?.kind === 'duration';
}

export function isOptional(value: Value | undefined): value is OptionalValue {
  return typeof value === 'object' && value?.kind === 'optional';
}

/** The name of the value's type in CEL. */
export function typeName(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'double';
    case 'object':
      return value === null ? 'null_type' : COMPOUND_TYPES[value.kind];
  }
}

const COMPOUND_TYPES: Readonly<Record<CompoundValue['kind'], string>> = {
  list: 'list',
  map: 'map',
  duration: 'google.protobuf.Duration',
  type: 'type',
  optional: 'optional_type',
  opaque: 'unknown',
};

/** A key or an index as a message shows it. */
export function shownKey(key: Value): string {
  return isCompound(key) ? typeName(key) : String(key);
}
