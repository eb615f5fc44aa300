import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { findings, KNATIVE, predicting, service, STANDARD, told } from './manifests';

const PYTHONPATH = { env: [{ name: 'PYTHONPATH', value: '/code' }] };
const MAIN = { name: 'kserve-container', image: 'registry.example/iris:1.0' };
const SIDECAR = { name: 'metrics', image: 'registry.example/metrics:1.0' };
const MODEL = { modelFormat: { name: 'sklearn' }, storageUri: 'gs://models/iris' };
const protocol = (value: string): JsonObject => ({ containers: [{ ...MAIN, env: [{ name: 'PROTOCOL', value }] }] });
const confidential = (fields: JsonObject, uri = 'gs://models/iris'): Manifest =>
  service({ model: { storageUri: uri, confidential: { enabled: true, ...fields } } });
const files = (...paths: readonly string[]): readonly JsonObject[] =>
  paths.map((path) => ({
    uri: path.startsWith('pvc:') ? 'pvc://models' : 'gs://models',
    mountPath: path.replace('pvc:', ''),
  }));
const several = (...paths: readonly string[]): Manifest =>
  predicting({ model: { modelFormat: { name: 'sklearn' } }, storageUris: files(...paths) });

describe('a service that the webhook refuses', () => {
  it.each<readonly [id: string, what: string, service: Manifest, field: string]>([
    ['kserve/service-name', 'a digit first', service({ name: '7b' }), 'metadata.name'],
    ['kserve/service-name', 'a dot in the name', service({ name: 'llama3.1' }), 'metadata.name'],
    [
      'kserve/autoscaler-class',
      "Knative's own autoscaler",
      service({ annotations: { ...KNATIVE, 'serving.kserve.io/autoscalerClass': 'kpa' } }),
      'metadata.annotations["serving.kserve.io/autoscalerClass"]',
    ],
    [
      'kserve/blocked-variable',
      'a path of Python for the model',
      service({ model: PYTHONPATH }),
      'spec.predictor.model.env[0].name',
    ],
    [
      'kserve/blocked-variable',
      'a path of Python before the model',
      service({ predictor: { initContainers: [{ name: 'before', ...PYTHONPATH }] } }),
      'spec.predictor.initContainers[0].env[0].name',
    ],
    [
      'kserve/blocked-variable',
      'a path of Python in an explainer',
      service({ spec: { explainer: { art: { type: 'SquareAttack', ...PYTHONPATH } } } }),
      'spec.explainer.art.env[0].name',
    ],
    ['kserve/implementation', 'nothing to run', predicting({ minReplicas: 1 }), 'spec.predictor'],
    [
      'kserve/implementation',
      'a model and a container that serves',
      service({ predictor: { containers: [MAIN] } }),
      'spec.predictor.containers',
    ],
    ['kserve/implementation', 'two frameworks', predicting({ sklearn: {}, xgboost: {} }), 'spec.predictor.xgboost'],
    [
      'kserve/implementation',
      'a framework and a model',
      predicting({ sklearn: {}, model: MODEL }),
      'spec.predictor.model',
    ],
    [
      'kserve/implementation',
      'a transformer with nothing to run',
      service({ spec: { transformer: { timeout: 60 } } }),
      'spec.transformer',
    ],
    [
      'kserve/implementation',
      'an explainer of two kinds',
      service({ spec: { explainer: { art: { type: 'SquareAttack' }, containers: [MAIN] } } }),
      'spec.explainer.containers',
    ],
    [
      'kserve/custom-protocol',
      'a protocol that is not known',
      predicting(protocol('grpc-v2')),
      'spec.predictor.containers[0].env',
    ],
    [
      'kserve/negative-count',
      'less than no replica',
      service({ predictor: { minReplicas: -1 } }),
      'spec.predictor.minReplicas',
    ],
    [
      'kserve/negative-count',
      'less than no request at a time',
      service({ spec: { transformer: { containers: [MAIN], containerConcurrency: -1 } } }),
      'spec.transformer.containerConcurrency',
    ],
    [
      'kserve/replicas-range',
      'more at least than at most',
      service({ predictor: { minReplicas: 3, maxReplicas: 2 } }),
      'spec.predictor.minReplicas',
    ],
    [
      'kserve/logger',
      'a logger that does not say what it logs',
      service({ predictor: { logger: {} } }),
      'spec.predictor.logger.mode',
    ],
    [
      'kserve/logger',
      'a storage of logs without a key',
      service({ predictor: { logger: { mode: 'all', storage: { path: '/logs', parameters: { type: 's3' } } } } }),
      'spec.predictor.logger.storage',
    ],
    ['kserve/model-name', 'a model with a name', service({ model: { name: 'server' } }), 'spec.predictor.model.name'],
    [
      'kserve/model-name',
      'a framework with a name',
      predicting({ model: null, sklearn: { name: 'server' } }),
      'spec.predictor.sklearn.name',
    ],
    [
      'kserve/collocated-storage',
      'a transformer that loads by itself',
      service({
        predictor: {
          containers: [{ name: 'transformer-container', env: [{ name: 'STORAGE_URI', value: 'gs://a/b' }] }],
        },
      }),
      'spec.predictor.containers[0].env',
    ],
    [
      'kserve/confidential',
      'an encrypted model from nowhere',
      predicting({ model: { modelFormat: { name: 'sklearn' }, confidential: { enabled: true } } }),
      'spec.predictor.model.confidential',
    ],
    [
      'kserve/confidential',
      'a key of two parts',
      confidential({ resourceId: 'kbs:///models/iris' }),
      'spec.predictor.model.confidential.resourceId',
    ],
    ['kserve/storage-mount', 'a place above all folders', several('/'), 'spec.predictor.storageUris[0].mountPath'],
    [
      'kserve/storage-mount',
      'a place up from another',
      several('/mnt/models/../secrets'),
      'spec.predictor.storageUris[0].mountPath',
    ],
    [
      'kserve/storage-mount',
      'places with no folder in common',
      several('/mnt/a', '/opt/b'),
      'spec.predictor.storageUris',
    ],
    [
      'kserve/storage-mount',
      'two volumes at one place',
      several('/mnt/a', '/mnt/b', 'pvc:/mnt/c', 'pvc:/mnt/c'),
      'spec.predictor.storageUris[3].mountPath',
    ],
    [
      'kserve/storage-twice',
      'one place and several',
      service({ predictor: { storageUris: files('/mnt/models') } }),
      'spec.predictor.storageUris',
    ],
  ])('%s: %s', (id, _, manifest, field) => {
    expect(told([manifest]).filter(([rule]) => rule !== 'kserve/legacy-framework')).toEqual([[id, field]]);
  });

  it.each<readonly [what: string, service: Manifest]>([
    ['a model', service()],
    ['a container beside the model', service({ predictor: { containers: [SIDECAR] } })],
    ['containers of its own', predicting({ containers: [MAIN, SIDECAR] })],
    ['a protocol that is known', predicting(protocol('v2'))],
    [
      'a protocol beside a model',
      service({ predictor: { containers: [{ ...SIDECAR, env: [{ name: 'PROTOCOL', value: 'grpc' }] }] } }),
    ],
    ['no replicas', service({ predictor: { minReplicas: 0 } })],
    ['any number of replicas', service({ predictor: { minReplicas: 3, maxReplicas: 0 } })],
    [
      'fields of null',
      service({
        predictor: { minReplicas: null, sklearn: null, logger: null, workerSpec: null },
        spec: { transformer: null },
      }),
    ],
    [
      'a logger',
      service({ predictor: { logger: { mode: 'all', storage: { path: '/a', parameters: {}, key: 'b' } } } }),
    ],
    ['a key of three parts', confidential({ resourceId: 'kbs:///models/keys/iris' })],
    ['an encryption that is off', service({ model: { confidential: { enabled: false, resourceId: 'none' } } })],
    ['places in one folder', several('/mnt/models/a', '/mnt/models/b')],
    ['a place in another', several('/mnt/models', '/mnt/models/b')],
    ['one download beside volumes', several('/mnt/a', 'pvc:/opt/b', 'pvc:/data')],
    ['credentials for its address', service({ model: { storage: { key: 'minio' } } })],
    ['no predictor, which the schema tells', { ...service(), spec: {} }],
    ['no name, which the API server makes', service({ name: '' })],
    ['a version that is no longer served', { ...predicting({}), apiVersion: 'serving.kserve.io/v1alpha2' }],
    ["another system's fields", { ...predicting({}), apiVersion: 'ome.io/v1beta1' }],
  ])('is none with %s', (_, manifest) => {
    expect(told([manifest])).toEqual([]);
  });
});

