import { arrayAt, objectAt, textAt, valueAt } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../../kubernetes/manifest';
import { CURRENT_NAMESPACE } from '../../object-meta';
import { stated } from '../../pod-edits';
import type { KserveComponent } from './component';
import type { ChildConfiguration } from './configuration';

/** What KEDA looks at: a trigger for each metric of a component.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/keda/keda_reconciler.go getKedaMetrics
 */
export function kedaTriggers(component: KserveComponent, configuration: ChildConfiguration): readonly JsonObject[] {
  return arrayAt(component.fields, 'autoScaling', 'metrics').flatMap((metric) => {
    switch (textAt(metric, 'type')) {
      case 'Resource':
        return [resourceTrigger(objectAt(metric, 'resource'))];
      case 'External':
        return [externalTrigger(objectAt(metric, 'external'))];
      case 'PodMetric':
        return [podTrigger(objectAt(metric, 'podmetric'), component, configuration)];
      default:
        return [];
    }
  });
}

function resourceTrigger({ name, target }: JsonObject): JsonObject {
  const type = textAt(target, 'type');
  const share = valueAt(target, 'averageUtilization') ?? (name === 'cpu' ? 80 : undefined);
  const values: Readonly<Record<string, JsonValue | undefined>> = {
    Utilization: share,
    AverageValue: valueAt(target, 'averageValue'),
    Value: valueAt(target, 'value'),
  };
  return stated({ type: name, metadata: { value: inText(values[type ?? '']) }, metricType: type });
}

function externalTrigger(external: JsonObject): JsonObject {
  const metric = objectAt(external, 'metric');
  const backend = textAt(metric, 'backend') ?? '';
  const namespace = textAt(metric, 'namespace') ?? '';
  const authentication = objectAt(external, 'authenticationRef');
  const modes = textAt(authentication, 'authModes') ?? '';
  const reference = textAt(authentication, 'authenticationRef', 'name') ?? '';
  return stated({
    type: backend,
    metadata: stated({
      serverAddress: textAt(metric, 'serverAddress') ?? '',
      query: textAt(metric, 'query') ?? '',
      threshold: inText(valueAt(external, 'target', 'value')),
      namespace: backend === 'prometheus' && namespace !== '' ? namespace : undefined,
      authModes: modes === '' ? undefined : modes,
    }),
    authenticationRef: reference === '' ? undefined : { name: reference },
  });
}

/** Metrics of pods come by way of OpenTelemetry; of other backends there is a trigger without a type. */
function podTrigger(
  podMetric: JsonObject,
  { name, pod }: KserveComponent,
  { metricScalerEndpoint }: ChildConfiguration,
): JsonObject {
  const metric = objectAt(podMetric, 'metric');
  if (textAt(metric, 'backend') !== 'opentelemetry') return { metadata: {} };
  const address = textAt(metric, 'serverAddress') ?? '';
  const operation = textAt(metric, 'operationOverTime') ?? '';
  const selector = `namespace="${pod.namespace ?? CURRENT_NAMESPACE}", deployment="${name}"`;
  return {
    type: 'external',
    metadata: stated({
      metricQuery: `sum(${textAt(metric, 'query') ?? ''}{${selector}})`,
      targetValue: inText(valueAt(podMetric, 'target', 'value')),
      scalerAddress: address === '' ? metricScalerEndpoint : address,
      operationOverTime: operation === '' ? undefined : operation,
    }),
  };
}

function inText(value: JsonValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '0';
}
