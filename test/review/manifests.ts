import type { JsonObject, Manifest } from '../../kubernetes/manifest';

/** A runtime of KServe that serves with vLLM. */
export function runtime(name: string, args: readonly string[] = [], image = 'vllm/vllm-openai:v0.11.0'): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1alpha1',
    kind: 'ClusterServingRuntime',
    metadata: { name },
    spec: {
      supportedModelFormats: [{ name: 'vLLM', version: '1', autoSelect: false }],
      containers: [
        {
          name: 'kserve-container',
          image,
          command: ['vllm', 'serve'],
          args: ['--port=8080', '--model=/mnt/models', ...args],
        },
      ],
    },
  };
}

/** What a service says beside its model. */
interface ServiceParts {
  readonly labels?: JsonObject;
  readonly annotations?: JsonObject;
  readonly model?: JsonObject;
  readonly predictor?: JsonObject;
}

/** A service of KServe on a GPU, as Deployments. */
export function service(
  name: string,
  uses: string,
  { labels, annotations, model, predictor }: ServiceParts = {},
): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: {
      name,
      namespace: 'models',
      labels: { ...labels },
      annotations: { 'serving.kserve.io/deploymentMode': 'Standard', ...annotations },
    },
    spec: {
      predictor: {
        minReplicas: 1,
        maxReplicas: 1,
        ...predictor,
        model: {
          modelFormat: { name: 'vLLM' },
          runtime: uses,
          storageUri: `hf://example/${name}`,
          resources: { limits: { 'nvidia.com/gpu': '2' } },
          ...model,
        },
      },
    },
  };
}

/** A Deployment of one container. */
export function deployment(name: string, parts: { readonly spec?: JsonObject; readonly container?: JsonObject } = {}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'models' },
    spec: {
      selector: { matchLabels: { app: name } },
      ...parts.spec,
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'server', image: 'example.com/server:1', ...parts.container }] },
      },
    },
  } satisfies Manifest;
}
