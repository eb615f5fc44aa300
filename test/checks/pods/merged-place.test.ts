import { checkPods } from '../../../checks/pods/check-pods';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { textMatching } from '../../text-matching';

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

function service(storageUri: string, model: JsonObject = {}, name = 'chat'): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name, namespace: 'models' },
    spec: { predictor: { model: { modelFormat: { name: 'vLLM' }, runtime: 'vllm', storageUri, ...model } } },
  };
}

function told(...manifests: readonly Manifest[]) {
  const objects = manifests.map((manifest) => ({ manifest, where: manifest.kind }));
  return checkPods(objects).map(({ id, where, field }) => [id, where, field].join(' '));
}

describe('what is told of a merged pod', () => {
  test('of several devices without shared memory, stands where they are made several', () => {
    expect(told(runtime({}), service('pvc://models/llama'))).toEqual([
      'pod/shared-memory ServingRuntime spec.containers[0].args[1]',
    ]);
    const args = { args: ['--tensor-parallel-size=2'] };
    expect(told(runtime({ args: ['--model=/mnt/models'] }), service('pvc://models/llama', args))).toEqual([
      'pod/shared-memory InferenceService spec.predictor.model.args[0]',
    ]);
  });

  test('is told once where it is of a runtime, with the number of its services', () => {
    const services = ['a', 'b', 'c'].map((name) => service('pvc://models/llama', {}, name));
    const objects = [runtime({}), ...services].map((manifest, index) => ({ manifest, where: String(index) }));
    expect(checkPods(objects)).toMatchObject([
      { id: 'pod/shared-memory', where: '0', consequence: textMatching(/ So it is in the pods of 3 services\.$/) },
    ]);
    expect(checkPods(objects.slice(0, 2))[0]?.consequence).not.toContain('services');
  });

  test('is nothing where a controller alone wrote it', () => {
    const volumeMounts = [{ name: 'shm', mountPath: '/dev/shm' }];
    const volumes = [{ name: 'shm', emptyDir: { medium: 'Memory' } }];
    expect(told(runtime({ volumeMounts }, { volumes }), service('pvc://models/llama'))).toEqual([]);
  });
});
