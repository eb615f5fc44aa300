import { arrayAt, isObject, nameOf, namespaceOf, objectAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { CURRENT_NAMESPACE } from '../../object-meta';
import { stated } from '../../pod-edits';
import { child } from '../child-object';
import type { ChildMetadata, ChildObject } from '../child-object';
import { hostOf } from '../host-name';
import { urlPathOf } from '../url-path';
import { componentName } from './component';
import type { KserveComponent } from './component';
import type { ChildConfiguration } from './configuration';
import { numberIn } from './autoscaler';
import { ONCE_READY } from './ingress';
import { protocolPorts, SERVICE_PORT } from './services';

const ANY_PATH = '^/.*$';
export const EXPLANATIONS = '^/v1/models/[\\w-]+:explain$';
export const EXPLANATIONS_BELOW = '(/v1/models/[\\w-]+:explain)$';
const TIMEOUT_SECONDS = 60;

/** What routes of a service are made of. */
interface Routing {
  readonly service: Manifest;
  readonly metadata: Pick<ChildMetadata, 'labels' | 'annotations'>;
  readonly configuration: ChildConfiguration;
}

/**
 * The HTTPRoutes of a service in Standard mode, where KServe is configured to use the Gateway API: one for each
 * component, and one for the service.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/httproute_reconciler.go Reconcile
 */
export function httpRoutesOf(routing: Routing, components: readonly KserveComponent[]): readonly ChildObject[] {
  const name = nameOf(routing.service);
  const [predictor, transformer, explainer] = (['predictor', 'transformer', 'explainer'] as const).map((kind) =>
    components.find((component) => component.kind === kind),
  );
  if (predictor === undefined) return [];
  const { pathTemplate, ingressDomain, additionalIngressDomains } = routing.configuration.ingress;
  const entry = transformer ?? predictor;
  const path = urlPathOf(routing.service, pathTemplate);
  const host = hostOf(name, routing.service, routing.configuration.ingress);
  const prefix = host?.endsWith(ingressDomain) === true ? host.slice(0, -ingressDomain.length) : '';
  const others = prefix === '' ? [] : additionalIngressDomains.map((domain) => `${prefix}${domain}`);
  const explained = (expression: string) =>
    explainer === undefined ? [] : [rule(routing, explainer, [pathMatch(expression)], SERVICE_PORT)];
  return [
    ...[predictor, ...present(transformer), ...present(explainer)].map((component) => {
      // The route keeps its name as the predictor's changes.
      const called = componentName(name, component.kind);
      const own = hostOf(called, routing.service, routing.configuration.ingress);
      const made = route(
        routing,
        called,
        present(own),
        servingRules(routing, component),
        `leads to the ${component.kind}`,
      );
      return component.kind === 'predictor' ? withCanaries(made, routing) : made;
    }),
    withCanaries(
      route(
        routing,
        name,
        [...new Set([...present(host), ...others]), ...(path === undefined ? [] : [ingressDomain])],
        [
          ...explained(EXPLANATIONS),
          ...servingRules(routing, entry),
          ...(path === undefined
            ? []
            : [
                ...explained(`${path}${EXPLANATIONS_BELOW}`),
                rule(routing, entry, [pathMatch(`${path}/`)], SERVICE_PORT),
              ]),
        ],
        'leads requests to the service',
      ),
      routing,
    ),
  ];
}

/**
 * Canaries get their part of the requests once they are ready, and what leads to others has the rest.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/httproute_reconciler.go applyCanaryWeights
 */
function withCanaries(made: ChildObject, { service }: Routing): ChildObject {
  if (arrayAt(service, 'spec', 'canary').length === 0) return made;
  const spec = objectAt(made.manifest, 'spec');
  const rules = arrayAt(spec, 'rules')
    .filter(isObject)
    .map((one) => ({
      ...one,
      backendRefs: arrayAt(one, 'backendRefs')
        .filter(isObject)
        .map((backend) => ({ ...backend, weight: 100 })),
    }));
  return {
    ...made,
    manifest: { ...made.manifest, spec: { ...spec, rules } },
    inexact: [...made.inexact, { field: 'spec.rules', because: 'canaries get their part once they are ready' }],
  };
}

/** Where a component answers HTTP and gRPC, each has a rule of its own. */
function servingRules(routing: Routing, component: KserveComponent): readonly JsonObject[] {
  const { rest, grpc } = protocolPorts(component);
  if (rest === undefined || grpc === undefined) return [rule(routing, component, [pathMatch(ANY_PATH)], SERVICE_PORT)];
  const ofGrpc = {
    ...pathMatch('^/inference\\.GRPCInferenceService/.*$'),
    headers: [{ type: 'RegularExpression', name: 'content-type', value: '^application/grpc.*' }],
  };
  return [rule(routing, component, [ofGrpc], grpc), rule(routing, component, [pathMatch(ANY_PATH)], rest)];
}

function rule(
  { service, configuration }: Routing,
  { name, fields }: KserveComponent,
  matches: readonly JsonObject[],
  port: number,
): JsonObject {
  const namespace = namespaceOf(service) ?? CURRENT_NAMESPACE;
  const set = [
    { name: 'KServe-Isvc-Name', value: nameOf(service) },
    { name: 'KServe-Isvc-Namespace', value: namespace },
  ];
  const seconds = numberIn(fields, 'timeout') ?? TIMEOUT_SECONDS;
  return stated({
    matches,
    filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { set } }],
    backendRefs: [{ kind: 'Service', name, namespace, port }],
    timeouts: configuration.ingress.disableHttpRouteTimeout ? undefined : { request: `${seconds}s` },
  });
}

function route(
  { service, metadata, configuration }: Routing,
  name: string,
  hostnames: readonly string[],
  rules: readonly JsonObject[],
  carries: string,
): ChildObject {
  const [gatewayNamespace = '', gateway = ''] = configuration.ingress.kserveIngressGateway.split('/');
  const parent = {
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    namespace: gatewayNamespace,
    name: gateway,
  };
  return child(
    ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
    { name, namespace: namespaceOf(service), ...metadata },
    { spec: { parentRefs: [parent], hostnames, rules } },
    carries,
    [ONCE_READY],
  );
}

function pathMatch(value: string): JsonObject {
  return { path: { type: 'RegularExpression', value } };
}

function present<Value>(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}
