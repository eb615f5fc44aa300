import type { Access, Choice, Comprehension, Expression } from './expression';
import { celFunctions } from './functions';
import type { Steps } from './steps';
import { Failure, isList, isMap, isOptional, listOf, noSuchKey, NO_OVERLOAD, shownKey } from './value';
import type { MapValue, Result, Value } from './value';

/** What names stand for: those of an item in a macro before those around it. */
export interface Scope {
  readonly name: string;
  readonly value: Result;
  /** @default - there are no others */
  readonly around?: Scope;
}

/** Evaluates an expression all of whose names and functions are known. */
export function evaluate(expression: Expression, scope: Scope | undefined, steps: Steps): Result {
  if (!steps.take(1)) return steps.exhausted;
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'name':
      return valueOfName(expression.name, scope);
    case 'access':
      return accessed(expression, scope, steps);
    case 'has':
      return isPresent(evaluate(expression.of, scope, steps), expression.name);
    case 'list': {
      const items = allOf(expression.items, scope, steps);
      return items instanceof Failure ? items : listOf(items);
    }
    case 'map':
      return mapOf(expression.entries, scope, steps);
    case 'call': {
      const args = allOf(expression.arguments, scope, steps);
      if (args instanceof Failure) return args;
      const result = celFunctions.get(expression.signature)?.(args, steps);
      return result === undefined ? NO_OVERLOAD : result;
    }
    case 'and':
      return decided(false, expression.left, expression.right, scope, steps);
    case 'or':
      return decided(true, expression.left, expression.right, scope, steps);
    case 'choice':
      return chosen(expression, scope, steps);
    case 'comprehension':
      return comprehended(expression, scope, steps);
  }
}

/** Types, which are names as well. */
export const typeNames: ReadonlySet<string> = new Set([
  'bool',
  'double',
  'int',
  'list',
  'map',
  'null_type',
  'string',
  'type',
]);

function valueOfName(name: string, scope: Scope | undefined): Result {
  for (let at = scope; at !== undefined; at = at.around) if (at.name === name) return at.value;
  return typeNames.has(name) ? { kind: 'type', name } : new Failure('error', `undeclared reference to '${name}'`);
}

function accessed({ of, key, isOptional: isAsked }: Access, scope: Scope | undefined, steps: Steps): Result {
  const holder = evaluate(of, scope, steps);
  if (holder instanceof Failure) return holder;
  const keyValue = evaluate(key, scope, steps);
  if (keyValue instanceof Failure) return keyValue;
  if (isOptional(holder)) return holder.value === undefined ? holder : optionally(entryOf(holder.value, keyValue));
  const entry = entryOf(holder, keyValue);
  if (isAsked) return optionally(entry);
  if (entry !== undefined) return entry;
  return isList(holder) ? outOfBounds(keyValue) : noSuchKey(keyValue);
}

function optionally(entry: Result | undefined): Result {
  return entry instanceof Failure ? entry : { kind: 'optional', value: entry };
}

/** The entry of a map or item of a list, undefined where there is none. */
function entryOf(holder: Value, key: Value): Result | undefined {
  if (isMap(holder)) return holder.get(key);
  if (!isList(holder)) return NO_OVERLOAD;
  const index = typeof key === 'bigint' || Number.isInteger(key) ? Number(key) : undefined;
  if (index === undefined) return NO_OVERLOAD;
  return index >= 0 && index < holder.size ? holder.at(index) : undefined;
}

function outOfBounds(index: Value): Failure {
  return new Failure('error', `index out of bounds: ${shownKey(index)}`);
}

function isPresent(holder: Result, name: string): Result {
  if (holder instanceof Failure) return holder;
  if (isOptional(holder)) return holder.value === undefined ? false : isPresent(holder.value, name);
  if (!isMap(holder)) return NO_OVERLOAD;
  return holder.get(name) !== undefined;
}

function allOf(expressions: readonly Expression[], scope: Scope | undefined, steps: Steps): readonly Value[] | Failure {
  const values: Value[] = [];
  for (const expression of expressions) {
    const value = evaluate(expression, scope, steps);
    if (value instanceof Failure) return value;
    values.push(value);
  }
  return values;
}

