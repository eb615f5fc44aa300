import { checkOme } from '../../../checks/ome/check-ome';
import type { Finding } from '../../../checks/finding';
import { isObject } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../../kubernetes/manifest';

/** A change: maps are merged, `null` takes a field out, anything else replaces what is there. */
export type Patch = JsonObject;

const runner = {
  name: 'ome-container',
  image: 'lmsysorg/sglang:v0.5.5',
  args: ['--model-path=$(MODEL_PATH)', '--served-model-name={{.Name}}'],
  ports: [{ containerPort: 8080 }],
  readinessProbe: { httpGet: { path: '/health', port: 8080 } },
};

/** One object of each kind, with which nothing is wrong. */
const GOOD = {
  runtime: object('ClusterServingRuntime', 'mistral-runtime', {
    supportedModelFormats: [
      {
        name: 'safetensors',
        modelFormat: { name: 'safetensors', version: '1.0.0' },
        modelFramework: { name: 'transformers', version: '4.36.2' },
        modelArchitecture: 'MistralForCausalLM',
        autoSelect: true,
        priority: 1,
      },
    ],
    modelSizeRange: { min: '5B', max: '9B' },
    engineConfig: { runner },
  }),
  model: object('ClusterBaseModel', 'mistral', {
    modelFormat: { name: 'safetensors', version: '1.0.0' },
    modelFramework: { name: 'transformers', version: '4.36.2' },
    modelArchitecture: 'MistralForCausalLM',
    modelParameterSize: '7B',
    vendor: 'mistralai',
    storage: { storageUri: 'hf://mistralai/Mistral-7B-Instruct-v0.2', path: '/mnt/data/models/mistral' },
  }),
  accelerator: object('AcceleratorClass', 'h100', { capabilities: { memoryGB: '80Gi' }, discovery: {} }),
  service: namespaced('InferenceService', 'mistral-service', {
    engine: { minReplicas: 1, maxReplicas: 3 },
    model: { name: 'mistral', kind: 'ClusterBaseModel' },
    runtime: { name: 'mistral-runtime', kind: 'ClusterServingRuntime' },
  }),
  benchmark: namespaced('BenchmarkJob', 'mistral-benchmark', {
    endpoint: { inferenceService: { name: 'mistral-service', namespace: 'models' } },
    task: 'text-to-text',
    trafficScenarios: ['D(100,1000)', 'N(480,240)/(300,150)'],
    additionalRequestParams: { temperature: '0.7', ignore_eos: 'true' },
    outputLocation: { storageUri: 'oci://n/namespace/b/bucket/o/results' },
  }),
};

/** Changes to the good objects, by which of them they are of. */
export type Patches = Readonly<Partial<Record<keyof typeof GOOD, Patch>>>;

/** The good objects, changed; `others` come on top of them. */
export function manifests(patches: Patches = {}, others: readonly Manifest[] = []): readonly Manifest[] {
  const changed = Object.entries(GOOD).map(([name, good]): Manifest => {
    const patch = Object.entries(patches).find(([key]) => key === name)?.[1];
    return patch === undefined ? good : { ...good, ...patched(good, patch) };
  });
  return [...changed, ...others];
}

/** What is found, without the place. */
export function findings(objects: readonly Manifest[]): readonly Finding[] {
  return checkOme(objects.map((manifest) => ({ manifest, where: manifest.kind })));
}

/** An object of the whole cluster. */
export function object(kind: string, name: string, spec: JsonObject): Manifest {
  return { apiVersion: 'ome.io/v1beta1', kind, metadata: { name }, spec };
}

/** An object of the namespace of the good service. */
export function namespaced(kind: string, name: string, spec: JsonObject): Manifest {
  return { apiVersion: 'ome.io/v1beta1', kind, metadata: { name, namespace: 'models' }, spec };
}

/** The good runtime under another name, changed. */
export function anotherRuntime(name: string, patch: Patch = {}): Manifest {
  return renamed(GOOD.runtime, name, patch);
}

/** The good service under another name, changed. */
export function anotherService(name: string, patch: Patch = {}): Manifest {
  return renamed(GOOD.service, name, patch);
}

function renamed(good: Manifest, name: string, patch: Patch): Manifest {
  return { ...good, ...patched(patched(good, patch), { metadata: { name } }) };
}

function patched(target: JsonObject, patch: JsonObject): JsonObject {
  const result: Record<string, JsonValue> = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    const before = result[key];
    if (value === null) Reflect.deleteProperty(result, key);
    else result[key] = isObject(value) ? patched(isObject(before) ? before : {}, value) : value;
  }
  return result;
}
