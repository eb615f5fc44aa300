/** How models in images of their own get into pods. */
export type OciModelMode = 'modelcar' | 'native' | 'fetch' | 'none';

/** What the pods that KServe makes depend on in its configuration. */
export interface PodConfiguration {
  /** How the pods of a service are made that does not say. */
  readonly defaultDeploymentMode: 'Knative' | 'Standard' | 'ModelMesh';
  /** Devices that count as GPUs beside those that KServe knows. */
  readonly customGpuResourceTypes: readonly string[];
  readonly ociModelMode: OciModelMode;
}

/**
 * As KServe ships it.
 *
 * @see https://github.com/kserve/kserve/blob/master/config/configmap/inferenceservice.yaml
 */
export const SHIPPED_CONFIGURATION: PodConfiguration = {
  defaultDeploymentMode: 'Knative',
  customGpuResourceTypes: [],
  ociModelMode: 'modelcar',
};
