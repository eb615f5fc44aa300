import type { ValidationRule } from '../../../imports/schema/schema';
import { compileCel } from '../cel/program';
import type { Program } from '../cel/program';

/** A rule of a schema that can be evaluated. */
export interface CompiledRule {
  readonly rule: ValidationRule;
  readonly program: Program;
  /** Whether it compares with the object as it was before. */
  readonly isTransition: boolean;
  /** Yields the message. @default - the rule has a text for it, or none at all */
  readonly message?: Program;
}

export type RuleCompilation =
  { readonly ok: true; readonly compiled: CompiledRule } | { readonly ok: false; readonly why: string };

/** Names that rules may use. */
const VARIABLES = ['self', 'oldSelf'];

const compilations = new WeakMap<ValidationRule, RuleCompilation>();

/** Compiles a rule when it is first asked for. */
export function compiledRule(rule: ValidationRule): RuleCompilation {
  let compilation = compilations.get(rule);
  if (compilation === undefined) {
    compilation = compileRule(rule);
    compilations.set(rule, compilation);
  }
  return compilation;
}

function compileRule(rule: ValidationRule): RuleCompilation {
  const compilation = compileCel(rule.rule, VARIABLES);
  if (!compilation.ok) return compilation;
  const { program } = compilation;
  const message = rule.messageExpression === undefined ? undefined : compileCel(rule.messageExpression, VARIABLES);
  const isTransition = program.variables.has('oldSelf');
  return {
    ok: true,
    compiled: { rule, program, isTransition, message: message?.ok === true ? message.program : undefined },
  };
}
