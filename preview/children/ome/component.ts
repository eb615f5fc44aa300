import { nameOf } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import type { MergedPod } from '../../merged-pod';
import type { ComponentName } from '../../ome/component-parts';
import type { DeploymentMode } from '../../ome/deployment-mode';
import type { ChildMetadata } from '../child-object';

/** A component of a service, merged with the runtime's, and its pods. */
export interface OmeComponent {
  readonly service: Manifest;
  readonly kind: ComponentName;
  readonly mode: DeploymentMode;
  readonly fields: JsonObject;
  /** What all of its objects are labelled and annotated with. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** One kind, or the leaders and the workers of groups. */
  readonly pods: readonly MergedPod[];
  /** Pods of a group beside its leader. */
  readonly workers: number;
}

/** Of its workload and its Service. */
export function componentName({ service, kind }: Pick<OmeComponent, 'service' | 'kind'>): string {
  return `${nameOf(service)}-${kind}`;
}

export function metadataOf(component: OmeComponent): ChildMetadata {
  const { labels, annotations, pods } = component;
  return { name: componentName(component), namespace: pods[0]?.namespace, labels, annotations };
}

/**
 * Labels for queues and schedulers, which annotations ask for.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/annotations.go SetPodLabelsFromAnnotations
 */
export function queueLabels(annotations: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { 'ome.io/volcano-queue': queue, 'ome.io/dedicated-ai-cluster': cluster } = annotations;
  return {
    ...(queue === undefined ? {} : { 'volcano.sh/queue-name': queue }),
    ...(queue !== undefined || cluster === undefined ? {} : clusterLabels(cluster, 'kueue-enabled' in annotations)),
    ...('volcano' in annotations ? { 'ray.io/scheduler-name': 'volcano' } : {}),
  };
}

function clusterLabels(cluster: string, isKueue: boolean): Readonly<Record<string, string>> {
  return isKueue
    ? { 'kueue.x-k8s.io/queue-name': cluster, 'kueue.x-k8s.io/priority-class': 'kueue-scheduling-high-priority' }
    : { 'volcano.sh/queue-name': cluster, 'ray.io/priority-class-name': 'volcano-scheduling-high-priority' };
}
