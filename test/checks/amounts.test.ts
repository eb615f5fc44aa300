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

const claim = (version: string): Manifest => ({
  apiVersion: `resource.k8s.io/${version}`,
  kind: 'ResourceClaimTemplate',
  metadata,
  spec: { spec: { devices: { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu.example.com' } }] } } },
});

test('the requests of a claim for devices are no amounts', () => {
  expect(told(claim('v1'))).toEqual([]);
});

test('in a kind that is not known, limits need not be amounts, and a port may be 0', () => {
  const limits = { free: { rates: [{ limit: 100, window: '1m' }] }, resources: { limits: { cpu: 'lots' } } };
  const policy = { apiVersion: 'example.com/v1', kind: 'RateLimit', metadata, spec: { limits, port: 0 } };
  expect(told(policy)).toEqual([]);
});

test('values of a chart in an Application are not taken for fields', () => {
  const valuesObject = { resources: { limits: { tokens: 'many' } }, metrics: { port: 0 } };
  const spec = {
    project: 'default',
    destination: { name: 'in-cluster', namespace: 'models' },
    source: { repoURL: 'https://charts.example.com', chart: 'engine', targetRevision: '1.0.0', helm: { valuesObject } },
  };
  expect(told({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata, spec })).toEqual([]);
});

test('an amount that is no text and no number is told once, by the schema', () => {
  const limits = { cpu: { amount: '1' } };
  const pod = { containers: [{ name: 'server', image: 'server:1', resources: { limits } }] };
  expect(told({ apiVersion: 'v1', kind: 'Pod', metadata, spec: pod })).toEqual([
    'schema/wrong-type spec.containers[0].resources.limits.cpu',
  ]);
});

describe('a port 0', () => {
  const service = (port: JsonObject): Manifest => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: { selector: { app: 'llama' }, ports: [port] },
  });

  test('is as good as none where the API server chooses another', () => {
    expect(told(service({ port: 80, targetPort: 0, nodePort: 0 }))).toEqual([]);
  });

  test('is no port of a Service', () => {
    expect(told(service({ port: 0 }))).toEqual(['network/port spec.ports[0].port']);
  });
});
