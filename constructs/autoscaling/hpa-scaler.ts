import { canonicalQuantity } from '../../kubernetes/quantity';
import { targetReference } from './scale-target';
import { scalingBehavior } from './scaling-behavior';
import { scalingMetrics } from './scaling-plan';
import type { ScalingMetric, ScalingPlan } from './scaling-plan';

/**
 * One of prometheus-adapter's `externalRules`.
 *
 * @see https://github.com/kubernetes-sigs/prometheus-adapter/blob/master/docs/externalmetrics.md
 */
export interface PrometheusAdapterRule {
  /** While a series answers this, the metric exists. */
  readonly seriesQuery: string;
  /** The query is for one namespace already. */
  readonly resources: { readonly namespaced: false };
  readonly name: { readonly as: string };
  readonly metricsQuery: string;
}

/** The spec of a HorizontalPodAutoscaler of `autoscaling/v2`, with the words that the API server would add. */
export function horizontalPodAutoscalerSpec(plan: ScalingPlan) {
  return {
    scaleTargetRef: targetReference(plan.target),
    minReplicas: plan.min,
    maxReplicas: plan.max,
    metrics: scalingMetrics(plan).map((metric) => ({
      type: 'External',
      external: { metric: { name: metricName(plan, metric) }, target: metricTarget(metric) },
    })),
    behavior: scalingBehavior(plan.scaleDown),
  };
}

/** What prometheus-adapter must be told for the metrics of a HorizontalPodAutoscaler to exist. */
export function adapterRules(plan: ScalingPlan): readonly PrometheusAdapterRule[] {
  return scalingMetrics(plan).map((metric) => ({
    seriesQuery: metric.source.text,
    resources: { namespaced: false },
    name: { as: metricName(plan, metric) },
    metricsQuery: metric.query.text,
  }));
}

/** A name for one service alone, since its query is; no namespace has a dot, and so no two services share one. */
function metricName({ name, measured }: ScalingPlan, metric: ScalingMetric): string {
  return `${measured.namespace}.${name}.${metric.name}`;
}

function metricTarget({ type, threshold }: ScalingMetric) {
  const quantity = canonicalQuantity(threshold) ?? String(threshold);
  return type === 'Value' ? { type, value: quantity } : { type, averageValue: quantity };
}
