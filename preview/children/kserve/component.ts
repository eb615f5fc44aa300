import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import type { MergedPod } from '../../merged-pod';
import type { ChildMetadata, Inexactness } from '../child-object';

export type ComponentKind = 'predictor' | 'transformer' | 'explainer';

/** A component of a service, for which KServe makes a workload of its own. */
export interface KserveComponent {
  readonly kind: ComponentKind;
  readonly service: Manifest;
  /** Of its workload and its Service. */
  readonly name: string;
  /** What is stated of it: the predictor, the transformer or the explainer. */
  readonly fields: JsonObject;
  /** The pod that serves. */
  readonly pod: MergedPod;
  /** Pods beside it that compute the model with it; only of a predictor. */
  readonly worker?: MergedPod;
  /** What of its pods is not exact. */
  readonly inexact: readonly Inexactness[];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/constants/constants.go PredictorServiceName, TransformerServiceName, ExplainerServiceName */
export function componentName(service: string, kind: ComponentKind, variant = ''): string {
  return variant === '' ? `${service}-${kind}` : `${service}-${variant}-${kind}`;
}

/** What all objects of a component are labelled and annotated with. */
export function metadataOf({ name, pod }: KserveComponent): ChildMetadata {
  return { name, namespace: pod.namespace, labels: pod.labels, annotations: pod.annotations };
}

/** The label by which a component's pods are found. */
export function appOf(name: string): string {
  return `isvc.${name}`;
}
