import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { Fault } from '../../checks/finding';
import { ScaledObject } from '../../imports/keda.sh';
import { PodMonitor, PrometheusRule } from '../../imports/monitoring.coreos.com';
import { report } from '../findings';
import type { Service } from '../served-model';
import { DEFAULTS } from './defaults';
import { adapterRules, horizontalPodAutoscalerSpec } from './hpa-scaler';
import type { PrometheusAdapterRule } from './hpa-scaler';
import { scaledObjectSpec } from './keda-scaler';
import { objectiveFaults } from './objective-faults';
import { jobLabel, podMonitorSpec } from './pod-monitor';
import { targetName } from './scale-target';
import type { ScalingPlan } from './scaling-plan';
import type {
  Monitoring,
  ScaledService,
  ScaledWorkload,
  ServiceAutoscalingProps,
  SloAutoscalingProps,
} from './settings';
import { settingsFaults } from './settings-faults';
import { sloAlertsSpec } from './slo-alerts';
import { latencySlos } from './slo-queries';
import type { Workload } from './workload';
import { workloadOfService } from './workload-of-service';

/**
 * Scales by a service level objective: as many replicas as it takes for 95 of 100 requests to have their first token,
 * and each further one, in time. Measures the pods with a PodMonitor, and tells people with alerts when it does not
 * suffice.
 *
 * Latency does not fall in proportion to replicas, and each replica loads for minutes: replicas come at once and also
 * as soon as requests wait, and go one by one and late. Where metrics are missing, replicas are kept.
 *
 * Of a service that is stopped nothing is written.
 *
 * @see https://keda.sh/docs/latest/scalers/prometheus/
 */
export class SloAutoscaling extends Construct {
  /** Scales a service, under its construct. */
  public static of(service: Service, props: ServiceAutoscalingProps): SloAutoscaling {
    const id = props.role === undefined ? 'Autoscaling' : `Autoscaling-${props.role}`;
    return new SloAutoscaling(service, id, { ...props, service });
  }

  /** What the configuration of prometheus-adapter must have under `externalRules`; none with KEDA. */
  public readonly adapterRules: readonly PrometheusAdapterRule[];

  public constructor(scope: Construct, id: string, props: SloAutoscalingProps) {
    super(scope, id);
    const plan = this.plan(props);
    this.adapterRules = plan === undefined || props.scaler !== 'hpa' ? [] : adapterRules(plan.scaling);
    if (plan !== undefined) this.write(plan, props);
  }

  private plan(props: SloAutoscalingProps): Plan | undefined {
    if ('service' in props && props.service.description.stopped === true) return undefined;
    const workload = 'service' in props ? workloadOfService(props) : statedWorkload(props);
    if (!('target' in workload)) {
      report(this, workload);
      return undefined;
    }
    const namespace = workload.namespace ?? Chart.of(this).namespace;
    if (namespace === undefined) {
      report(this, NO_NAMESPACE);
      return undefined;
    }
    const { target, engine, servedModelName, min, max } = workload;
    const name = props.name ?? `${targetName(target)}-slo`;
    const role = 'service' in props ? props.role : undefined;
    const faults = [...objectiveFaults(props.objective, engine, role), ...settingsFaults(props, { name, min, max })];
    for (const fault of faults) report(this, fault);
    // The checks of manifests would tell the same once more, in the words of the manifest.
    if (faults.some(({ severity }) => severity === 'error')) return undefined;
    const { waitingPerReplica = DEFAULTS.waitingPerReplica, monitoring = {} } = props;
    const job = monitoring.podMonitor === false ? undefined : jobLabel(namespace, name);
    const scaling: ScalingPlan = {
      name,
      target,
      min,
      max,
      slos: latencySlos(props.objective, engine),
      measured: { engine, servedModelName, namespace, job },
      rangeSeconds: props.rangeSeconds ?? DEFAULTS.rangeSeconds,
      waitingPerReplica: waitingPerReplica === false ? undefined : waitingPerReplica,
      scaleDown: props.scaleDown,
    };
    return { scaling, workload, monitoring };
  }

  private write({ scaling, workload, monitoring }: Plan, props: SloAutoscalingProps): void {
    const metadata = { name: scaling.name, namespace: workload.namespace };
    if (props.scaler === 'hpa') {
      new ApiObject(this, 'Resource', {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata,
        spec: horizontalPodAutoscalerSpec(scaling),
      });
    } else {
      new ScaledObject(this, 'Resource', { metadata, spec: scaledObjectSpec(scaling, props) });
    }
    const found = { ...metadata, labels: { ...monitoring.labels } };
    if (monitoring.podMonitor !== false) {
      const spec = podMonitorSpec({
        target: scaling.target,
        port: workload.metricsPort,
        path: workload.metricsPath,
        intervalSeconds: monitoring.scrapeIntervalSeconds ?? DEFAULTS.scrapeIntervalSeconds,
      });
      new PodMonitor(this, 'PodMonitor', { metadata: found, spec });
    }
    if (monitoring.alerts !== false) {
      const spec = sloAlertsSpec(scaling, monitoring.alertAfterSeconds ?? DEFAULTS.alertAfterSeconds);
      new PrometheusRule(this, 'Alerts', { metadata: found, spec });
    }
  }
}

interface Plan {
  readonly scaling: ScalingPlan;
  readonly workload: Workload;
  readonly monitoring: Monitoring;
}

function statedWorkload(stated: Exclude<SloAutoscalingProps, ScaledService> & ScaledWorkload): Workload {
  const { minReplicas: min, maxReplicas: max, metricsPath = '/metrics' } = stated;
  const { target, namespace, engine, servedModelName, metricsPort } = stated;
  return { target, namespace, min, max, engine, servedModelName, metricsPort, metricsPath };
}

const NO_NAMESPACE: Fault = {
  id: 'autoscaling/no-namespace',
  severity: 'error',
  field: 'namespace',
  problem: 'Neither the props nor the chart state a namespace',
  consequence: 'The metrics of the service cannot be told from those of others, which would scale it too.',
  mend: "State it, or of the cluster: `new Cluster(app, 'name', { namespace })`.",
};
