import { requiredSecrets } from '../../../checks/secrets/required-secrets';
import type { ClusterFacts } from '../../../checks/cluster-facts';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

function object(apiVersion: string, kind: string, fields: JsonObject, metadata: JsonObject = {}): Manifest {
  return { apiVersion, kind, metadata: { name: 'llama', namespace: 'models', ...metadata }, ...fields };
}

/** An object of the whole cluster. */
function ofCluster(apiVersion: string, kind: string, name: string, spec: JsonObject): Manifest {
  return { apiVersion, kind, metadata: { name }, spec };
}

function pod(spec: JsonObject): Manifest {
  return object('v1', 'Pod', { spec });
}

/** A pod with one container. */
function container(fields: JsonObject): Manifest {
  return pod({ containers: [{ name: 'engine', image: 'engine:1.0', ...fields }] });
}

function variable(key: string, rest: JsonObject = {}): Manifest {
  return container({ env: [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key, ...rest } } }] });
}

/** `namespace/name`, and the keys. */
function shown(manifests: readonly Manifest[], facts: ClusterFacts = {}): readonly string[] {
  const objects = manifests.map((manifest) => ({ manifest, where: 'a.yaml' }));
  return requiredSecrets(objects, facts).map(
    ({ namespace, name, keys }) => `${namespace ?? ''}/${name}${keys.map((key) => ` ${key}`).join('')}`,
  );
}

const hf = { name: 'hf' };

test.each<readonly [string, Manifest, string]>([
  ['a variable', variable('token'), 'models/hf token'],
  ['a group of variables', container({ envFrom: [{ secretRef: hf }] }), 'models/hf'],
  ['a volume', pod({ volumes: [{ name: 'v', secret: { secretName: 'hf' } }] }), 'models/hf'],
  [
    'a file of a volume',
    pod({ volumes: [{ name: 'v', secret: { secretName: 'hf', items: [{ key: 'ca', path: 'ca' }] } }] }),
    'models/hf ca',
  ],
  [
    'a part of a volume',
    pod({
      volumes: [{ name: 'v', projected: { sources: [{ secret: { name: 'hf', items: [{ key: 'a', path: 'a' }] } }] } }],
    }),
    'models/hf a',
  ],
  [
    'a driver of volumes',
    pod({ volumes: [{ name: 'v', csi: { driver: 'd', nodePublishSecretRef: hf } }] }),
    'models/hf',
  ],
  ['the pull of an image', pod({ imagePullSecrets: [hf] }), 'models/hf'],
  ['a service account', object('v1', 'ServiceAccount', { secrets: [hf] }), 'models/hf'],
  ['the pulls of a service account', object('v1', 'ServiceAccount', { imagePullSecrets: [hf] }), 'models/hf'],
  [
    'a volume of the cluster',
    object('v1', 'PersistentVolume', {
      spec: { csi: { driver: 'd', volumeHandle: 'v', nodePublishSecretRef: { name: 'hf', namespace: 'storage' } } },
    }),
    'storage/hf',
  ],
  [
    'the authentication of a scaler',
    object('keda.sh/v1alpha1', 'TriggerAuthentication', {
      spec: { secretTargetRef: [{ parameter: 'bearerToken', name: 'hf', key: 'token' }] },
    }),
    'models/hf token',
  ],
  [
    'a model of OME',
    object('ome.io/v1beta1', 'BaseModel', { spec: { storage: { storageUri: 'hf://org/model', key: 'hf' } } }),
    'models/hf token',
  ],
  [
    'a model of OME for the whole cluster, under a key of its own',
    ofCluster('ome.io/v1beta1', 'ClusterBaseModel', 'llama', {
      storage: { storageUri: 'hf://org/model', key: 'hf', parameters: { secretKey: 'hf-key' } },
    }),
    'ome/hf hf-key',
  ],
  [
    'the storage of a service of KServe',
    object('serving.kserve.io/v1beta1', 'InferenceService', {
      spec: { predictor: { model: { modelFormat: { name: 'vLLM' }, storage: { key: 'bucket', path: 'models' } } } },
    }),
    'models/storage-config bucket',
  ],
  [
    'the storage of a service of KServe, in a Secret that it names',
    object(
      'serving.kserve.io/v1beta1',
      'InferenceService',
      { spec: { predictor: { model: { modelFormat: { name: 'vLLM' }, storage: { key: 'bucket' } } } } },
      { annotations: { 'serving.kserve.io/storageSecretName': 'ours' } },
    ),
    'models/ours bucket',
  ],
  [
    'a source of Flux',
    object('source.toolkit.fluxcd.io/v1', 'GitRepository', { spec: { secretRef: hf, url: 'https://a' } }),
    'models/hf',
  ],
  [
    'a cluster that Flux reaches from another',
    object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', { spec: { kubeConfig: { secretRef: hf } } }),
    'models/hf',
  ],
])('%s needs its Secret', (_, manifest, expected) => {
  expect(shown([manifest])).toEqual([expected]);
});

