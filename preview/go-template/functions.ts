import type { Allowance } from './allowance';
import { areEqual, isLess } from './compare';
import { TemplateProblem } from './fault';
import { print, printFormatted, printLine } from './format';
import { entryOf, isList, isMap, isTrue, typeName, valueOf } from './value';
import type { Value } from './value';

/** A function of templates; `and` and `or` are not among them: they do not evaluate all their arguments. */
interface TemplateFunction {
  readonly least: number;
  readonly most: number;
  readonly apply: (values: readonly Value[], allowance: Allowance) => Value;
}

const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['not', { least: 1, most: 1, apply: ([value]) => !isTrue(value) }],
  ['eq', { least: 1, most: Infinity, apply: isAnyEqual }],
  ['ne', { least: 2, most: 2, apply: ([one, other], allowance) => !areEqual(one, other, allowance) }],
  ['lt', { least: 2, most: 2, apply: ([one, other], allowance) => isLess(one, other, allowance) }],
  ['le', { least: 2, most: 2, apply: ([one, other], allowance) => isAtMost(one, other, allowance) }],
  ['gt', { least: 2, most: 2, apply: ([one, other], allowance) => !isAtMost(one, other, allowance) }],
  ['ge', { least: 2, most: 2, apply: ([one, other], allowance) => !isLess(one, other, allowance) }],
  ['len', { least: 1, most: 1, apply: ([value], allowance) => lengthOf(value, allowance) }],
  ['index', { least: 1, most: Infinity, apply: index }],
  ['print', { least: 0, most: Infinity, apply: print }],
  ['println', { least: 0, most: Infinity, apply: printLine }],
  ['printf', { least: 1, most: Infinity, apply: format }],
]);

/** Functions of Go's that this evaluator lacks. */
const UNKNOWN_HERE: ReadonlySet<string> = new Set(['call', 'html', 'js', 'slice', 'urlquery']);

export function isFunction(name: string): boolean {
  return isLazy(name) || FUNCTIONS.has(name);
}

export function isUnknownHere(name: string): boolean {
  return UNKNOWN_HERE.has(name);
}

/** Whether the function evaluates its arguments one by one and may stop. */
export function isLazy(name: string): name is 'and' | 'or' {
  return name === 'and' || name === 'or';
}

export function checkArgumentCount(name: string, count: number): void {
  const { least, most } = isLazy(name) ? { least: 1, most: Infinity } : functionNamed(name);
  if (count >= least && count <= most) return;
  const wanted = least === most ? `want ${least}` : `want at least ${least}`;
  throw new TemplateProblem(`wrong number of args for ${name}: ${wanted} got ${count}`, 'execute');
}

export function callFunction(name: string, values: readonly Value[], allowance: Allowance): Value {
  return functionNamed(name).apply(values, allowance);
}

function functionNamed(name: string): TemplateFunction {
  const found = FUNCTIONS.get(name);
  if (found === undefined) throw new TemplateProblem(`${JSON.stringify(name)} is not a defined function`, 'execute');
  return found;
}

function isAnyEqual([first, ...others]: readonly Value[], allowance: Allowance): boolean {
  if (others.length === 0) throw new TemplateProblem('missing argument for comparison', 'execute');
  return others.some((other) => areEqual(first, other, allowance));
}

function isAtMost(one: Value, other: Value, allowance: Allowance): boolean {
  return isLess(one, other, allowance) || areEqual(one, other, allowance);
}

function lengthOf(value: Value, allowance: Allowance): bigint {
  if (isList(value)) return BigInt(value.length);
  if (typeof value === 'string') {
    allowance.take(value.length);
    return BigInt(Buffer.byteLength(value));
  }
  if (!isMap(value)) throw new TemplateProblem(`len of type ${typeName(value)}`, 'execute');
  const { length } = Object.keys(value);
  allowance.take(length);
  return BigInt(length);
}

function index([container, ...keys]: readonly Value[], allowance: Allowance): Value {
  if (container === undefined || container === null) throw new TemplateProblem('index of untyped nil', 'execute');
  return keys.reduce((value, key) => member(value, key, allowance), container);
}

function member(container: Value, key: Value, allowance: Allowance): Value {
  if (isMap(container)) {
    if (typeof key === 'string') return entryOf(container, key) ?? null;
    throw new TemplateProblem(`value has type ${typeName(key)}; should be string`, 'execute');
  }
  if (container === undefined || container === null) throw new TemplateProblem('index of nil pointer', 'execute');
  if (!isList(container) && typeof container !== 'string') {
    throw new TemplateProblem(`can't index item of type ${typeName(container)}`, 'execute');
  }
  if (typeof key !== 'bigint') {
    throw new TemplateProblem(`cannot index slice/array with type ${typeName(key)}`, 'execute');
  }
  if (typeof container === 'string') allowance.take(container.length);
  const items = typeof container === 'string' ? Buffer.from(container) : container;
  const item = key < 0n ? undefined : items[Number(key)];
  if (item === undefined) throw new TemplateProblem(`index out of range: ${key}`, 'execute');
  return valueOf(item);
}

function format([text, ...values]: readonly Value[], allowance: Allowance): string {
  if (typeof text === 'string') return printFormatted(text, values, allowance);
  throw new TemplateProblem(`wrong type for value; expected string; got ${typeName(text)}`, 'execute');
}
