import { objectAt } from '../../../kubernetes/manifest';
import type { Manifest } from '../../../kubernetes/manifest';
import type { ChildObject, Inexactness } from '../child-object';
import { urlPathOf } from '../url-path';
import { ANY_PORT, gatewayAlias, quoted, virtualServiceOf } from '../virtual-service';
import { componentName } from './component';
import type { OmeComponent } from './component';
import type { OmeIngress } from './configuration';
import { annotationsOfRoutes } from './metadata-of-service';
import { SERVICE_PORT } from './services';

const CLUSTER_DOMAIN = 'cluster.local';

const DELETED_AGAIN: Inexactness = {
  because: 'OME v0.1.5 deletes it each time after it has made or changed it, and makes it anew the next time',
};

const OF_ROUTER: Inexactness = {
  because:
    'with a router, it is made where Serverless is the mode of the whole service, by its annotation or by default',
};

/**
 * What leads to a service in Serverless mode: a VirtualService of Istio, and a Service that stands for the gateway.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/strategies/serverless_strategy.go Reconcile
 */
export function knativeEntrance(
  service: Manifest,
  components: readonly OmeComponent[],
  ingress: OmeIngress,
): readonly ChildObject[] {
  if (ingress.disableIstioVirtualHost) return [];
  const named = (kind: OmeComponent['kind']) => components.some((component) => component.kind === kind);
  const decoder = componentName({ service, kind: 'decoder' });
  return [
    virtualServiceOf({
      service,
      metadata: { labels: objectAt(service, 'metadata', 'labels'), annotations: annotationsOfRoutes(service) },
      ingressGateway: ingress.ingressGateway,
      localGateway: ingress.localGateway,
      gatewayService: ingress.knativeLocalGatewayService,
      gatewayPort: SERVICE_PORT,
      entry: componentName({ service, kind: named('router') ? 'router' : 'engine' }),
      before: named('decoder') ? { name: decoder, paths: '^/v1/.*$', pathsBelow: '(/v1/.*)$' } : undefined,
      headers: ['OMe-Isvc-Name', 'OME-Isvc-Namespace'],
      hostExpression,
      path: urlPathOf(service, ingress.pathTemplate),
      ingressDomain: ingress.ingressDomain,
      inexact: [
        { because: 'it is made once the pods are ready' },
        ...(named('router') ? [OF_ROUTER] : []),
        DELETED_AGAIN,
      ],
    }),
    gatewayAlias(service, ingress.localGatewayService, [DELETED_AGAIN]),
  ];
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/constants/constants.go HostRegExp */
function hostExpression(host: string): string {
  const suffix = `.svc.${CLUSTER_DOMAIN}`;
  if (!host.endsWith(suffix)) return `^${quoted(host)}${ANY_PORT}$`;
  const own = quoted(host.slice(0, -suffix.length));
  return `^${own}(${quoted('.svc')}(${quoted(`.${CLUSTER_DOMAIN}`)})?)?${ANY_PORT}$`;
}
