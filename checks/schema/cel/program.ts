import { evaluate, typeNames } from './evaluate';
import type { Scope } from './evaluate';
import { partsOf } from './expression';
import type { Expression } from './expression';
import { celFunctions } from './functions';
import { parseExpression } from './parse';
import { CelProblem, CelSyntaxProblem } from './problem';
import type { Steps } from './steps';
import type { Result } from './value';

/** An expression that can be evaluated. */
export interface Program {
  /** Names of variables that it asks for. */
  readonly variables: ReadonlySet<string>;
  /** What it yields with the values of its variables. */
  readonly run: (variables: Readonly<Record<string, Result>>, steps: Steps) => Result;
}

export type Compilation =
  | { readonly ok: true; readonly program: Program }
  | {
      readonly ok: false;
      readonly why: string;
      /** Whether it is no expression at all, rather than one of which something is not known here. */
      readonly isSyntax: boolean;
    };

/**
 * Prepares an expression of CEL. It is evaluated as cel-go does, without its types being checked before; what is not
 * known here, such as most functions of Kubernetes' libraries, is told when it is compiled.
 *
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md
 */
export function compileCel(text: string, variables: readonly string[]): Compilation {
  try {
    const expression = parseExpression(text);
    const used = new Set<string>();
    requireKnown(expression, { variables: new Set(variables), bound: new Set(), used });
    return { ok: true, program: { variables: used, run: (values, steps) => run(expression, values, steps) } };
  } catch (error) {
    if (error instanceof CelProblem)
      return { ok: false, why: error.message, isSyntax: error instanceof CelSyntaxProblem };
    throw error;
  }
}

function run(expression: Expression, variables: Readonly<Record<string, Result>>, steps: Steps): Result {
  let scope: Scope | undefined;
  for (const [name, value] of Object.entries(variables)) scope = { name, value, around: scope };
  return evaluate(expression, scope, steps);
}

/** Names while an expression is looked through: those given to it, those of macros around, and which were used. */
interface Names {
  readonly variables: ReadonlySet<string>;
  readonly bound: ReadonlySet<string>;
  readonly used: Set<string>;
}

/** @throws CelProblem at a function or a name that is not known */
function requireKnown(expression: Expression, names: Names): void {
  if (expression.kind === 'comprehension') {
    const { range, variable, condition, body } = expression;
    const inside = { ...names, bound: new Set([...names.bound, variable]) };
    requireKnown(range, names);
    if (condition !== undefined) requireKnown(condition, inside);
    requireKnown(body, inside);
    return;
  }
  if (expression.kind === 'call') requireFunction(expression.signature);
  if (expression.kind === 'name') requireName(expression.name, names);
  for (const part of partsOf(expression)) requireKnown(part, names);
}

function requireFunction(signature: string): void {
  if (celFunctions.has(signature)) return;
  throw new CelProblem(`the function ${signature.replaceAll(/^\.|\/\d+$/g, '')}() is not known here`);
}

function requireName(name: string, { variables, bound, used }: Names): void {
  if (bound.has(name) || typeNames.has(name)) return;
  if (!variables.has(name)) throw new CelProblem(`the name '${name}' is not known here`);
  used.add(name);
}
