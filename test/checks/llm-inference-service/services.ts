import type { ClusterFacts } from '../../../checks/cluster-facts';
import type { Finding } from '../../../checks/finding';
import { checkLlmInferenceServices } from '../../../checks/llm-inference-service/check-llm-inference-services';
import { checkPods } from '../../../checks/pods/check-pods';
import { nameOf } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

/** What a test states of a service; the rest is one that works. */
export interface ServiceParts {
  readonly version?: 'v1alpha1' | 'v1alpha2';
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: JsonObject;
  readonly annotations?: JsonObject;
  readonly model?: JsonObject;
  /** The container `main`. */
  readonly main?: JsonObject;
  readonly spec?: JsonObject;
}

/** A container `main` with devices. */
export function main(devices: number, container: JsonObject = {}): JsonObject {
  return { name: 'main', resources: { limits: { 'nvidia.com/gpu': String(devices) } }, ...container };
}

/** A pod of one container. */
export function pod(container: JsonObject): JsonObject {
  return { containers: [container] };
}

/** An LLMInferenceService of one pod with one device. */
export function service(parts: ServiceParts = {}): Manifest {
  const { version = 'v1alpha2', name = 'qwen', namespace = 'models', labels = {}, annotations = {} } = parts;
  return {
    apiVersion: `serving.kserve.io/${version}`,
    kind: 'LLMInferenceService',
    metadata: { name, namespace, labels, annotations },
    spec: {
      model: { uri: 'hf://Qwen/Qwen2.5-7B-Instruct', name: 'qwen', ...parts.model },
      template: pod(main(1, parts.main)),
      ...parts.spec,
    },
  };
}

/** A service whose pods share the data: a leader and workers of 8 devices each. */
export function group(parallelism: JsonObject, devices = 8): ServiceParts {
  return { spec: { parallelism, template: pod(main(devices)), worker: pod(main(devices)) } };
}

export function config(name: string, spec: JsonObject, namespace = 'models'): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1alpha2',
    kind: 'LLMInferenceServiceConfig',
    metadata: { name, namespace },
    spec,
  };
}

/** What is found of services, their configurations and their pods; objects are placed by their names. */
export function findings(manifests: readonly Manifest[], facts: ClusterFacts = {}): readonly Finding[] {
  const objects = manifests.map((manifest) => ({ manifest, where: nameOf(manifest) }));
  return [...checkLlmInferenceServices(objects, facts), ...checkPods(objects, facts)];
}

/** Severity, id and field of what is found. */
export function told(...manifests: readonly Manifest[]): readonly string[] {
  return findings(manifests).map(({ severity, id, field = '' }) => `${severity} ${id} ${field}`);
}
