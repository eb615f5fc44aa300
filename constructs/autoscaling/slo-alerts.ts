import type { LatencyMeasure } from '../../catalog/engine-metrics';
import type { PrometheusRuleSpec, Rule } from '../../imports/monitoring.coreos.com';
import { absent, and, compare, derivative, duration, sum } from './promql';
import type { Promql } from './promql';
import { targetName } from './scale-target';
import type { ScalingPlan } from './scaling-plan';
import { computedRequests, inSeconds, p95, waitingRequests } from './slo-queries';
import type { LatencySlo } from './slo-queries';

/** How often a queue is looked at to see whether it grows. */
const STEP_SECONDS = 60;

const LATENCIES = {
  timeToFirstToken: { alert: 'TimeToFirstTokenTooLong', name: 'time to first token' },
  timePerOutputToken: { alert: 'TimePerOutputTokenTooLong', name: 'time per output token' },
} as const satisfies Record<LatencyMeasure, object>;

/** The spec of a PrometheusRule that tells when the objective is missed and scaling does not mend it. */
export function sloAlertsSpec(plan: ScalingPlan, afterSeconds: number): PrometheusRuleSpec {
  const always = plan.min === 0 ? [] : [unmeasured(plan)];
  const alerts = [...plan.slos.map((slo) => tooSlow(plan, slo)), queueGrows(plan, afterSeconds), ...always];
  return {
    groups: [{ name: plan.name, rules: alerts.map((alert) => rule(plan, alert, afterSeconds)) }],
  };
}

interface Alert {
  readonly name: string;
  readonly severity: 'warning' | 'critical';
  readonly when: Promql;
  readonly summary: string;
  readonly description: string;
}

function tooSlow(plan: ScalingPlan, slo: LatencySlo): Alert {
  const { alert, name } = LATENCIES[slo.measure];
  return {
    name: alert,
    severity: 'warning',
    when: compare(p95(slo, plan.measured, plan.rangeSeconds), '>', inSeconds(slo.milliseconds)),
    summary: `The ${name} of ${targetName(plan.target)} is over ${slo.milliseconds} ms`,
    description: `More than 5 of 100 requests take longer. If ${plan.max} replicas run, more are needed than maxReplicas allows; if fewer do, new ones may find no free accelerators, or still load the model.`,
  };
}

function queueGrows(plan: ScalingPlan, seconds: number): Alert {
  const waiting = sum(waitingRequests(plan.measured));
  const grows = compare(derivative(waiting, seconds, STEP_SECONDS), '>', 0);
  return {
    name: 'RequestsPileUp',
    severity: 'warning',
    when: and(compare(waiting, '>', plan.waitingPerReplica ?? 0), grows),
    summary: `Ever more requests wait for ${targetName(plan.target)}`,
    description: `Clients ask for more than the replicas can answer. If ${plan.max} of them run, more are needed than maxReplicas allows; if fewer do, new ones may find no free accelerators, or still load the model.`,
  };
}

function unmeasured(plan: ScalingPlan): Alert {
  return {
    name: 'NoReplicaMeasured',
    severity: 'critical',
    when: absent(computedRequests(plan.measured)),
    summary: `Prometheus has no metrics of ${targetName(plan.target)}`,
    description: `No replica answers, Prometheus does not reach them, or the model is served under another name than the metrics are asked for. The number of replicas stays as it is until there are metrics again.`,
  };
}

function rule({ measured, target }: ScalingPlan, alert: Alert, afterSeconds: number): Rule {
  return {
    alert: alert.name,
    expr: alert.when.text,
    for: duration(afterSeconds),
    labels: { severity: alert.severity, namespace: measured.namespace, workload: targetName(target) },
    annotations: { summary: alert.summary, description: alert.description },
  };
}