test('what may be absent is not needed', () => {
  expect(shown([variable('token', { optional: true })])).toEqual([]);
});

test('the Secrets of a runtime are needed where its services are', () => {
  const runtime = ofCluster('serving.kserve.io/v1alpha1', 'ClusterServingRuntime', 'vllm', {
    supportedModelFormats: [{ name: 'vLLM' }],
    containers: [
      {
        name: 'kserve-container',
        image: 'vllm/vllm-openai:v0.11.0',
        env: [{ name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } } }],
      },
    ],
  });
  const service = (namespace: string): Manifest =>
    object(
      'serving.kserve.io/v1beta1',
      'InferenceService',
      { spec: { predictor: { model: { modelFormat: { name: 'vLLM' }, runtime: 'vllm' } } } },
      { namespace },
    );
  const facts = { kserve: { defaultDeploymentMode: 'Standard' } } as const;
  expect(shown([runtime], facts)).toEqual([]);
  expect(shown([runtime, service('a'), service('b')], facts)).toEqual(['a/hf token', 'b/hf token']);
});

describe('a Secret is not asked for', () => {
  const needed = variable('token');

  test.each<readonly [string, Manifest]>([
    ['that is there', object('v1', 'Secret', { stringData: { token: '' } }, hf)],
    ['that an ExternalSecret makes', object('external-secrets.io/v1', 'ExternalSecret', { spec: {} }, hf)],
    [
      'that an ExternalSecret makes under another name',
      object('external-secrets.io/v1', 'ExternalSecret', { spec: { target: hf } }),
    ],
    ['that a SealedSecret makes', object('bitnami.com/v1alpha1', 'SealedSecret', { spec: { encryptedData: {} } }, hf)],
    ['that a certificate brings', object('cert-manager.io/v1', 'Certificate', { spec: { secretName: 'hf' } })],
    [
      'that a driver makes',
      object('secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', {
        spec: { secretObjects: [{ secretName: 'hf' }] },
      }),
    ],
  ])('%s', (_, maker) => {
    expect(shown([needed, maker])).toEqual([]);
  });

  test('but for one that is made in another namespace', () => {
    const maker = object('v1', 'Secret', { stringData: { token: '' } }, { name: 'hf', namespace: 'other' });
    expect(shown([needed, maker])).toEqual(['models/hf token']);
  });

  test('but for one to which an ExternalSecret adds', () => {
    const spec = { target: { name: 'hf', creationPolicy: 'Merge' } };
    expect(shown([needed, object('external-secrets.io/v1', 'ExternalSecret', { spec })])).toEqual(['models/hf token']);
  });

  test('that CCE keeps in every namespace', () => {
    const manifest = pod({ imagePullSecrets: [{ name: 'default-secret' }] });
    expect(shown([manifest], { platform: 'cce' })).toEqual([]);
    expect(shown([manifest])).toEqual(['models/default-secret']);
  });
});

test('keys and users of one Secret are together, in order', () => {
  const objects = [variable('b'), variable('a'), object('v1', 'ServiceAccount', { secrets: [hf] })];
  expect(requiredSecrets(objects.map((manifest) => ({ manifest, where: 'a' })))).toEqual([
    { namespace: 'models', name: 'hf', keys: ['a', 'b'], usedBy: ['Pod models/llama', 'ServiceAccount models/llama'] },
  ]);
});
