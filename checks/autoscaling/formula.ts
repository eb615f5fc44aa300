import { objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { isQuantile } from './promql-text';
import { isResourceTrigger, triggersOf } from './scaler';
import type { Scaler, Trigger } from './scaler';

const IDENTIFIER = /^[A-Za-z_]\w*$/;
/** Words of the language of formulas that are no names. */
const KEYWORDS: ReadonlySet<string> = new Set(
  'and contains else endsWith false if in matches nil not or startsWith true'.split(' '),
);
/** Where a formula has variables or functions of its own, its names are not looked at. */
const OWN_NAMES = /\blet\b|[#{|]/;

/**
 * One number made of several triggers, and what holds when they fail.
 *
 * @see https://github.com/kedacore/keda/blob/main/apis/keda/v1alpha1/scaledobject_webhook.go ValidateAndCompileScalingModifiers
 */
export function checkFormula(scaler: Scaler): readonly Fault[] {
  if (scaler.kind !== 'ScaledObject') return [];
  const modifiers = objectAt(scaler.manifest, 'spec', 'advanced', 'scalingModifiers');
  const triggers = triggersOf(scaler);
  const formula = textAt(modifiers, 'formula');
  const fallback = checkFallback(scaler, triggers, formula);
  if (formula === undefined || formula === '') return fallback;
  return [
    ...checkTarget(textAt(modifiers, 'target')),
    ...checkMetricType(textAt(modifiers, 'metricType') ?? 'AverageValue', triggers),
    ...checkFormulaNames(formula, triggers),
    ...fallback,
  ];
}

function checkTarget(target: string | undefined): readonly Fault[] {
  if (target !== undefined && Number(target) > 0) return [];
  return [
    {
      id: 'autoscaling/formula-target',
      severity: 'error',
      field: 'spec.advanced.scalingModifiers.target',
      problem: target === undefined || target === '' ? 'The formula has no target' : `'${target}' is no number above 0`,
      consequence: "KEDA's webhook refuses the ScaledObject.",
      mend: "State the number to compare with, such as '1' where the formula divides each latency by its objective.",
    },
  ];
}

function checkMetricType(metricType: string, triggers: readonly Trigger[]): readonly Fault[] {
  if (metricType === 'Value' || !triggers.some(({ metadata }) => isQuantile(textAt(metadata, 'query') ?? '')))
    return [];
  return [
    {
      id: 'autoscaling/metric-type',
      severity: 'warning',
      field: 'spec.advanced.scalingModifiers.metricType',
      problem: `A formula of latencies is compared as '${metricType}'`,
      consequence: 'It is divided by the number of replicas, which come and go without end then.',
      mend: "Set metricType to 'Value'.",
    },
  ];
}

function checkFormulaNames(formula: string, triggers: readonly Trigger[]): readonly Fault[] {
  const names = triggers.filter((trigger) => !isResourceTrigger(trigger)).flatMap(({ name }) => name ?? []);
  const spelled = names.filter((name) => name !== '' && !IDENTIFIER.test(name) && formula.includes(name));
  const faults = spelled.map((name): Fault => ({
    id: 'autoscaling/formula-name',
    severity: 'error',
    field: 'spec.advanced.scalingModifiers.formula',
    problem: `The trigger '${name}' has a name that a formula cannot hold`,
    consequence: `KEDA's webhook refuses the ScaledObject: it reads a dash as a subtraction, and knows none of the parts.`,
    mend: `Name it '${name.replace(/\W/g, '_')}', in the formula too.`,
  }));
  if (faults.length > 0 || OWN_NAMES.test(formula)) return faults;
  const unknown = wordsOf(formula).filter((word) => !names.includes(word));
  return [...new Set(unknown)].map((word): Fault => ({
    id: 'autoscaling/formula-name',
    severity: 'error',
    field: 'spec.advanced.scalingModifiers.formula',
    problem: `The formula reads '${word}', and no trigger has this name`,
    consequence: "KEDA's webhook refuses the ScaledObject; triggers on cpu and memory cannot be part of a formula.",
    mend: names.length === 0 ? 'Give the triggers names.' : `Use ${names.map((name) => `'${name}'`).join(', ')}.`,
  }));
}

function wordsOf(formula: string): readonly string[] {
  const withoutTexts = formula.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`/g, '""');
  return [...withoutTexts.matchAll(/(?<![\w.])([A-Za-z_]\w*)(?!\s*\(|\w)/g)]
    .map(([, word = '']) => word)
    .filter((word) => !KEYWORDS.has(word));
}

/** @see https://github.com/kedacore/keda/blob/main/pkg/fallback/fallback.go HasValidFallback */
function checkFallback(
  { manifest }: Scaler,
  triggers: readonly Trigger[],
  formula: string | undefined,
): readonly Fault[] {
  if (valueAt(manifest, 'spec', 'fallback') === undefined) return [];
  const fallback = objectAt(manifest, 'spec', 'fallback');
  const faults: Fault[] = [];
  const composed = formula !== undefined && formula !== '';
  if (!composed && triggers.length > 0 && triggers.every(isResourceTrigger)) {
    faults.push({
      id: 'autoscaling/fallback',
      severity: 'error',
      field: 'spec.fallback',
      problem: 'There is a fallback, and all triggers are on cpu or memory',
      consequence: "KEDA's webhook refuses the ScaledObject: KEDA does not read these metrics itself.",
      mend: 'Leave it out; the HPA keeps the replicas while these metrics are missing.',
    });
  }
  if (!composed && fallback.behavior === 'scalingModifiers') {
    faults.push({
      id: 'autoscaling/fallback',
      severity: 'error',
      field: 'spec.fallback.behavior',
      problem: "The fallback is 'scalingModifiers', and there is no formula",
      consequence: "KEDA's webhook refuses the ScaledObject.",
      mend: "Use 'currentReplicasIfHigher', or state a formula.",
    });
  }
  const target = textAt(manifest, 'spec', 'advanced', 'scalingModifiers', 'target');
  if (composed && target !== undefined && Number(target) > 0 && !/^\+?\d+$/.test(target)) {
    faults.push({
      id: 'autoscaling/fallback',
      severity: 'warning',
      field: 'spec.advanced.scalingModifiers.target',
      problem: `There is a fallback, and the target '${target}' is no whole number`,
      consequence: 'KEDA leaves the fallback out without a word: where metrics fail, nothing is scaled.',
      mend: `Use '${Math.max(Math.round(Number(target)), 1)}', and divide in the formula.`,
    });
  }
  return faults;
}
