import { isDeepStrictEqual } from 'node:util';
import type { Steps } from './steps';
import { Failure, isCompound } from './value';
import type { CompoundValue, ListValue, MapValue, Result, Value } from './value';

/** Whether two values are equal; numbers are compared by what they amount to, values of other types never are equal. */
export function areEqual(one: Result, other: Result, steps: Steps): boolean | Failure {
  if (one instanceof Failure) return one;
  if (other instanceof Failure) return other;
  if (!steps.take(1)) return steps.exhausted;
  if (isCompound(one) && isCompound(other)) return areEqualCompounds(one, other, steps);
  return isNumber(one) && isNumber(other) ? orderOfNumbers(one, other) === 0 : one === other;
}

/** Whether a list has an item that is equal to a value. */
export function contains(list: ListValue, value: Value, steps: Steps): boolean | Failure {
  let failure: Failure | undefined;
  for (let index = 0; index < list.size; index++) {
    const equal = areEqual(list.at(index), value, steps);
    if (equal === true) return true;
    if (equal !== false) failure ??= equal;
  }
  return failure ?? false;
}

/** Less than zero where the first value comes first, undefined where the two have no order. */
export function orderOf(one: Value, other: Value): number | undefined {
  if (isNumber(one) && isNumber(other)) return orderOfNumbers(one, other);
  if (typeof one === 'string' && typeof other === 'string') return compareTexts(one, other);
  if (typeof one === 'boolean' && typeof other === 'boolean') return Number(one) - Number(other);
  if (!isCompound(one) || !isCompound(other) || one.kind !== 'duration' || other.kind !== 'duration') return undefined;
  return one.nanoseconds < other.nanoseconds ? -1 : one.nanoseconds > other.nanoseconds ? 1 : 0;
}

function isNumber(value: Value): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}

/** Of two kinds, an `int` is compared as a `double`, however much that loses; NaN where one of them is NaN. */
function orderOfNumbers(one: bigint | number, other: bigint | number): number {
  const [left, right] = typeof one === typeof other ? [one, other] : [Number(one), Number(other)];
  if (left < right) return -1;
  if (left > right) return 1;
  return left === right ? 0 : NaN;
}

/** By bytes of UTF-8, as Go compares. */
function compareTexts(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

function areEqualCompounds(one: CompoundValue, other: CompoundValue, steps: Steps): boolean | Failure {
  if (one.kind === 'list' && other.kind === 'list') return areEqualLists(one, other, steps);
  if (one.kind === 'map' && other.kind === 'map') return areEqualMaps(one, other, steps);
  if (one.kind === 'duration' && other.kind === 'duration') return one.nanoseconds === other.nanoseconds;
  if (one.kind === 'type' && other.kind === 'type') return one.name === other.name;
  if (one.kind === 'opaque' && other.kind === 'opaque') return isDeepStrictEqual(one.json, other.json);
  if (one.kind !== 'optional' || other.kind !== 'optional') return false;
  if (one.value === undefined || other.value === undefined) return one.value === other.value;
  return areEqual(one.value, other.value, steps);
}

function areEqualLists(one: ListValue, other: ListValue, steps: Steps): boolean | Failure {
  if (one.size !== other.size) return false;
  for (let index = 0; index < one.size; index++) {
    const item = one.at(index);
    if (item instanceof Failure) return item;
    const equal = one.isUnordered ? contains(other, item, steps) : areEqual(item, other.at(index), steps);
    if (equal !== true) return equal;
  }
  return true;
}

function areEqualMaps(one: MapValue, other: MapValue, steps: Steps): boolean | Failure {
  if (one.size !== other.size) return false;
  for (const key of one.keys()) {
    const value = one.get(key);
    const counterpart = other.get(key);
    if (value === undefined || counterpart === undefined) return false;
    const equal = areEqual(value, counterpart, steps);
    if (equal !== true) return equal;
  }
  return true;
}
