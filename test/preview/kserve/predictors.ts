import { objectAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import type { MergedPod } from '../../../preview/merged-pod';
import { mergedPredictor } from '../../../preview/kserve/merged-predictor';
import type { PodConfiguration } from '../../../preview/kserve/configuration';

/** A runtime whose first container is the one that serves. */
export function runtime(container: JsonObject = {}, spec: JsonObject = {}, name = 'my-runtime'): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1alpha1',
    kind: 'ServingRuntime',
    metadata: { name, namespace: 'models' },
    spec: {
      supportedModelFormats: [{ name: 'vLLM', autoSelect: true }],
      containers: [{ name: 'kserve-container', image: 'engine:1', ...container }],
      ...spec,
    },
  };
}

/** A service in Standard mode; `model` of it has the format vLLM. */
export function service(model: JsonObject = {}, predictor: JsonObject = {}, metadata: JsonObject = {}): Manifest {
  const annotations = { 'serving.kserve.io/deploymentMode': 'Standard', ...objectAt(metadata, 'annotations') };
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'llama', namespace: 'models', ...metadata, annotations },
    spec: { predictor: { model: { modelFormat: { name: 'vLLM' }, ...model }, ...predictor } },
  };
}

/** The only kind of pods that there is. */
export function podOf(isvc: Manifest, of?: Manifest, configuration?: PodConfiguration): MergedPod {
  const [pod, ...others] = podsOf(isvc, of, configuration);
  if (pod === undefined || others.length > 0) throw new Error(`there are ${others.length + 1} kinds of pods`);
  return pod;
}

export function podsOf(isvc: Manifest, of?: Manifest, configuration?: PodConfiguration): readonly MergedPod[] {
  const result = mergedPredictor(isvc, of, configuration);
  if (result.outcome !== 'pods') throw new Error(JSON.stringify(result));
  return result.pods;
}