type Entries = readonly (readonly [key: Expression, value: Expression])[];

function mapOf(expressions: Entries, scope: Scope | undefined, steps: Steps): MapValue | Failure {
  const entries = new Map<Value, Value>();
  for (const [keyExpression, valueExpression] of expressions) {
    const key = evaluate(keyExpression, scope, steps);
    if (key instanceof Failure) return key;
    const value = evaluate(valueExpression, scope, steps);
    if (value instanceof Failure) return value;
    if (!isKey(key)) return new Failure('error', 'unsupported key type');
    if (entries.has(key)) return new Failure('error', `repeated key: ${shownKey(key)}`);
    entries.set(key, value);
  }
  return { kind: 'map', size: entries.size, keys: () => [...entries.keys()], get: (key) => entries.get(key) };
}

function isKey(value: Value): boolean {
  return typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean';
}

/** `&&` and `||`: one side that decides is enough, whatever the other side yields. */
function decided(
  deciding: boolean,
  left: Expression,
  right: Expression,
  scope: Scope | undefined,
  steps: Steps,
): Result {
  const one = evaluate(left, scope, steps);
  if (one === deciding) return deciding;
  const other = evaluate(right, scope, steps);
  if (other === deciding) return deciding;
  if (one instanceof Failure) return one;
  if (other instanceof Failure) return other;
  return typeof one === 'boolean' && typeof other === 'boolean' ? !deciding : NO_OVERLOAD;
}

function chosen({ condition, then, otherwise }: Choice, scope: Scope | undefined, steps: Steps): Result {
  const value = evaluate(condition, scope, steps);
  if (value instanceof Failure) return value;
  if (typeof value !== 'boolean') return NO_OVERLOAD;
  return evaluate(value ? then : otherwise, scope, steps);
}

function comprehended(comprehension: Comprehension, scope: Scope | undefined, steps: Steps): Result {
  const range = evaluate(comprehension.range, scope, steps);
  if (range instanceof Failure) return range;
  if (!isList(range) && !isMap(range)) return NO_OVERLOAD;
  const items = isList(range) ? range : listOf(range.keys());
  const { variable, body, condition } = comprehension;
  const asked = (index: number, expression: Expression): Result =>
    evaluate(expression, { name: variable, value: items.at(index), around: scope }, steps);
  switch (comprehension.macro) {
    case 'all':
      return quantified(items.size, false, (index) => asked(index, body));
    case 'exists':
      return quantified(items.size, true, (index) => asked(index, body));
    case 'exists_one': {
      const found = kept(
        items.size,
        (index) => asked(index, body),
        (index) => items.at(index),
      );
      return found instanceof Failure ? found : found.length === 1;
    }
    case 'filter': {
      const found = kept(
        items.size,
        (index) => asked(index, body),
        (index) => items.at(index),
      );
      return found instanceof Failure ? found : listOf(found);
    }
    case 'map': {
      const holds = condition === undefined ? () => true : (index: number) => asked(index, condition);
      const found = kept(items.size, holds, (index) => asked(index, body));
      return found instanceof Failure ? found : listOf(found);
    }
  }
}

/** Whether one item decides, else the opposite; where none does, an item without an answer leaves it open. */
function quantified(size: number, deciding: boolean, answerAt: (index: number) => Result): Result {
  let failure: Failure | undefined;
  for (let index = 0; index < size; index++) {
    const answer = answerAt(index);
    if (answer === deciding) return deciding;
    if (answer instanceof Failure) failure ??= answer;
    else if (typeof answer !== 'boolean') failure ??= NO_OVERLOAD;
  }
  return failure ?? !deciding;
}

/** What is made of the items that are chosen. */
function kept(
  size: number,
  isChosen: (index: number) => Result,
  made: (index: number) => Result,
): readonly Value[] | Failure {
  const values: Value[] = [];
  for (let index = 0; index < size; index++) {
    const chosenHere = isChosen(index);
    if (chosenHere instanceof Failure) return chosenHere;
    if (typeof chosenHere !== 'boolean') return NO_OVERLOAD;
    if (!chosenHere) continue;
    const value = made(index);
    if (value instanceof Failure) return value;
    values.push(value);
  }
  return values;
}
