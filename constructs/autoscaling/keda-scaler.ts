import type { ScaledObjectSpec, Trigger } from '../../imports/keda.sh';
import { DEFAULT_FAILURE_THRESHOLD, DEFAULTS } from './defaults';
import { compare, foreign } from './promql';
import { targetReference } from './scale-target';
import { scalingBehavior } from './scaling-behavior';
import { scalingMetrics } from './scaling-plan';
import type { ScalingMetric, ScalingPlan } from './scaling-plan';
import type { Fallback, KedaSettings, PrometheusServer } from './settings';

/** A number that decides over replicas, of whatever series. */
type KedaMetric = Omit<ScalingMetric, 'source'>;

/**
 * The spec of a ScaledObject.
 *
 * @see https://keda.sh/docs/latest/scalers/prometheus/
 * @see https://github.com/kedacore/keda/blob/main/pkg/scalers/prometheus_scaler.go
 */
export function scaledObjectSpec(plan: ScalingPlan, settings: KedaSettings): ScaledObjectSpec {
  const { wakeUpQuery, pollingIntervalSeconds, cooldownSeconds, fallback } = settings;
  const toZero = plan.min === 0;
  const metrics: readonly KedaMetric[] = [
    ...scalingMetrics(plan),
    ...(wakeUpQuery === undefined ? [] : [wakeUp(wakeUpQuery)]),
  ];
  return {
    scaleTargetRef: targetReference(plan.target),
    minReplicaCount: plan.min,
    maxReplicaCount: plan.max,
    pollingInterval: pollingIntervalSeconds,
    cooldownPeriod: cooldownSeconds ?? (toZero ? DEFAULTS.cooldownSeconds : undefined),
    fallback: fallbackSpec(fallback ?? (toZero ? undefined : keepReplicas(plan))),
    advanced: { horizontalPodAutoscalerConfig: { behavior: scalingBehavior(plan.scaleDown) } },
    triggers: metrics.map((metric) => trigger(metric, settings.prometheus, toZero)),
  };
}

/**
 * Where a pod always runs, a metric that is missing is a failure, upon which replicas are kept; where none may run, it
 * is nothing unusual and counts as 0.
 */
function trigger(metric: KedaMetric, prometheus: string | PrometheusServer, toZero: boolean): Trigger {
  const { address, authentication }: PrometheusServer =
    typeof prometheus === 'string' ? { address: prometheus } : prometheus;
  return {
    type: 'prometheus',
    name: metric.name,
    metricType: metric.type,
    metadata: {
      serverAddress: address,
      query: metric.query.text,
      threshold: String(metric.threshold),
      ignoreNullValues: String(toZero),
      ...(authentication === undefined ? {} : { authModes: authentication.modes.join(',') }),
    },
    authenticationRef: authentication && {
      name: authentication.name,
      kind: authentication.kind ?? 'TriggerAuthentication',
    },
  };
}

/** One while somebody asks for the model: it wakes one replica, and asks for no second one. */
function wakeUp(query: string): KedaMetric {
  return { name: 'wake_up', query: compare(foreign(query), '>', 0, 'number'), threshold: 1, type: 'AverageValue' };
}

/** Also keeps the ScaledObject `Ready` while the first pod loads its model and has no metrics. */
function keepReplicas({ min }: ScalingPlan): Fallback {
  return { replicas: min, behavior: 'currentReplicasIfHigher' };
}

function fallbackSpec(fallback: Fallback | undefined) {
  if (fallback === undefined) return undefined;
  const { replicas, failureThreshold = DEFAULT_FAILURE_THRESHOLD, behavior = 'static' } = fallback;
  return { failureThreshold, replicas, behavior };
}
