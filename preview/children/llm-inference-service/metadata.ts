import { nameOf, namespaceOf, objectAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { childName } from '../../llm-inference-service/child-name';
import { unionOfTexts } from '../../pod-edits';
import type { ChildMetadata } from '../child-object';

type Texts = Readonly<Record<string, string>>;

const MODEL_ROUTING = 'serving.kserve.io/model-based-routing-enabled';
const OF_KUEUE_AND_CACHES = ['kueue.x-k8s.io', 'internal.serving.kserve.io/localmodel'];
const OF_PODS = [...OF_KUEUE_AND_CACHES, 'k8s.v1.cni.cncf.io', 'prometheus.io'];

/** What an object of a service is called, and labelled as. */
export function metadataOf(service: Manifest, suffix: string, labels: Texts): ChildMetadata {
  return { name: childName(nameOf(service), suffix), namespace: namespaceOf(service), labels };
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/scheduler.go SchedulerLabels */
export function labelsOf(service: Manifest, component?: string): Texts {
  return {
    ...(component === undefined ? {} : { 'app.kubernetes.io/component': component }),
    'app.kubernetes.io/name': nameOf(service),
    'app.kubernetes.io/part-of': 'llminferenceservice',
  };
}

/** By which the pods that take requests are found. */
export function selectorOf(service: Manifest): Texts {
  return { ...labelsOf(service), 'kserve.io/component': 'workload' };
}

/**
 * Labels of the service itself that its workloads and their pods have, too; others are stated in `spec.labels`.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_single_node.go propagateDeploymentMetadata
 */
export function passedLabels(service: Manifest): Texts {
  return withPrefix(unionOfTexts(objectAt(service, 'metadata', 'labels')), OF_KUEUE_AND_CACHES);
}

/** @param prefixes - further ones, as of groups */
export function passedAnnotations(service: Manifest, ...prefixes: readonly string[]): Texts {
  return withPrefix(unionOfTexts(objectAt(service, 'metadata', 'annotations')), [...OF_PODS, ...prefixes]);
}

/** What is stated of a workload's pods. */
export function statedLabels(workload: JsonObject): Texts {
  return unionOfTexts(objectAt(workload, 'labels'));
}

export function statedAnnotations(workload: JsonObject): Texts {
  const { [MODEL_ROUTING]: _routing, ...others } = unionOfTexts(objectAt(workload, 'annotations'));
  return others;
}

function withPrefix(texts: Texts, prefixes: readonly string[]): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([key]) => prefixes.some((prefix) => key.startsWith(prefix))));
}
