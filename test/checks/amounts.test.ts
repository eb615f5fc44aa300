import { checkCluster } from '../../checks/check-cluster';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';

const container = (amount: string | number): JsonObject => ({
  name: 'kserve-container',
  image: 'server:1',
  resources: { limits: { cpu: amount } },
});

function told(manifest: Manifest): readonly string[] {
  return checkCluster([{ manifest, where: 'a.yaml' }]).map(({ id, field }) => `${id} ${field ?? ''}`);
}

const metadata = { name: 'llama', namespace: 'models' };
const runtime = (amount: string | number): Manifest => ({
  apiVersion: 'serving.kserve.io/v1alpha1',
  kind: 'ServingRuntime',
  metadata,
  spec: { supportedModelFormats: [{ name: 'vLLM' }], containers: [container(amount)] },
});

describe('an amount with a fraction', () => {
  test("is fine in a kind of Kubernetes' own, which reads amounts as numbers too", () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [container(0.5)] } };
    expect(told(pod)).toEqual([]);
  });

  test('is fine in a service of KServe, whose webhook writes it as text before the schema is asked', () => {
    const predictor = { model: { modelFormat: { name: 'sklearn' }, resources: { limits: { cpu: 0.5 } } } };
    const service = {
      apiVersion: 'serving.kserve.io/v1beta1',
      kind: 'InferenceService',
      metadata,
      spec: { predictor },
    };
    expect(told(service).filter((each) => !each.startsWith('kserve/runtimes-unknown'))).toEqual([]);
  });

  test('is refused in a runtime, whose schema takes whole numbers and texts', () => {
    expect(told(runtime(0.5))).toEqual(['schema/wrong-type spec.containers[0].resources.limits.cpu']);
    expect(told(runtime('0.5'))).toEqual([]);
  });
});

test('what a CustomResourceDefinition says of fields is not taken for fields', () => {
  const limits = { type: 'object', additionalProperties: { type: 'string' } };
  const schema = {
    openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties: { limits } } } },
  };
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.com' },
    spec: {
      group: 'example.com',
      names: { kind: 'Thing', plural: 'things' },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  };
  expect(told(definition)).toEqual([]);
});
