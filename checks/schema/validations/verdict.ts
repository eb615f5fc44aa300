import { fieldPath } from '../../../kubernetes/field-path';
import type { FieldPathSegment } from '../../../kubernetes/field-path';
import { inWords } from '../../finding';
import type { Fault } from '../../finding';
import type { Steps } from '../cel/steps';
import { Failure } from '../cel/value';
import type { Result } from '../cel/value';
import type { CompiledRule } from './compiled-rule';

/** Values of `self` and, of a transition, `oldSelf`. */
export type RuleVariables = Readonly<Record<string, Result>>;

/** What a rule says of a value of an object, or of its change: nothing where it holds. */
export function verdictOf(
  compiled: CompiledRule,
  variables: RuleVariables,
  steps: Steps,
  trail: readonly FieldPathSegment[],
): Fault | undefined {
  const result = compiled.program.run(variables, steps);
  if (result === true) return undefined;
  const { rule } = compiled;
  const text = shortened(rule.rule);
  if (!(result instanceof Failure)) {
    const message = messageOf(compiled, variables, steps) ?? `A rule of the schema does not hold: ${text}`;
    return refused(compiled, fieldPath([...trail, ...stepsOfPath(rule.fieldPath)]), message);
  }
  const name = inWords(rule.message?.trim() ?? text);
  const field = fieldPath(trail);
  if (result.kind === 'error') return refused(compiled, field, `The rule ${name} has no answer: ${result.problem}`);
  return {
    ...refused(compiled, field, `The rule ${name} was not checked: ${result.problem}`),
    severity: 'note',
    consequence: 'The API server evaluates it, and refuses the object where it does not hold.',
    mend: `See that this holds: ${text}`,
  };
}

function refused({ rule, isTransition }: CompiledRule, field: string, problem: string): Fault {
  return {
    id: isTransition ? 'immutability/rule' : 'schema/rule',
    severity: 'error',
    field,
    problem,
    consequence: isTransition
      ? 'The API server refuses the update, and the object stays as it is.'
      : 'The API server refuses the object.',
    mend: `Change it so that this holds: ${shortened(rule.rule)}`,
  };
}

/** An expression may give the message; one that fails or gives none that is a line of text gives way to the fixed one. */
function messageOf({ rule, message }: CompiledRule, variables: RuleVariables, steps: Steps): string | undefined {
  const computed = message?.run(variables, steps);
  const text = typeof computed === 'string' ? computed.trim() : '';
  return text !== '' && !text.includes('\n') ? text : rule.message?.trim();
}

/** @see https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/apiserver/schema/cel/validation.go ValidFieldPath */
function stepsOfPath(path = ''): readonly string[] {
  const steps = path.matchAll(/\.([^.[\]]+)|\['((?:[^'\\]|\\.)*)'\]/g);
  return [...steps].map(([, name, quoted = '']) => name ?? quoted.replaceAll(/\\(.)/g, '$1'));
}

function shortened(rule: string): string {
  const most = 300;
  const line = rule.trim().replaceAll(/\s+/g, ' ');
  return line.length <= most ? line : `${line.slice(0, most)}…`;
}
