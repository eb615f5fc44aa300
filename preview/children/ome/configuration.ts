import type { HostNaming } from '../host-name';

/** How services of OME are reached: `ingress` of the ConfigMap `inferenceservice-config` in OME's namespace. */
export interface OmeIngress extends HostNaming {
  /** Whether a plain Service stands before the components, rather than an Ingress. */
  readonly disableIngressCreation: boolean;
  readonly enableGatewayApi: boolean;
  readonly ingressClassName?: string;
  /** `namespace/name` of a Gateway. */
  readonly omeIngressGateway: string;
  /** `namespace/name` of a Gateway of Istio. */
  readonly ingressGateway: string;
  readonly localGateway: string;
  readonly localGatewayService: string;
  readonly knativeLocalGatewayService: string;
  readonly additionalIngressDomains: readonly string[];
  /** Empty where services are told apart by hosts alone. */
  readonly pathTemplate: string;
  readonly disableIstioVirtualHost: boolean;
  /** Whether the cluster's own configuration is known; else it is what OME ships. */
  readonly isKnown: boolean;
}

/**
 * As OME v0.1.5 ships it.
 *
 * @see https://github.com/sgl-project/ome/blob/main/config/configmap/inferenceservice.yaml
 */
export const SHIPPED_OME_INGRESS: OmeIngress = {
  domainTemplate: '{{ .Name }}.{{ .Namespace }}.{{ .IngressDomain }}',
  ingressDomain: 'svc.cluster.local',
  disableIngressCreation: true,
  enableGatewayApi: false,
  ingressClassName: 'istio',
  omeIngressGateway: '',
  ingressGateway: 'knative-serving/knative-ingress-gateway',
  localGateway: 'knative-serving/knative-local-gateway',
  localGatewayService: 'knative-local-gateway.istio-system.svc.cluster.local',
  knativeLocalGatewayService: 'knative-local-gateway.istio-system.svc.cluster.local',
  additionalIngressDomains: [],
  pathTemplate: '',
  disableIstioVirtualHost: false,
  isKnown: false,
};
