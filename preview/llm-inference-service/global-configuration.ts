/** What is set for all services of a cluster, as far as templates may read it. */
export interface GlobalConfiguration {
  /** Where KServe runs. */
  readonly systemNamespace: string;
  readonly ingressGatewayName: string;
  readonly ingressGatewayNamespace: string;
  readonly isTlsEnabled: boolean;
  readonly modelBasedRoutingHeaderName: string;
}

/**
 * What KServe takes where nothing is set.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/configmap.go NewIngressConfig
 */
export const SHIPPED_CONFIGURATION: GlobalConfiguration = {
  systemNamespace: 'kserve',
  ingressGatewayName: 'kserve-ingress-gateway',
  ingressGatewayNamespace: 'kserve',
  isTlsEnabled: false,
  modelBasedRoutingHeaderName: 'X-Gateway-Model-Name',
};
