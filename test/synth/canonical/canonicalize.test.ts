import * as fc from 'fast-check';
import {
  AlaudaAi,
  Cluster,
  InferenceService,
  Kserve,
  ModelStorage,
  OpenShiftAi,
  TritonRuntime,
  VllmRuntime,
} from '../../../index';
import { isObject, objectAt, valueAt } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../../kubernetes/manifest';
import { canonicalize } from '../../../synth/canonical/canonicalize';
import { manifestsOf } from '../fleet';
import { mutate } from './webhook';

function pod(container: JsonObject, rest: JsonObject = {}): Manifest {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [container], ...rest } };
}

function canonicalContainer(container: JsonObject): unknown {
  const containers = valueAt(canonicalize(pod(container)), 'spec', 'containers');
  return Array.isArray(containers) ? containers[0] : undefined;
}

function service(predictor: JsonObject, annotations: JsonObject = {}, rest: JsonObject = {}): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 's', annotations },
    spec: { predictor, ...rest },
  };
}

const CONTAINERS: readonly (readonly [string, JsonObject, JsonObject])[] = [
  [
    'quantities as the API server prints them',
    { resources: { requests: { cpu: '1000m', memory: '1024Mi' }, limits: { cpu: 0.5, 'nvidia.com/gpu': 1 } } },
    { resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '500m', 'nvidia.com/gpu': '1' } } },
  ],
  [
    'a quantity that is none, for the check to name',
    { resources: { limits: { memory: '6GB' } } },
    { resources: { limits: { memory: '6GB' } } },
  ],
  [
    'no empty leftovers',
    { name: 'a', resources: { limits: {} }, env: [], args: [], securityContext: {} },
    { name: 'a' },
  ],
  [
    'each variable once, the last value at the first place',
    {
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '$(A)' },
        { name: 'A', value: '2' },
      ],
    },
    {
      env: [
        { name: 'A', value: '2' },
        { name: 'B', value: '$(A)' },
      ],
    },
  ],
  [
    'variables without a name, for the API server to refuse',
    { env: [{ value: '1' }, { value: '2' }] },
    { env: [{ value: '1' }, { value: '2' }] },
  ],
];

test.each(CONTAINERS)('a container has %s', (_, given, expected) => {
  expect(canonicalContainer(given)).toEqual(expected);
});

test('an emptyDir may be empty and has a canonical limit; an empty list of containers stays', () => {
  const volumes: readonly JsonValue[] = [
    { name: 'a', emptyDir: {} },
    { name: 'b', emptyDir: { sizeLimit: '2048Mi' } },
  ];
  const given: Manifest = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [], volumes } };
  expect(canonicalize(given).spec).toEqual({
    containers: [],
    volumes: [
      { name: 'a', emptyDir: {} },
      { name: 'b', emptyDir: { sizeLimit: '2Gi' } },
    ],
  });
});

test('a quota has canonical quantities', () => {
  const given: Manifest = { apiVersion: 'v1', kind: 'ResourceQuota', spec: { hard: { 'requests.cpu': '2000m' } } };
  expect(canonicalize(given).spec).toEqual({ hard: { 'requests.cpu': '2' } });
});

test('what the API server writes is dropped, and what is empty in metadata', () => {
  const metadata = {
    name: 'p',
    creationTimestamp: null,
    uid: 'u',
    resourceVersion: '1',
    labels: {},
    annotations: { a: '' },
  };
  expect(canonicalize({ ...pod({ name: 'a' }), metadata, status: { phase: 'Running' } })).toEqual({
    ...pod({ name: 'a' }),
    metadata: { name: 'p', annotations: { a: '' } },
  });
});

test.each(['ConfigMap', 'Secret'])('the data of a %s is left alone', (kind) => {
  const data = { cpu: '1000m', empty: '' };
  const given: Manifest = { apiVersion: 'v1', kind, metadata: { name: 'a' }, data, spec: { limits: { cpu: '1000m' } } };
  expect(canonicalize(given)).toEqual(given);
});

test.each([
  ['v1', 'Namespace', false],
  ['serving.kserve.io/v1alpha1', 'ClusterServingRuntime', false],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', false],
  ['serving.kserve.io/v1alpha1', 'ServingRuntime', true],
  ['v1', 'ConfigMap', true],
])('a %s %s keeps its namespace: %j', (apiVersion, kind, kept) => {
  const canonical = canonicalize({ apiVersion, kind, metadata: { name: 'a', namespace: 'b' } });
  expect('namespace' in objectAt(canonical, 'metadata')).toBe(kept);
});

