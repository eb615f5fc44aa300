import { nameOf, namespaceOf, textAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { CURRENT_NAMESPACE } from '../object-meta';
import { stated } from '../pod-edits';
import { child } from './child-object';
import type { ChildMetadata, ChildObject, Inexactness } from './child-object';
import { hostInCluster } from './host-name';

/** What a VirtualService of a service under Knative is made of. */
export interface VirtualServiceParts {
  readonly service: Manifest;
  readonly metadata: Pick<ChildMetadata, 'labels' | 'annotations'>;
  /** `namespace/name` of Gateways of Istio. */
  readonly ingressGateway: string;
  readonly localGateway: string;
  /** The Service of the gateway that leads to revisions. */
  readonly gatewayService: string;
  readonly gatewayPort: number;
  /** What takes the requests. */
  readonly entry: string;
  /** What takes requests of some paths before it. */
  readonly before?: {
    readonly name: string;
    /** Regular expressions of these paths, from the root and below the service's own path. */
    readonly paths: string;
    readonly pathsBelow: string;
  };
  /** Headers that say which service is meant: those of its name and of its namespace. */
  readonly headers: readonly [name: string, namespace: string];
  /** A regular expression of a host with any port. */
  readonly hostExpression: (host: string) => string;
  /**
   * By which the service is told from others of `ingressDomain`.
   *
   * @default - hosts alone tell services apart
   */
  readonly path?: string;
  readonly ingressDomain: string;
  readonly inexact: readonly Inexactness[];
}

/**
 * What leads requests to the revisions of a service.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/ingress_reconciler.go createIngress
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/builders/virtualservice_builder.go BuildVirtualService
 */
export function virtualServiceOf(parts: VirtualServiceParts): ChildObject {
  const { service, metadata, localGateway, ingressGateway, path, ingressDomain, inexact } = parts;
  const name = nameOf(service);
  const host = hostInCluster(name, namespaceOf(service) ?? CURRENT_NAMESPACE);
  const local = [localGateway, 'mesh'];
  const isLocal = textAt(service, 'metadata', 'labels', 'networking.knative.dev/visibility') === 'cluster-local';
  return child(
    ['networking.istio.io/v1beta1', 'VirtualService'],
    { name, namespace: namespaceOf(service), ...metadata },
    {
      spec: {
        hosts: [host, ...(path === undefined ? [] : [ingressDomain])],
        gateways: isLocal ? local : [...local, ingressGateway],
        http: [...hostRoutes(parts, host, local), ...(path === undefined ? [] : pathRoutes(parts, path))],
      },
    },
    'leads requests to the revisions',
    isLocal ? inexact : [...inexact, OUTSIDE],
  );
}

const OUTSIDE: Inexactness = {
  field: 'spec.hosts',
  because: 'the host outside of the cluster comes of Knative, whose domains are not known',
};

function hostRoutes(parts: VirtualServiceParts, host: string, gateways: readonly string[]): readonly JsonObject[] {
  const { before, entry, hostExpression } = parts;
  const match = (regex?: string) =>
    stated({
      uri: regex === undefined ? undefined : { regex },
      authority: { regex: hostExpression(host) },
      gateways,
    });
  return [
    ...(before === undefined ? [] : [routeTo(parts, before.name, [match(before.paths)])]),
    routeTo(parts, entry, [match()]),
  ];
}

function pathRoutes(parts: VirtualServiceParts, path: string): readonly JsonObject[] {
  const { before, entry, hostExpression, ingressDomain, ingressGateway } = parts;
  const match = (uri: JsonObject) => ({
    uri,
    authority: { regex: hostExpression(ingressDomain) },
    gateways: [ingressGateway],
  });
  const regex = `${path}${before?.pathsBelow ?? ''}`;
  return [
    ...(before === undefined
      ? []
      : [routeTo(parts, before.name, [match({ regex })], { uriRegexRewrite: { match: regex, rewrite: '\\1' } })]),
    routeTo(parts, entry, [match({ prefix: `${path}/` }), match({ exact: path })], { uri: '/' }),
  ];
}

function routeTo(
  { service, gatewayService, gatewayPort, headers }: VirtualServiceParts,
  backend: string,
  match: readonly JsonObject[],
  rewrite?: JsonObject,
): JsonObject {
  const namespace = namespaceOf(service) ?? CURRENT_NAMESPACE;
  const [ofName, ofNamespace] = headers;
  const set = { Host: hostInCluster(backend, namespace), [ofName]: nameOf(service), [ofNamespace]: namespace };
  return stated({
    match,
    rewrite,
    route: [{ destination: { host: gatewayService, port: { number: gatewayPort } }, weight: 100 }],
    headers: { request: { set } },
  });
}

/** A text as a regular expression of Go. */
export function quoted(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

/** What follows a host in a regular expression. */
export const ANY_PORT = '(?::\\d{1,5})?';

/**
 * The Service that stands for the gateway inside of the cluster.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/ingress_reconciler.go reconcileExternalService
 */
export function gatewayAlias(
  service: Manifest,
  externalName: string,
  inexact: readonly Inexactness[] = [],
): ChildObject {
  return child(
    ['v1', 'Service'],
    { name: nameOf(service), namespace: namespaceOf(service) },
    { spec: { type: 'ExternalName', externalName, sessionAffinity: 'None' } },
    'stands for the gateway inside of the cluster',
    inexact,
  );
}
