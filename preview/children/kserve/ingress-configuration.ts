import type { HostNaming } from '../host-name';

/** How services are reached from outside of the cluster: `ingress` of the ConfigMap `inferenceservice-config`. */
export interface IngressConfiguration extends HostNaming {
  readonly enableGatewayApi: boolean;
  /** `namespace/name` of a Gateway. */
  readonly kserveIngressGateway: string;
  /** `namespace/name` of a Gateway of Istio. */
  readonly ingressGateway: string;
  readonly localGateway: string;
  readonly localGatewayService: string;
  /** @default - the same as `localGatewayService` */
  readonly knativeLocalGatewayService?: string;
  /** @default - the cluster's default class */
  readonly ingressClassName?: string;
  readonly additionalIngressDomains: readonly string[];
  /** Empty where services are told apart by hosts alone. */
  readonly pathTemplate: string;
  readonly disableIstioVirtualHost: boolean;
  readonly disableIngressCreation: boolean;
  readonly disableHttpRouteTimeout: boolean;
}

/**
 * As KServe ships it.
 *
 * @see https://github.com/kserve/kserve/blob/master/config/configmap/inferenceservice.yaml
 */
export const SHIPPED_INGRESS: IngressConfiguration = {
  enableGatewayApi: false,
  kserveIngressGateway: 'kserve/kserve-ingress-gateway',
  ingressGateway: 'knative-serving/knative-ingress-gateway',
  localGateway: 'knative-serving/knative-local-gateway',
  localGatewayService: 'knative-local-gateway.istio-system.svc.cluster.local',
  ingressDomain: 'example.com',
  ingressClassName: 'istio',
  additionalIngressDomains: [],
  domainTemplate: '{{ .Name }}-{{ .Namespace }}.{{ .IngressDomain }}',
  pathTemplate: '',
  disableIstioVirtualHost: false,
  disableIngressCreation: false,
  disableHttpRouteTimeout: false,
};

/** The domain of hosts that only the cluster reaches. */
export const CLUSTER_DOMAIN = 'svc.cluster.local';
