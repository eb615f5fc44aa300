import { nameOf, namespaceOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { MergedPod } from '../merged-pod';
import { unionOfTexts } from '../pod-edits';
import type { DefaultedService } from './defaulted-service';

/** Annotations that stay with the service. */
const WITHHELD: ReadonlySet<string> = new Set([
  'autoscaling.knative.dev/min-scale',
  'autoscaling.knative.dev/max-scale',
  'internal.serving.kserve.io/storage-initializer-sourceuri',
  'kubectl.kubernetes.io/last-applied-configuration',
  'modelFormat',
]);

type PodMetadata = Pick<MergedPod, 'namespace' | 'labels' | 'annotations'>;

/**
 * The metadata of a predictor's pods.
 *
 * @param ofRuntime - the part of the runtime that states the pod: its spec, or that of its workers
 * @param modelUri - where a model is that is stated by one address
 * @param suffix - what ends the name by which pods of a kind are found
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go buildObjectMeta
 */
export function predictorMetadata(
  { manifest, labels, annotations, predictor, mode }: DefaultedService,
  ofRuntime: JsonObject,
  modelUri: string | undefined,
  suffix: '' | '-worker' = '',
): PodMetadata {
  const isSeveral = typeof predictor.workerSpec === 'object' && predictor.workerSpec !== null;
  return {
    namespace: namespaceOf(manifest),
    labels: unionOfTexts(objectAt(ofRuntime, 'labels'), labels, objectAt(predictor, 'labels'), {
      ...(isSeveral ? { 'isvc.generation': '1' } : {}),
      'serving.kserve.io/inferenceservice': nameOf(manifest),
      component: 'predictor',
      ...(mode === 'Standard' ? { app: `isvc.${predictorName(manifest, predictor)}${suffix}` } : {}),
    }),
    annotations: unionOfTexts(
      passedOn(objectAt(ofRuntime, 'annotations')),
      passedOn(annotations),
      modelUri === undefined ? {} : { 'internal.serving.kserve.io/storage-initializer-sourceuri': modelUri },
      passedOn(objectAt(predictor, 'annotations')),
    ),
  };
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/constants/constants.go PredictorServiceName */
function predictorName(service: JsonObject, predictor: JsonObject): string {
  const name = textAt(service, 'metadata', 'name') ?? '';
  const own = textAt(predictor, 'name') ?? '';
  return own === '' ? `${name}-predictor` : `${name}-${own}-predictor`;
}

/** Annotations without those that stay with the service. */
export function passedOn(annotations: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => !WITHHELD.has(key)));
}