const SERVICES: readonly (readonly [string, Manifest, Manifest])[] = [
  ...(['RawDeployment', 'Serverless'] as const).map((mode, index): readonly [string, Manifest, Manifest] => [
    `the deployment mode ${mode} under its new name`,
    service({ model: {} }, { 'serving.kserve.io/deploymentMode': mode }),
    service({ model: {} }, { 'serving.kserve.io/deploymentMode': ['Standard', 'Knative'][index] ?? '' }),
  ]),
  [
    'a model instead of a framework',
    service({ minReplicas: 1, sklearn: { storageUri: 's3://a/b' } }),
    service(
      { minReplicas: 1, model: { storageUri: 's3://a/b', modelFormat: { name: 'sklearn' } } },
      { modelFormat: 'sklearn' },
    ),
  ],
  [
    'the protocol that frameworks of v2 are given',
    service({ onnx: { storageUri: 's3://a/b' } }),
    service(
      { model: { protocolVersion: 'v2', storageUri: 's3://a/b', modelFormat: { name: 'onnx' } } },
      { modelFormat: 'onnx' },
    ),
  ],
  ...['vLLM', 'triton'].map((name): readonly [string, Manifest, Manifest] => [
    `the protocol v2 and the annotation of ${name}`,
    service({ model: { modelFormat: { name } } }),
    service({ model: { modelFormat: { name }, protocolVersion: 'v2' } }, { modelFormat: name }),
  ]),
  [
    'a protocol that was stated, and no other for a format in other letters',
    service({ model: { modelFormat: { name: 'vllm' } } }, { modelFormat: 'mine' }),
    service({ model: { modelFormat: { name: 'vllm' } } }, { modelFormat: 'mine' }),
  ],
  [
    'its only container under the name the controller demands',
    service(
      { containers: [{ name: 'mine', image: 'i' }] },
      { a: 'b' },
      { transformer: { containers: [{ image: 't' }, { name: 'x' }] } },
    ),
    service(
      { containers: [{ name: 'kserve-container', image: 'i' }] },
      { a: 'b' },
      {
        transformer: { containers: [{ name: 'kserve-container', image: 't' }, { name: 'x' }] },
      },
    ),
  ],
  [
    'the names of several containers',
    service({ containers: [{ name: 'kserve-container' }, { name: 'sidecar' }] }, { a: 'b' }),
    service({ containers: [{ name: 'kserve-container' }, { name: 'sidecar' }] }, { a: 'b' }),
  ],
];

test.each(SERVICES)('an InferenceService has %s', (_, given, expected) => {
  const canonical = canonicalize(given);
  expect(withoutEmptyAnnotations(canonical)).toEqual(withoutEmptyAnnotations(expected));
  expect(mutate(canonical)).toEqual(canonical);
});

function withoutEmptyAnnotations(manifest: Manifest): Manifest {
  const { annotations = {}, ...metadata } = objectAt(manifest, 'metadata');
  return {
    ...manifest,
    metadata: Object.keys(annotations ?? {}).length === 0 ? metadata : { ...metadata, annotations },
  };
}

const quantities = fc.constantFrom<JsonValue>('1000m', '1024Mi', '1.5Gi', 2, 0.5, '1e3', '6GB', '0', '3000k');
const containers = fc.record(
  {
    name: fc.constantFrom('a', 'kserve-container'),
    env: fc.array(fc.record({ name: fc.constantFrom('A', 'B'), value: fc.string() }), { maxLength: 4 }),
    resources: fc.dictionary(
      fc.constantFrom('limits', 'requests'),
      fc.dictionary(fc.constantFrom('cpu', 'memory'), quantities),
    ),
    securityContext: fc.constant({}),
  },
  { requiredKeys: [] },
);
const formats = fc.constantFrom('vLLM', 'triton', 'sklearn', 'onnx');
const predictors = fc.oneof(
  fc.record({ containers: fc.array(containers, { maxLength: 3 }) }),
  fc.record({ model: fc.record({ modelFormat: fc.record({ name: formats }), env: fc.constant([]) }) }),
  fc.tuple(formats, containers).map(([format, framework]) => (format === 'vLLM' ? {} : { [format]: framework })),
);

test('the canonical form of the canonical form is itself, and the webhook has nothing to change', () => {
  fc.assert(
    fc.property(predictors, fc.constantFrom('RawDeployment', 'Serverless', 'Standard'), (predictor, mode) => {
      const given: unknown = JSON.parse(JSON.stringify(predictor));
      if (!isObject(given)) throw new Error('no predictor');
      const once = canonicalize(service(given, { 'serving.kserve.io/deploymentMode': mode }));
      expect(canonicalize(once)).toEqual(once);
      expect(mutate(once)).toEqual(once);
    }),
  );
});

test('the webhook changes nothing in what runtimes write on any platform', () => {
  const manifests = manifestsOf((app) => {
    for (const platform of [new Kserve(), new OpenShiftAi(), new AlaudaAi()]) {
      const scope = new Cluster(app, platform.name, { platform, namespace: 'models' });
      const model = { storage: ModelStorage.pvc('weights', 'm') };
      new VllmRuntime(scope, 'vllm', { image: 'vllm/vllm-openai:v0.11.0' }).serve(scope, 'granite', { model });
      new TritonRuntime(scope, 'triton', { image: 'nvcr.io/nvidia/tritonserver:24.08-py3' }).serve(scope, 'resnet', {
        model,
      });
      new InferenceService(scope, 'old', { predictor: { sklearn: { storageUri: 'pvc://a/b' } } });
    }
  });
  const services = manifests.filter(({ kind }) => kind === 'InferenceService');
  expect(services).toHaveLength(9);
  for (const manifest of services) expect(mutate(manifest)).toEqual(manifest);
});
