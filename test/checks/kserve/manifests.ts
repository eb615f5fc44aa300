import type { ClusterFacts } from '../../../checks/cluster-facts';
import type { Finding } from '../../../checks/finding';
import { checkKserve } from '../../../checks/kserve/check-kserve';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

export const STANDARD = { 'serving.kserve.io/deploymentMode': 'Standard' };
export const KNATIVE = { 'serving.kserve.io/deploymentMode': 'Knative' };

/** What a service is made of, beside a predictor with a model of scikit-learn. */
export interface ServiceParts {
  readonly name?: string;
  readonly namespace?: string;
  readonly annotations?: JsonObject;
  readonly labels?: JsonObject;
  readonly model?: JsonObject;
  /** Fields beside the model. */
  readonly predictor?: JsonObject;
  /** Fields beside the predictor. */
  readonly spec?: JsonObject;
}

export function service(parts: ServiceParts = {}): Manifest {
  const { name = 'iris', namespace = 'models', annotations = {}, labels = {} } = parts;
  const model = { modelFormat: { name: 'sklearn' }, storageUri: 'gs://models/iris', ...parts.model };
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name, namespace, annotations, labels },
    spec: { predictor: { model, ...parts.predictor }, ...parts.spec },
  };
}

/** A service whose predictor has these fields alone. */
export function predicting(predictor: JsonObject, annotations: JsonObject = {}): Manifest {
  return { ...service({ annotations }), spec: { predictor } };
}

/** A ServingRuntime with the fields of a spec beside its container. */
export function runtime(spec: JsonObject = {}, metadata: JsonObject = {}): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1alpha1',
    kind: 'ServingRuntime',
    metadata: { name: 'scikit', namespace: 'models', ...metadata },
    spec: { containers: [{ name: 'kserve-container', image: 'registry.example/scikit:1.0' }], ...spec },
  };
}

/** The ConfigMap that KServe is configured with. */
export function configMap(data: Readonly<Record<string, unknown>>): Manifest {
  const texts = Object.entries(data).map(([key, value]): [string, string] => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'inferenceservice-config', namespace: 'kserve' },
    data: Object.fromEntries(texts),
  };
}

/** What is found; objects are placed by their kinds. */
export function findings(manifests: readonly Manifest[], facts: ClusterFacts = {}): readonly Finding[] {
  return checkKserve(
    manifests.map((manifest) => ({ manifest, where: manifest.kind })),
    facts,
  );
}

/** Rules and fields of what is found. */
export function told(manifests: readonly Manifest[], facts: ClusterFacts = {}) {
  return findings(manifests, facts).map(({ id, field }) => [id, field]);
}
