import { arrayAt, isObject, objectAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { child } from '../child-object';
import type { ChildObject, Inexactness } from '../child-object';
import { labelsOf, metadataOf } from './metadata';
import { hasScheduler } from './scheduler';

/**
 * The HTTPRoute of a service that states a route, and refers to none of somebody else.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/router.go expectedHTTPRoute
 */
export function routeOf(service: Manifest, spec: JsonObject): readonly ChildObject[] {
  const { route } = objectAt(spec, 'router');
  if (!isObject(route) || arrayAt(route, 'http', 'refs').length > 0) return [];
  const stated = objectAt(route, 'http').spec;
  const group = route.group;
  const labels = {
    ...labelsOf(service, 'llminferenceservice-router'),
    ...(typeof group === 'string' ? { 'serving.kserve.io/routing-group': group } : {}),
  };
  return [
    child(
      ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
      metadataOf(service, '-kserve-route', labels),
      { spec: isObject(stated) ? stated : {} },
      'leads requests to the pods',
      inexactness(spec, isObject(stated), typeof group === 'string'),
    ),
  ];
}

function inexactness(spec: JsonObject, isStated: boolean, isGroup: boolean): readonly Inexactness[] {
  return [
    ...(isStated
      ? [
          {
            field: 'spec.rules',
            because:
              'rules that go by a header for models are left out by the controller unless annotations and gateways ask for them',
          },
        ]
      : [{ field: 'spec', because: 'kserve-config-llm-router-route is not among the manifests' }]),
    ...(hasScheduler(spec)
      ? [
          {
            field: 'spec.rules',
            because:
              'the pool is one of inference.networking.x-k8s.io until the gateway has been seen to take the newer',
          },
        ]
      : []),
    ...(isGroup ? [{ field: 'spec.rules', because: 'the other services of the group get their parts' }] : []),
  ];
}
