import type { HostNaming } from '../host-name';

/** How services of OME are reached: `ingress` of the ConfigMap `inferenceservice-config` in OME's namespace. */
export interface OmeIngress extends HostNaming {
  /** Whether a plain Service stands before the components, rather than an Ingress. */
  readonly disableIngressCreation: boolean;
  readonly enableGatewayApi: boolean;
  readonly ingressClassName?: string;
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
  isKnown: false,
};
