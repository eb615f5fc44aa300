import type { Allowance } from './allowance';
import { TemplateProblem } from './fault';
import { compareTexts, typeName } from './value';
import type { Value } from './value';

/** Whether two values are equal; Go compares only values of one type, and anything with nil. */
export function areEqual(one: Value, other: Value, allowance: Allowance): boolean {
  if (one === undefined || one === null || other === undefined || other === null) {
    return (one ?? undefined) === (other ?? undefined);
  }
  if (typeof one === 'object' && typeof other === 'object') {
    throw new TemplateProblem(`non-comparable type ${typeName(other)}`, 'execute');
  }
  if (typeof one !== typeof other) throw incompatible(one, other);
  if (typeof one === 'string') allowance.take(one.length);
  return one === other;
}

export function isLess(one: Value, other: Value, allowance: Allowance): boolean {
  if (!isBasic(one) || !isBasic(other)) throw new TemplateProblem('invalid type for comparison', 'execute');
  if (typeof one === 'string' && typeof other === 'string') {
    allowance.take(one.length + other.length);
    return compareTexts(one, other) < 0;
  }
  if (typeof one === 'bigint' && typeof other === 'bigint') return one < other;
  if (typeof one === 'number' && typeof other === 'number') return one < other;
  if (typeof one !== typeof other) throw incompatible(one, other);
  throw new TemplateProblem('invalid type for comparison', 'execute');
}

function isBasic(value: Value): boolean {
  return value !== undefined && typeof value !== 'object';
}

function incompatible(one: Value, other: Value): TemplateProblem {
  return new TemplateProblem(`incompatible types for comparison: ${typeName(one)} and ${typeName(other)}`, 'execute');
}
