import { Failure, isDuration, isList } from './value';
import type { Duration, ListValue, Result, Value } from './value';

const OVERFLOW = new Failure('error', 'integer overflow');
const DIVISION_BY_ZERO = new Failure('error', 'division by zero');

/** `one + other`, undefined where the two cannot be added. */
export function sumOf(one: Value | undefined, other: Value | undefined): Result | undefined {
  if (typeof one === 'bigint' && typeof other === 'bigint') return int64(one + other);
  if (typeof one === 'number' && typeof other === 'number') return one + other;
  if (typeof one === 'string' && typeof other === 'string') return one + other;
  if (isDuration(one) && isDuration(other)) return durationOf(one.nanoseconds + other.nanoseconds);
  return isList(one) && isList(other) ? joined(one, other) : undefined;
}

export function differenceOf(one: Value | undefined, other: Value | undefined): Result | undefined {
  if (typeof one === 'bigint' && typeof other === 'bigint') return int64(one - other);
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return isDuration(one) && isDuration(other) ? durationOf(one.nanoseconds - other.nanoseconds) : undefined;
}

export function productOf(one: Value | undefined, other: Value | undefined): Result | undefined {
  if (typeof one === 'bigint' && typeof other === 'bigint') return int64(one * other);
  return typeof one === 'number' && typeof other === 'number' ? one * other : undefined;
}

export function quotientOf(one: Value | undefined, other: Value | undefined): Result | undefined {
  if (typeof one === 'bigint' && typeof other === 'bigint') return other === 0n ? DIVISION_BY_ZERO : int64(one / other);
  return typeof one === 'number' && typeof other === 'number' ? one / other : undefined;
}

export function remainderOf(one: Value | undefined, other: Value | undefined): Result | undefined {
  if (typeof one !== 'bigint' || typeof other !== 'bigint') return undefined;
  return other === 0n ? new Failure('error', 'modulus by zero') : one % other;
}

export function negativeOf(value: Value | undefined): Result | undefined {
  if (typeof value === 'bigint') return int64(-value);
  return typeof value === 'number' ? -value : undefined;
}

/** The `int` of a number or a text of digits. */
export function intOf(value: Value | undefined): Result | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Math.abs(value) < 2 ** 63 ? BigInt(Math.trunc(value)) : OVERFLOW;
  if (typeof value !== 'string') return undefined;
  return /^[-+]?\d+$/.test(value) ? int64(BigInt(value.replace('+', ''))) : unreadable(value, 'int');
}

/** The `double` of a number or a text of one. */
export function doubleOf(value: Value | undefined): Result | undefined {
  if (typeof value === 'bigint' || typeof value === 'number') return Number(value);
  if (typeof value !== 'string') return undefined;
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(value) ? Number(value) : unreadable(value, 'double');
}

export function durationOf(nanoseconds: bigint): Duration {
  return { kind: 'duration', nanoseconds };
}

function unreadable(text: string, type: string): Failure {
  return new Failure('error', `'${text}' is no ${type}`);
}

function int64(value: bigint): bigint | Failure {
  return BigInt.asIntN(64, value) === value ? value : OVERFLOW;
}

/** Lists that hold each item once are merged by Kubernetes, which is not done here. */
function joined(one: ListValue, other: ListValue): ListValue | Failure {
  if (one.isUnordered) return new Failure('undecided', 'it adds to a list that holds each item once');
  return {
    kind: 'list',
    size: one.size + other.size,
    isUnordered: false,
    at: (index) => (index < one.size ? one.at(index) : other.at(index - one.size)),
  };
}
