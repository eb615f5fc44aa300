import { checkPods } from '../../../checks/pods/check-pods';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

function runtime(container: JsonObject, pod: JsonObject = {}): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1alpha1',
    kind: 'ServingRuntime',
    metadata: { name: 'vllm', namespace: 'models' },
    spec: {
      ...pod,
      supportedModelFormats: [{ name: 'vLLM', autoSelect: true }],
      containers: [
        {
          name: 'kserve-container',
          image: 'vllm/vllm-openai:v0.11.0',
          args: ['--model=/mnt/models', '--tensor-parallel-size=2'],
          resources: { limits: { 'nvidia.com/gpu': '2' } },
          ...container,
        },
      ],
    },
  };
}

function service(storageUri: string): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'chat', namespace: 'models' },
    spec: { predictor: { model: { modelFormat: { name: 'vLLM' }, runtime: 'vllm', storageUri } } },
  };
}

function told(...manifests: readonly Manifest[]) {
  const objects = manifests.map((manifest) => ({ manifest, where: manifest.kind }));
  return checkPods(objects).map(({ id, where, field }) => [id, where, field].join(' '));
}

describe('what is told of a merged pod', () => {
  test('of a list that a controller adds to, stands where somebody could add to it', () => {
    expect(told(runtime({}), service('pvc://models/llama'))).toEqual([
      'pod/shared-memory InferenceService spec.predictor.model',
    ]);
  });

  test('is nothing where a controller alone wrote it', () => {
    const volumeMounts = [{ name: 'shm', mountPath: '/dev/shm' }];
    const volumes = [{ name: 'shm', emptyDir: { medium: 'Memory' } }];
    expect(told(runtime({ volumeMounts }, { volumes }), service('pvc://models/llama'))).toEqual([]);
  });
});