describe('what the webhook rewrites', () => {
  it.each<readonly [id: string, what: string, service: Manifest, field: string]>([
    [
      'kserve/legacy-mode',
      'an old name of a mode',
      service({ annotations: { 'serving.kserve.io/deploymentMode': 'Serverless' } }),
      'metadata.annotations["serving.kserve.io/deploymentMode"]',
    ],
    [
      'kserve/legacy-framework',
      'a framework',
      predicting({ triton: { storageUri: 'gs://models/iris' } }),
      'spec.predictor.triton',
    ],
    [
      'kserve/renamed-container',
      'the name of the only container',
      predicting({ containers: [SIDECAR] }),
      'spec.predictor.containers[0].name',
    ],
    [
      'kserve/renamed-container',
      'the name of the first of several containers of a transformer',
      service({ spec: { transformer: { containers: [SIDECAR, { name: 'other' }] } } }),
      'spec.transformer.containers[0].name',
    ],
    [
      'kserve/removed-local-model',
      'a mark of a model on nodes',
      service({ annotations: { 'internal.serving.kserve.io/localmodel-pvc-name': 'iris' } }),
      'metadata.annotations["internal.serving.kserve.io/localmodel-pvc-name"]',
    ],
  ])('is a warning, %s: %s', (id, _, manifest, field) => {
    expect(findings([manifest])).toMatchObject([{ id, field, severity: 'warning' }]);
  });

  it.each<readonly [what: string, service: Manifest]>([
    ['what is written as it stays', predicting({ containers: [MAIN] }, STANDARD)],
    ['a framework under ModelMesh', predicting({ sklearn: {} }, { 'serving.kserve.io/deploymentMode': 'ModelMesh' })],
    ['containers of a predictor, of which the first serves', predicting({ containers: [MAIN, SIDECAR] })],
    ['a container without a name', predicting({ containers: [{ image: 'registry.example/iris:1.0' }] })],
  ])('is not told of %s', (_, manifest) => {
    expect(told([manifest])).toEqual([]);
  });

  it('leaves marks of models where the cluster keeps some on nodes', () => {
    const marked = service({ labels: { 'internal.serving.kserve.io/localmodel': 'iris' } });
    expect(told([marked], { kserve: { localModels: true } })).toEqual([]);
  });
});

it('warns of an encryption of what is mounted', () => {
  for (const uri of ['oci://registry.example/iris:1', 'pvc://models/iris']) {
    expect(findings([confidential({}, uri)])).toMatchObject([
      { id: 'kserve/confidential-without-effect', severity: 'warning' },
    ]);
  }
});

describe('a component that does not say what it runs', () => {
  const explained = (explainer: JsonObject): Manifest => service({ spec: { explainer } });

  it('is refused', () => {
    expect(told([explained({ minReplicas: 1 })])).toEqual([['kserve/implementation', 'spec.explainer']]);
  });

  it('is left to the schema where it says so in a field that is not there', () => {
    expect(told([explained({ alibi: { type: 'AnchorTabular' } })])).toEqual([]);
  });
});
