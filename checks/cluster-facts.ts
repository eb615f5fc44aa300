import type { Manifest } from '../kubernetes/manifest';

/** How KServe's deployments are made where a service does not say. */
export type DeploymentMode = 'Knative' | 'Standard';

/** What is known of KServe in a cluster, with what it ships where nothing else is said. */
export interface KserveFacts {
  /**
   * `deploy.defaultDeploymentMode` of the ConfigMap `inferenceservice-config`.
   *
   * @default 'Knative'
   */
  readonly defaultDeploymentMode?: DeploymentMode;
  /**
   * `multiNode.customGPUResourceTypeList` of the ConfigMap `inferenceservice-config`.
   *
   * @default []
   */
  readonly customGpuResourceTypes?: readonly string[];
}

/** What is known of a cluster beside the objects that are checked; upstream's defaults where nothing is said. */
export interface ClusterFacts {
  readonly kserve?: KserveFacts;
  /**
   * What stands in the cluster without being checked, such as the runtimes that a platform brings along.
   *
   * @default []
   */
  readonly inventory?: readonly Manifest[];
}
