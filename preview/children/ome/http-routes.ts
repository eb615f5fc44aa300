import { nameOf, namespaceOf, objectAt, valueAt } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../../kubernetes/manifest';
import { CURRENT_NAMESPACE } from '../../object-meta';
import { child } from '../child-object';
import type { ChildObject } from '../child-object';
import { componentName } from './component';
import type { OmeComponent } from './component';
import type { OmeIngress } from './configuration';
import { omeHostOf } from './host';
import type { Entrance } from './entrance';
import { annotationsOfRoutes } from './metadata-of-service';
import { SERVICE_PORT } from './services';

const TIMEOUT_SECONDS = 60;
const VISIBILITY = 'networking.knative.dev/visibility';

/**
 * The HTTPRoutes of a service in RawDeployment and MultiNode mode, where OME is configured to use the Gateway API.
 *
 * Those of a router and of the service itself wait for conditions that OME v0.1.5 sets in other modes alone.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/strategies/gateway_api_strategy.go Reconcile
 */
export function routeEntrance(service: Manifest, components: readonly OmeComponent[], ingress: OmeIngress): Entrance {
  if (!ingress.omeIngressGateway.includes('/')) {
    const because =
      "no HTTPRoute is made: omeIngressGateway of OME's configuration names no Gateway as namespace/name, over which its controller panics";
    return { children: [], inexact: [{ because }] };
  }
  const decoder = components.find(({ kind }) => kind === 'decoder');
  const name = nameOf(service);
  const children = [
    route(service, ingress, name, valueAt(service, 'spec', 'predictor', 'timeoutSeconds'), 'engine', [
      {
        field: 'spec.rules',
        because: `it leads to the Service ${name}, which is not made: OME v0.1.5 means ${name}-engine`,
      },
    ]),
    ...(decoder === undefined
      ? []
      : [
          route(
            service,
            ingress,
            componentName(decoder),
            valueAt(service, 'spec', 'decoder', 'timeoutSeconds'),
            'decoder',
            [],
          ),
        ]),
  ];
  const waiting = components.some(({ kind }) => kind === 'router')
    ? 'OME v0.1.5 makes no HTTPRoute for the router, nor for the service itself, since it waits for conditions that it sets under Knative alone; then it stops with an error, since the one of the router is not there'
    : 'OME v0.1.5 makes no HTTPRoute for the service itself, since it waits for a condition that nothing sets';
  return { children, inexact: [{ because: waiting }] };
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/builders/httproute_builder.go buildHTTPRouteResource */
function route(
  service: Manifest,
  ingress: OmeIngress,
  name: string,
  timeout: JsonValue | undefined,
  kind: OmeComponent['kind'],
  inexact: ChildObject['inexact'],
): ChildObject {
  const [gatewayNamespace = '', gateway = ''] = ingress.omeIngressGateway.split('/');
  const namespace = namespaceOf(service) ?? CURRENT_NAMESPACE;
  const host = omeHostOf(name, service, ingress);
  const { [VISIBILITY]: _visibility, ...labels } = objectAt(service, 'metadata', 'labels');
  const set = [
    { name: 'OMe-Isvc-Name', value: nameOf(service) },
    { name: 'OME-Isvc-Namespace', value: namespace },
  ];
  const rule: JsonObject = {
    matches: [{ path: { type: 'RegularExpression', value: '^/.*$' } }],
    filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { set } }],
    backendRefs: [{ kind: 'Service', name, namespace, port: SERVICE_PORT }],
    timeouts: { request: `${typeof timeout === 'number' ? timeout : TIMEOUT_SECONDS}s` },
  };
  const parent = {
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    namespace: gatewayNamespace,
    name: gateway,
  };
  return child(
    ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
    { name, namespace: namespaceOf(service), labels, annotations: annotationsOfRoutes(service) },
    { spec: { parentRefs: [parent], hostnames: host === undefined ? [] : [host], rules: [rule] } },
    `leads to the ${kind}`,
    [{ because: `it is made once the ${kind} is ready` }, ...inexact],
  );
}
