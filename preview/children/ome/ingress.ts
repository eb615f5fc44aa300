import { nameOf, namespaceOf, objectAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { stated, unionOfTexts } from '../../pod-edits';
import { child } from '../child-object';
import type { ChildObject } from '../child-object';
import { componentName } from './component';
import type { OmeComponent } from './component';
import type { OmeIngress } from './configuration';
import type { Entrance } from './entrance';
import { routeEntrance } from './http-routes';
import { omeHostOf } from './host';
import { knativeEntrance } from './knative-entrance';
import { entryService, SERVICE_PORT } from './services';

/**
 * How requests get to a service: by a plain Service, as OME is shipped, or by an Ingress, HTTPRoutes, or a VirtualService
 * of Istio.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/reconciler.go ReconcileWithDeploymentMode
 */
export function entranceOf(service: Manifest, components: readonly OmeComponent[], shipped: OmeIngress): Entrance {
  const ingress = annotatedIngress(service, shipped);
  const of = (kind: OmeComponent['kind']) => components.find((component) => component.kind === kind);
  const [router, decoder, engine] = [of('router'), of('decoder'), of('engine')];
  const entry = router ?? engine;
  if (entry === undefined) return { children: [], inexact: [] };
  if (ingress.disableIngressCreation) return { children: entryService(service, entry), inexact: [] };
  const { mode } = router ?? decoder ?? entry;
  if (mode === 'Serverless') return { children: knativeEntrance(service, components, ingress), inexact: [] };
  if (ingress.enableGatewayApi) return routeEntrance(service, components, ingress);
  return { children: [ingressObject(service, components, ingress)], inexact: [] };
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/annotations.go ResolveIngressConfig */
function annotatedIngress(service: Manifest, shipped: OmeIngress): OmeIngress {
  const annotations = unionOfTexts(objectAt(service, 'metadata', 'annotations'));
  const isOn = (name: string, otherwise: boolean) => {
    const own = annotations[`ome.io/${name}`];
    return own === undefined ? otherwise : own === 'true';
  };
  const text = (name: string, otherwise: string) => {
    const own = annotations[`ome.io/${name}`] ?? '';
    return own === '' ? otherwise : own;
  };
  const { 'ome.io/ingress-additional-domains': domains = '' } = annotations;
  return {
    ...shipped,
    domainTemplate: text('ingress-domain-template', shipped.domainTemplate),
    ingressDomain: text('ingress-domain', shipped.ingressDomain),
    pathTemplate: annotations['ome.io/ingress-path-template'] ?? shipped.pathTemplate,
    additionalIngressDomains: domains === '' ? shipped.additionalIngressDomains : domains.split(',').map(trimmed),
    disableIstioVirtualHost: isOn('ingress-disable-istio-virtualhost', shipped.disableIstioVirtualHost),
    disableIngressCreation: isOn('ingress-disable-creation', shipped.disableIngressCreation),
  };
}

function trimmed(text: string): string {
  return text.trim();
}

/**
 * The service's own host, and one for each component where there is more than the engine.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/builders/ingress_builder.go BuildIngress
 */
function ingressObject(service: Manifest, components: readonly OmeComponent[], ingress: OmeIngress): ChildObject {
  const name = nameOf(service);
  const backends = (['router', 'engine', 'decoder'] as const)
    .filter((kind) => kind === 'engine' || components.some((component) => component.kind === kind))
    .map((kind) => componentName({ service, kind }));
  const rules = [
    ...ruleOf(name, backends[0] ?? name, service, ingress),
    ...(backends.length === 1 ? [] : backends.flatMap((backend) => ruleOf(backend, backend, service, ingress))),
  ];
  return child(
    ['networking.k8s.io/v1', 'Ingress'],
    { name, namespace: namespaceOf(service), annotations: objectAt(service, 'metadata', 'annotations') },
    { spec: stated({ ingressClassName: ingress.ingressClassName, rules }) },
    'leads requests from outside to the Services',
    [{ because: 'it is made once the pods are ready' }],
  );
}

function ruleOf(host: string, backend: string, service: Manifest, ingress: OmeIngress): readonly JsonObject[] {
  const text = omeHostOf(host, service, ingress);
  if (text === undefined) return [];
  const to = { service: { name: backend, port: { number: SERVICE_PORT } } };
  return [{ host: text, http: { paths: [{ path: '/', pathType: 'Prefix', backend: to }] } }];
}
