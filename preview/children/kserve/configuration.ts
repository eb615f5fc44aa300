import { SHIPPED_CONFIGURATION } from '../../kserve/configuration';
import type { PodConfiguration } from '../../kserve/configuration';
import { SHIPPED_INGRESS } from './ingress-configuration';
import type { IngressConfiguration } from './ingress-configuration';

/** How far one pod after the other is replaced: `deploy.deploymentRolloutStrategy` of the configuration. */
export interface DefaultRollout {
  readonly maxSurge?: string;
  readonly maxUnavailable?: string;
}

/** What the objects that KServe makes depend on in its configuration. */
export interface ChildConfiguration extends PodConfiguration {
  readonly ingress: IngressConfiguration;
  /** `service.serviceClusterIPNone`: whether Services have no address of their own. */
  readonly isHeadless: boolean;
  /** @default - that of a Deployment */
  readonly rollout?: DefaultRollout;
  /** Seconds for KEDA, `autoscaler.scaleUpStabilizationWindowSeconds`. */
  readonly scaleUpWindow?: number;
  readonly scaleDownWindow?: number;
  /** Where metrics of pods are asked for: `opentelemetryCollector.metricScalerEndpoint`. */
  readonly metricScalerEndpoint: string;
  /** Whether the cluster's own configuration is known; else it is what KServe ships. */
  readonly isKnown: boolean;
}

/**
 * As KServe ships it.
 *
 * @see https://github.com/kserve/kserve/blob/master/config/configmap/inferenceservice.yaml
 */
export const SHIPPED_CHILD_CONFIGURATION: ChildConfiguration = {
  ...SHIPPED_CONFIGURATION,
  ingress: SHIPPED_INGRESS,
  isHeadless: false,
  scaleUpWindow: 0,
  scaleDownWindow: 300,
  metricScalerEndpoint: 'keda-otel-scaler.keda.svc:4318',
  isKnown: false,
};
