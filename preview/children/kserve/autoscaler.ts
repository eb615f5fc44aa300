import { arrayAt, isObject, objectAt, textAt } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../../kubernetes/manifest';
import { stated } from '../../pod-edits';
import { child } from '../child-object';
import type { ChildObject } from '../child-object';
import { metadataOf } from './component';
import type { KserveComponent } from './component';
import type { ChildConfiguration } from './configuration';
import { kedaTriggers } from './keda-triggers';

const AUTOSCALER_CLASS = 'serving.kserve.io/autoscalerClass';
const UTILIZATION = 80;

/**
 * What scales a component's Deployment: a HorizontalPodAutoscaler unless an annotation says otherwise.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/autoscaler/autoscaler_reconciler.go createAutoscaler
 */
export function autoscalerOf(component: KserveComponent, configuration: ChildConfiguration): readonly ChildObject[] {
  const annotated = component.pod.annotations[AUTOSCALER_CLASS];
  if (annotated === 'keda') return [scaledObject(component, configuration)];
  return annotated === undefined || annotated === 'hpa' ? [horizontalAutoscaler(component)] : [];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/hpa/hpa_reconciler.go createHPA */
function horizontalAutoscaler(component: KserveComponent): ChildObject {
  const { name, fields, kind } = component;
  const least = Math.max(numberIn(fields, 'minReplicas') ?? 1, 1);
  const metrics = metricsOf(fields);
  return child(
    ['autoscaling/v2', 'HorizontalPodAutoscaler'],
    metadataOf(component),
    {
      spec: stated({
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        minReplicas: least,
        maxReplicas: Math.max(numberIn(fields, 'maxReplicas') ?? 0, least),
        metrics: metrics.length === 0 ? undefined : metrics,
        behavior: {},
      }),
    },
    `scales the ${kind}`,
    metrics.length === 0
      ? [{ field: 'spec.metrics', because: 'there is no metric that it knows, and the API server fills in the CPU' }]
      : [],
  );
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/hpa/hpa_reconciler.go getHPAMetrics */
function metricsOf(fields: JsonObject): readonly JsonObject[] {
  if (isObject(fields.autoScaling)) {
    return arrayAt(fields.autoScaling, 'metrics').flatMap((metric) => statedMetric(objectAt(metric, 'resource')));
  }
  const target = numberIn(fields, 'scaleTarget');
  const metric = textAt(fields, 'scaleMetric') ?? 'cpu';
  if (metric === 'cpu') return [utilization('cpu', target ?? UTILIZATION)];
  return metric === 'memory' && target !== undefined ? [utilization('memory', target)] : [];
}

function statedMetric(resource: JsonObject): readonly JsonObject[] {
  const target = objectAt(resource, 'target');
  const share = numberIn(target, 'averageUtilization');
  if (resource.name === 'cpu') return [utilization('cpu', share ?? UTILIZATION)];
  if (resource.name !== 'memory') return [];
  const how = target.type === 'Utilization' ? { averageUtilization: share } : { averageValue: target.averageValue };
  return [{ type: 'Resource', resource: { name: 'memory', target: stated({ type: target.type, ...how }) } }];
}

function utilization(name: string, averageUtilization: number): JsonObject {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } };
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/keda/keda_reconciler.go createKedaScaledObject */
function scaledObject(component: KserveComponent, configuration: ChildConfiguration): ChildObject {
  const { name, fields, kind } = component;
  const least = numberIn(fields, 'minReplicas') ?? 1;
  const behavior = objectAt(fields, 'autoScaling', 'behavior');
  const up = numberIn(objectAt(behavior, 'scaleUp'), 'stabilizationWindowSeconds') ?? configuration.scaleUpWindow;
  const down = numberIn(objectAt(behavior, 'scaleDown'), 'stabilizationWindowSeconds') ?? configuration.scaleDownWindow;
  const triggers = kedaTriggers(component, configuration);
  const windows = stated({ scaleDown: windowOf(down), scaleUp: windowOf(up) });
  return child(
    ['keda.sh/v1alpha1', 'ScaledObject'],
    metadataOf(component),
    {
      spec: stated({
        scaleTargetRef: { name },
        minReplicaCount: least,
        maxReplicaCount: Math.max(numberIn(fields, 'maxReplicas') ?? 0, least),
        triggers,
        advanced:
          Object.keys(windows).length === 0 ? undefined : { horizontalPodAutoscalerConfig: { behavior: windows } },
      }),
    },
    `scales the ${kind}; KEDA makes the HorizontalPodAutoscaler keda-hpa-${name} of it`,
    triggers.length === 0
      ? [{ field: 'spec.triggers', because: 'no metric is stated, and the API server refuses it without one' }]
      : [],
  );
}

function windowOf(seconds: number | undefined): JsonObject | undefined {
  return seconds === undefined ? undefined : { stabilizationWindowSeconds: seconds };
}

export function numberIn(fields: JsonObject, name: string): number | undefined {
  const value: JsonValue | undefined = fields[name];
  return typeof value === 'number' ? value : undefined;
}
