import { groupOf, isObject, nameOf, namespaceOf, objectAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { modelNameOf } from '../../preview/llm-inference-service/combine';

export type ServiceVersion = 'v1alpha1' | 'v1alpha2';

/** An `LLMInferenceService` of a version that KServe serves. */
export interface LlmService {
  readonly manifest: Manifest;
  readonly version: ServiceVersion;
  readonly name: string;
  readonly namespace?: string;
  readonly annotations: JsonObject;
  readonly spec: JsonObject;
  /** As the webhook fills it in. */
  readonly modelName: string;
}

export function llmServiceOf(manifest: Manifest): LlmService | undefined {
  const version = versionOf(manifest);
  if (version === undefined || manifest.kind !== 'LLMInferenceService' || !isObject(manifest.spec)) return undefined;
  return {
    manifest,
    version,
    name: nameOf(manifest),
    namespace: namespaceOf(manifest),
    annotations: objectAt(manifest, 'metadata', 'annotations'),
    spec: manifest.spec,
    modelName: modelNameOf(manifest.spec) ?? nameOf(manifest),
  };
}

/** Whether an object is of a version of KServe's own that is served. */
export function versionOf(manifest: Manifest): ServiceVersion | undefined {
  if (groupOf(manifest) !== 'serving.kserve.io') return undefined;
  const version = manifest.apiVersion.slice(manifest.apiVersion.indexOf('/') + 1);
  return version === 'v1alpha1' || version === 'v1alpha2' ? version : undefined;
}
