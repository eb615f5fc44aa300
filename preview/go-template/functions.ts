import type { Allowance } from './allowance';
import { areEqual, isLess } from './compare';
import { TemplateProblem } from './fault';
import { escapedHtml, escapedJs, escapedQuery, textOf } from './escapes';
import { print, printFormatted, printLine } from './format';
import { index, slice } from './indexing';
import { isList, isMap, isTrue, typeName } from './value';
import type { Value } from './value';

/** A function of templates; `and` and `or` are not among them: they do not evaluate all their arguments. */
export interface TemplateFunction {
  readonly least: number;
  readonly most: number;
  readonly apply: (values: readonly Value[], allowance: Allowance) => Value;
}

export type TemplateFunctions = ReadonlyMap<string, TemplateFunction>;

/** Those that every template has, but for the lazy ones. */
export const BUILT_IN: TemplateFunctions = new Map<string, TemplateFunction>([
  ['not', { least: 1, most: 1, apply: ([value]) => !isTrue(value) }],
  ['eq', { least: 1, most: Infinity, apply: isAnyEqual }],
  ['ne', { least: 2, most: 2, apply: ([one, other], allowance) => !areEqual(one, other, allowance) }],
  ['lt', { least: 2, most: 2, apply: ([one, other], allowance) => isLess(one, other, allowance) }],
  ['le', { least: 2, most: 2, apply: ([one, other], allowance) => isAtMost(one, other, allowance) }],
  ['gt', { least: 2, most: 2, apply: ([one, other], allowance) => !isAtMost(one, other, allowance) }],
  ['ge', { least: 2, most: 2, apply: ([one, other], allowance) => !isLess(one, other, allowance) }],
  ['len', { least: 1, most: 1, apply: ([value], allowance) => lengthOf(value, allowance) }],
  ['index', { least: 1, most: Infinity, apply: index }],
  ['slice', { least: 1, most: Infinity, apply: slice }],
  ['print', { least: 0, most: Infinity, apply: print }],
  ['println', { least: 0, most: Infinity, apply: printLine }],
  ['printf', { least: 1, most: Infinity, apply: format }],
  ['html', { least: 0, most: Infinity, apply: (values, allowance) => escapedHtml(textOf(values, allowance)) }],
  ['js', { least: 0, most: Infinity, apply: (values, allowance) => escapedJs(textOf(values, allowance)) }],
  ['urlquery', { least: 0, most: Infinity, apply: (values, allowance) => escapedQuery(textOf(values, allowance)) }],
  ['call', { least: 1, most: Infinity, apply: call }],
]);

export function isFunction(name: string): boolean {
  return isLazy(name) || BUILT_IN.has(name);
}

/** Whether the function evaluates its arguments one by one and may stop. */
export function isLazy(name: string): name is 'and' | 'or' {
  return name === 'and' || name === 'or';
}

export function checkArgumentCount(functions: TemplateFunctions, name: string, count: number): void {
  const { least, most } = isLazy(name) ? { least: 1, most: Infinity } : functionNamed(functions, name);
  if (count >= least && count <= most) return;
  const wanted = least === most ? `want ${least}` : `want at least ${least}`;
  throw new TemplateProblem(`wrong number of args for ${name}: ${wanted} got ${count}`, 'execute');
}

export function callFunction(
  functions: TemplateFunctions,
  name: string,
  values: readonly Value[],
  allowance: Allowance,
): Value {
  return functionNamed(functions, name).apply(values, allowance);
}

function functionNamed(functions: TemplateFunctions, name: string): TemplateFunction {
  const found = functions.get(name);
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

/** Nothing in the data of a template is a function. */
function call([called]: readonly Value[]): Value {
  if (called === undefined || called === null) throw new TemplateProblem('call of nil', 'execute');
  throw new TemplateProblem(`non-function of type ${typeName(called)}`, 'execute');
}

function format([text, ...values]: readonly Value[], allowance: Allowance): string {
  if (typeof text === 'string') return printFormatted(text, values, allowance);
  if (text === undefined) throw new TemplateProblem('invalid value; expected string', 'execute');
  throw new TemplateProblem(`wrong type for value; expected string; got ${typeName(text)}`, 'execute');
}
