import { arrayAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { isCompared, isOfEngine, isQuantile } from './promql-text';
import { isResourceTrigger, triggersOf } from './scaler';
import type { Scaler, Trigger } from './scaler';

const LATENCY_NAME = /time_to_first_token|time_per_output_token|inter_token_latency|latency_seconds/;
/** Triggers of which KEDA keeps no values. */
const UNCACHED: ReadonlySet<string> = new Set(['cpu', 'memory', 'cron']);

/**
 * What decides over replicas.
 *
 * @see https://github.com/kedacore/keda/blob/main/apis/keda/v1alpha1/scaletriggers_types.go ValidateTriggers
 */
export function checkTriggers(scaler: Scaler): readonly Fault[] {
  const triggers = triggersOf(scaler);
  const composed = valueAt(scaler.manifest, 'spec', 'advanced', 'scalingModifiers', 'formula') !== undefined;
  return [
    ...checkNames(triggers),
    ...triggers.flatMap((trigger) => [...checkCache(trigger), ...checkQuantile(trigger, composed)]),
    ...checkWaking(scaler, triggers),
    ...checkExternalMetrics(scaler),
  ];
}

function checkNames(triggers: readonly Trigger[]): readonly Fault[] {
  const known = new Set<string>();
  return triggers.flatMap(({ name, path }): readonly Fault[] => {
    if (name === undefined || name === '' || !known.has(name)) {
      known.add(name ?? '');
      return [];
    }
    return [
      {
        id: 'autoscaling/trigger-name',
        severity: 'error',
        field: `${path}.name`,
        problem: `Two triggers are named '${name}'`,
        consequence: "KEDA's webhook refuses the ScaledObject.",
        mend: 'Give each a name of its own, or none.',
      },
    ];
  });
}

function checkCache({ useCachedMetrics, type, path }: Trigger): readonly Fault[] {
  if (!useCachedMetrics || !UNCACHED.has(type)) return [];
  return [
    {
      id: 'autoscaling/cached-metrics',
      severity: 'error',
      field: `${path}.useCachedMetrics`,
      problem: `Metrics of a trigger of type '${type}' are to be kept`,
      consequence: "KEDA's webhook refuses the ScaledObject.",
      mend: 'Leave useCachedMetrics out of this trigger.',
    },
  ];
}

function checkQuantile({ type, metadata, metricType, path }: Trigger, composed: boolean): readonly Fault[] {
  const query = textAt(metadata, 'query');
  if (type !== 'prometheus' || query === undefined || !isQuantile(query)) return [];
  const divided: Fault = {
    id: 'autoscaling/metric-type',
    severity: 'warning',
    field: `${path}.metricType`,
    problem: `A latency is compared as '${metricType}'`,
    consequence:
      'It is divided by the number of replicas: with two of them a latency of twice the threshold seems in order, and replicas come and go without end.',
    mend: "Set metricType to 'Value'.",
  };
  const unguarded: Fault = {
    id: 'autoscaling/nan-guard',
    severity: 'warning',
    field: `${path}.metadata.query`,
    problem: 'The query is not a number while there are no requests',
    consequence: 'KEDA before 2.20 makes a huge number of it, and replicas go or come for no reason.',
    mend: 'Write (<query> >= 0) or vector(0).',
  };
  return [...(metricType === 'Value' || composed ? [] : [divided]), ...(isCompared(query) ? [] : [unguarded])];
}

/** Of pods that are not there, nothing is measured. */
function checkWaking({ min, minField, manifest, kind }: Scaler, triggers: readonly Trigger[]): readonly Fault[] {
  const idle = valueAt(manifest, 'spec', 'idleReplicaCount') === 0;
  if (kind !== 'ScaledObject' || triggers.length === 0 || (min !== 0 && !idle)) return [];
  if (!triggers.every((trigger) => isResourceTrigger(trigger) || readsEngine(trigger))) return [];
  const stated = valueAt(manifest, ...minField.split('.')) !== undefined;
  return [
    {
      id: 'autoscaling/never-wakes',
      severity: 'error',
      field: idle ? 'spec.idleReplicaCount' : minField,
      problem: `No replica need run${idle || stated ? '' : ', as minReplicaCount is 0 where it is not stated'}, and all triggers read what its pods measure`,
      consequence: 'Once the last pod is gone, nothing has metrics any more: no request ever starts a pod again.',
      mend: idle
        ? 'Leave idleReplicaCount out, or add a trigger on the requests that a gateway counts.'
        : 'Set minReplicaCount to 1, or add a trigger on the requests that a gateway counts.',
    },
  ];
}

function readsEngine({ type, metadata }: Trigger): boolean {
  return type === 'prometheus' && isOfEngine(textAt(metadata, 'query') ?? '');
}

/** What an HPA compares an external metric with is known by the metric's name alone. */
function checkExternalMetrics({ kind, manifest }: Scaler): readonly Fault[] {
  if (kind !== 'HorizontalPodAutoscaler') return [];
  return arrayAt(manifest, 'spec', 'metrics').flatMap((metric, index): readonly Fault[] => {
    const name = textAt(metric, 'external', 'metric', 'name') ?? '';
    const type = textAt(metric, 'external', 'target', 'type');
    if (type !== 'AverageValue' || !LATENCY_NAME.test(name)) return [];
    return [
      {
        id: 'autoscaling/metric-type',
        severity: 'warning',
        field: `spec.metrics[${index}].external.target.type`,
        problem: `The latency '${name}' is compared as '${type}'`,
        consequence:
          'It is divided by the number of replicas: with two of them a latency of twice the threshold seems in order, and replicas come and go without end.',
        mend: "Set type to 'Value', and value instead of averageValue.",
      },
    ];
  });
}
