import { arrayAt, groupOf, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { compileCel } from '../schema/cel/program';
import { Steps } from '../schema/cel/steps';
import { HEALTH_VARIABLES, untouchedObject } from './untouched-object';

const MOST_STEPS = 10_000;

/**
 * What is wrong with how a Kustomization says what healthy means.
 *
 * @see https://github.com/fluxcd/pkg/blob/main/runtime/cel/status_reader.go NewStatusReader
 */
export function checkHealthExpressions(kustomization: Manifest): readonly Fault[] {
  const expressions = arrayAt(kustomization, 'spec', 'healthCheckExprs');
  const checks = arrayAt(kustomization, 'spec', 'healthChecks');
  const waits = valueAt(kustomization, 'spec', 'wait') === true;
  return [
    ...(waits && checks.length > 0 ? [IGNORED_CHECKS] : []),
    ...(!waits && checks.length === 0 && expressions.length > 0 ? [UNUSED_EXPRESSIONS] : []),
    ...repeated(expressions),
    ...expressions.flatMap(unreadable),
    ...expressions.flatMap((expression, index) => vacuous(expression, index)),
  ];
}

const IGNORED_CHECKS: Fault = {
  id: 'flux/ignored-health-checks',
  severity: 'warning',
  field: 'spec.healthChecks',
  problem: 'With `wait: true`, the list of health checks is not read',
  consequence: 'Flux waits for all objects that it applies, and for none that the list names beside them.',
  mend: 'Set `wait: false`, or leave the list out.',
};

const UNUSED_EXPRESSIONS: Fault = {
  id: 'flux/unused-health-expressions',
  severity: 'warning',
  field: 'spec.healthCheckExprs',
  problem: 'The Kustomization waits for nothing, so that no expression is ever evaluated',
  consequence: 'It is ready as soon as its objects are applied, whatever becomes of them.',
  mend: 'Set `wait: true`, or list in `healthChecks` what has to be healthy.',
};

/** Only the group of a version counts. */
function repeated(expressions: readonly JsonValue[]): readonly Fault[] {
  const seen = new Set<string>();
  return expressions.flatMap((expression, index): readonly Fault[] => {
    const kind = textAt(expression, 'kind') ?? '';
    const key = `${groupOf({ apiVersion: textAt(expression, 'apiVersion') ?? '', kind })}/${kind}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      {
        id: 'flux/repeated-health-expression',
        severity: 'error',
        field: `spec.healthCheckExprs[${index}]`,
        problem: `There is an entry for ${kind === '' ? 'this group' : kind} of the same API group already`,
        consequence:
          'Flux refuses the Kustomization, and applies nothing of it; of an apiVersion it reads the group alone.',
        mend: 'Leave one of them out.',
      },
    ];
  });
}

/** Flux parses expressions at each run; which names and functions there are shows when it evaluates them. */
function unreadable(expression: JsonValue, index: number): readonly Fault[] {
  return (['current', 'failed', 'inProgress'] as const).flatMap((name): readonly Fault[] => {
    const text = textAt(expression, name);
    // Of the three, only this one has to be there.
    if (text === undefined || (text === '' && name !== 'current')) return [];
    const compilation = compileCel(text, HEALTH_VARIABLES);
    if (compilation.ok || !compilation.isSyntax) return [];
    return [
      {
        id: 'flux/unreadable-health',
        severity: 'error',
        field: `spec.healthCheckExprs[${index}].${name}`,
        problem: text === '' ? 'There is no expression' : `The expression is not CEL: ${compilation.why}`,
        consequence:
          'Flux stalls the Kustomization (InvalidCELExpression), and applies nothing of it until that changes.',
        mend: "Write such as `status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')`.",
      },
    ];
  });
}

function vacuous(expression: JsonValue, index: number): readonly Fault[] {
  const current = textAt(expression, 'current') ?? '';
  if (!/\bconditions\b/.test(current)) return [];
  const object = untouchedObject(textAt(expression, 'apiVersion') ?? '', textAt(expression, 'kind') ?? '');
  const isTrue = (text: string | undefined): boolean | undefined => {
    if (text === undefined) return false;
    const compilation = compileCel(text, HEALTH_VARIABLES);
    return compilation.ok ? compilation.program.run(object, new Steps(MOST_STEPS)) === true : undefined;
  };
  const [inProgress, failed] = [textAt(expression, 'inProgress'), textAt(expression, 'failed')].map(isTrue);
  if (inProgress !== false || failed !== false || isTrue(current) !== true) return [];
  return [
    {
      id: 'flux/vacuous-health',
      severity: 'warning',
      field: `spec.healthCheckExprs[${index}].current`,
      problem: 'The expression is true of an object that has no condition yet',
      consequence: 'Flux calls it healthy before its controller has looked at it, and goes on with what depends on it.',
      mend: "Ask whether the condition exists: `status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')`.",
    },
  ];
}
