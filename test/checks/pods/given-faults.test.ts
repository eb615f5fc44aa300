import { shippedManifests, SHIPPED_BY } from '../../../catalog/shipped-manifests';
import { checkPods } from '../../../checks/pods/check-pods';
import { nameOf } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

const where = (manifest: Manifest) => ({ manifest, where: manifest.kind });

function service(model: JsonObject = {}): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: {
      name: 'chat',
      namespace: 'models',
      annotations: { 'serving.kserve.io/deploymentMode': 'Standard' },
    },
    spec: { predictor: { model: { modelFormat: { name: 'vLLM' }, runtime: 'vllm', ...model } } },
  };
}

function runtime(...args: readonly string[]): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1alpha1',
    kind: 'ClusterServingRuntime',
    metadata: { name: 'vllm' },
    spec: {
      annotations: { 'prometheus.io/port': '9000' },
      supportedModelFormats: [{ name: 'vLLM' }],
      containers: [
        {
          name: 'kserve-container',
          image: 'vllm/vllm-openai:latest',
          command: ['vllm', 'serve', '/mnt/models'],
          args,
          resources: { limits: { 'nvidia.com/gpu': '1' } },
        },
      ],
    },
  };
}

const idsOf = (given: Manifest, one: Manifest) =>
  checkPods([where(one)], { inventory: [given] }).map(({ id, severity, field }) => `${severity} ${id} ${field ?? ''}`);

test('what a runtime of an inventory says warns nobody', () => {
  expect(idsOf(runtime(), service())).toEqual([]);
});

test('a runtime that is checked, too, is warned of', () => {
  const found = checkPods([runtime(), service()].map(where));
  expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(['pod/image-tag']));
});

test('what the service adds to it is told at the service', () => {
  expect(idsOf(runtime(), service({ image: 'quay.io/any/other:latest' }))).toContain(
    'warning pod/image-tag spec.predictor.model.image',
  );
});

test('a runtime with which pods do not start is told at the service', () => {
  expect(idsOf(runtime('--max-modellen=4'), service())).toContain('error vllm/unknown-flag spec.predictor');
});

test.each(SHIPPED_BY)('services of each runtime of %s are told of nothing that is the runtime’s', (by) => {
  const inventory = shippedManifests(by);
  const services = inventory
    .filter(({ kind, apiVersion }) => kind.endsWith('ServingRuntime') && apiVersion.startsWith('serving.kserve.io'))
    .map((given) => service({ runtime: nameOf(given), resources: { limits: { 'nvidia.com/gpu': '1' } } }));
  expect(checkPods(services.map(where), { inventory })).toEqual([]);
});
