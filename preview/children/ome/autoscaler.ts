import { namespaceOf, objectAt, textAt } from '../../../kubernetes/manifest';
import type { JsonObject } from '../../../kubernetes/manifest';
import { stated } from '../../pod-edits';
import { child } from '../child-object';
import type { ChildObject } from '../child-object';
import { componentName, metadataOf } from './component';
import type { OmeComponent } from './component';

const UTILIZATION = 80;
const PROMETHEUS = 'http://prometheus-operated.monitoring.svc.cluster.local:9090';

/**
 * What scales a component in RawDeployment mode.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/autoscaler/autoscaler_reconciler.go createAutoscaler
 */
export function autoscalerOf(component: OmeComponent): readonly ChildObject[] {
  const { 'ome.io/autoscalerClass': annotated = 'hpa' } = component.annotations;
  if (annotated === 'keda') return [scaledObject(component)];
  return annotated === 'hpa' ? [horizontalAutoscaler(component)] : [];
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/hpa/hpa_reconciler.go createHPA */
function horizontalAutoscaler(component: OmeComponent): ChildObject {
  const { kind, fields, annotations } = component;
  const { least, most } = bounds(fields);
  const { 'ome.io/targetUtilizationPercentage': annotated } = annotations;
  const stated = annotated === undefined ? fields.scaleTarget : Number.parseInt(annotated, 10) || 0;
  return child(
    ['autoscaling/v2', 'HorizontalPodAutoscaler'],
    metadataOf(component),
    {
      spec: {
        scaleTargetRef: targetOf(component),
        minReplicas: least,
        maxReplicas: most,
        metrics: [
          {
            type: 'Resource',
            resource: {
              name: textAt(fields, 'scaleMetric') ?? 'cpu',
              target: { type: 'Utilization', averageUtilization: typeof stated === 'number' ? stated : UTILIZATION },
            },
          },
        ],
        behavior: {},
      },
    },
    `scales the ${kind}`,
  );
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/keda/keda_reconciler.go createScaledObject */
function scaledObject(component: OmeComponent): ChildObject {
  const { kind, fields, labels, annotations, service } = component;
  const name = `scaledobject-${componentName(component).slice(-50)}`;
  const { least, most } = bounds(fields);
  // It is made before the others are labelled by the name of the component.
  const own = Object.entries(labels).filter(([key]) => key !== 'app' && key !== 'k8slens-edit-resource-version');
  return child(
    ['keda.sh/v1alpha1', 'ScaledObject'],
    { name, namespace: namespaceOf(service), labels: Object.fromEntries(own), annotations },
    {
      spec: {
        scaleTargetRef: targetOf(component),
        minReplicaCount: least,
        maxReplicaCount: most,
        triggers: [triggerOf(component)],
      },
    },
    `scales the ${kind}; KEDA makes the HorizontalPodAutoscaler keda-hpa-${name} of it`,
  );
}

function triggerOf(component: OmeComponent): JsonObject {
  const { service, fields, annotations } = component;
  const settings = objectAt(service, 'spec', 'kedaConfig');
  const set = (annotation: string, field: string, otherwise: string) => {
    const own = textAt(settings, field) ?? '';
    return annotations[`autoscaling.keda.sh/${annotation}`] ?? (own === '' ? otherwise : own);
  };
  const reference = objectAt(settings, 'authenticationRef');
  const isAuthenticated = settings.authenticationRef !== undefined;
  const modes = textAt(settings, 'authModes') ?? '';
  return stated({
    type: 'prometheus',
    metadata: stated({
      serverAddress: set('prometheus.serverAddress', 'promServerAddress', PROMETHEUS),
      metricName: textAt(fields, 'scaleMetric') ?? 'tps',
      query: queryOf(component, settings),
      threshold: set('threshold', 'scalingThreshold', '10'),
      operator: set('operator', 'scalingOperator', 'LessThanOrEqual'),
      authModes: isAuthenticated && modes !== '' ? modes : undefined,
    }),
    authenticationRef: isAuthenticated
      ? stated({ name: reference.name, kind: textAt(reference, 'kind') ?? 'TriggerAuthentication' })
      : undefined,
  });
}

function queryOf(component: OmeComponent, settings: JsonObject): string {
  const annotated = component.annotations['autoscaling.keda.sh/prometheus.query'];
  if (annotated !== undefined) return annotated;
  const name = componentName(component);
  const own = textAt(settings, 'customPromQuery') ?? '';
  if (own !== '') return own.replace('%s', name).replaceAll('%%', '%');
  const selector = `ome_io_inferenceservice="${name}"`;
  return [
    'sum(',
    `            avg_over_time(vllm:avg_generation_throughput_toks_per_s{${selector}}[5m]) < bool 10`,
    '        )',
    '        *',
    '        sum(',
    `            rate(vllm:request_success_total{${selector}}[1m]) > bool 0.50`,
    '        )',
  ].join('\n');
}

function bounds({ minReplicas, maxReplicas }: JsonObject): { readonly least: number; readonly most: number } {
  const least = typeof minReplicas === 'number' ? Math.max(minReplicas, 1) : 1;
  return { least, most: typeof maxReplicas === 'number' ? Math.max(maxReplicas, least) : least };
}

function targetOf(component: OmeComponent): JsonObject {
  return { apiVersion: 'apps/v1', kind: 'Deployment', name: componentName(component) };
}
