import type { Manifest } from '../kubernetes/manifest';
import type { StatedKinds } from './schema/stated-kinds';

/** How KServe's deployments are made where a service does not say. */
export type DeploymentMode = 'Knative' | 'Standard' | 'ModelMesh';

/** How KServe brings images with models to containers; `none` where it does not. */
export type OciModelMode = 'modelcar' | 'native' | 'fetch' | 'none';

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
  /**
   * `storageInitializer.ociModelMode` of the ConfigMap `inferenceservice-config`.
   *
   * @default 'modelcar'
   */
  readonly ociModelMode?: OciModelMode;
  /**
   * `localModel.enabled` of the ConfigMap `inferenceservice-config`.
   *
   * @default false
   */
  readonly localModels?: boolean;
  /**
   * `ingress.domainTemplate` of the ConfigMap `inferenceservice-config`.
   *
   * @default '{{ .Name }}-{{ .Namespace }}.{{ .IngressDomain }}'
   */
  readonly domainTemplate?: string;
  /**
   * `ingress.ingressDomain` of the ConfigMap `inferenceservice-config`.
   *
   * @default 'example.com'
   */
  readonly ingressDomain?: string;
  /**
   * `credentials.storageSpecSecretName` of the ConfigMap `inferenceservice-config`.
   *
   * @default 'storage-config'
   */
  readonly storageSecretName?: string;
}

/** What serves models in a cluster. */
export type ClusterPlatform = 'kserve' | 'alauda-ai' | 'openshift-ai' | 'ome' | 'leader-worker-set' | 'cce' | 'hydra';

/** A stage of a fleet, such as `prod`, and what is demanded of all that is served in it. */
export interface EnvironmentFacts {
  readonly name: string;
  /**
   * Whether the images of all pods must be stated with their digests.
   *
   * @default false
   */
  readonly imagesByDigest?: boolean;
}

/** What is known of a cluster beside the objects that are checked; upstream's defaults where nothing is said. */
export interface ClusterFacts {
  /**
   * Version of Kubernetes, such as `1.31` or `v1.31.4`, by which its own kinds are judged.
   *
   * @default - the newest version whose kinds are known
   */
  readonly kubernetesVersion?: string;
  /**
   * Extended resources by which pods get the accelerators of the cluster's nodes, such as `nvidia.com/gpu`.
   *
   * @default - they are not known
   */
  readonly accelerators?: readonly string[];
  /** @default what annotations and labels of the objects tell */
  readonly platform?: ClusterPlatform;
  /** @default - nothing is demanded beyond what holds in every cluster */
  readonly environment?: EnvironmentFacts;
  readonly kserve?: KserveFacts;
  /**
   * What stands in the cluster without being checked, such as the runtimes that a platform brings along.
   *
   * @default []
   */
  readonly inventory?: readonly Manifest[];
  /**
   * Kinds that are defined by objects of the cluster.
   *
   * @default - those alone whose schemas are at hand
   */
  readonly kinds?: StatedKinds;
}
