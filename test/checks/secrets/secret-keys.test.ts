import { checkCluster } from '../../../checks/check-cluster';
import type { JsonObject, LocatedManifest } from '../../../kubernetes/manifest';

const POD: LocatedManifest = {
  where: 'pod.yaml:1:1',
  manifest: {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'llama', namespace: 'models' },
    spec: {
      containers: [
        {
          name: 'engine',
          image: 'engine:1.0',
          env: [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } } }],
        },
      ],
    },
  },
};

function maker(apiVersion: string, kind: string, fields: JsonObject, namespace = 'models'): LocatedManifest {
  return { where: 'secret.yaml:1:1', manifest: { apiVersion, kind, metadata: { name: 'hf', namespace }, ...fields } };
}

function external(spec: JsonObject): LocatedManifest {
  return maker('external-secrets.io/v1', 'ExternalSecret', { spec });
}

function told(other: LocatedManifest): readonly string[] {
  return checkCluster([POD, other])
    .filter(({ id }) => id === 'secret/missing-key' || id === 'secret/other-namespace')
    .map(({ id, where, severity }) => `${severity} ${id} ${where}`);
}

const OTHER_KEY = [{ secretKey: 'tokn', remoteRef: { key: 'hf' } }];

test.each<readonly [string, LocatedManifest]>([
  ['a Secret', maker('v1', 'Secret', { data: { tokn: '' } })],
  ['an ExternalSecret', external({ data: OTHER_KEY })],
  ['a SealedSecret', maker('bitnami.com/v1alpha1', 'SealedSecret', { spec: { encryptedData: { tokn: 'AgB' } } })],
])('%s without the key is an error of what asks for it', (_, other) => {
  expect(told(other)).toEqual(['error secret/missing-key pod.yaml:1:1']);
});

test.each<readonly [string, LocatedManifest]>([
  ['has the key', external({ data: [{ secretKey: 'token', remoteRef: { key: 'hf' } }] })],
  ['takes all keys of a store', external({ data: OTHER_KEY, dataFrom: [{ extract: { key: 'hf' } }] })],
  ['is written by a template', external({ data: OTHER_KEY, target: { template: { data: { token: '{{ .tokn }}' } } } })],
  ['is filled by the API server', maker('v1', 'Secret', { type: 'kubernetes.io/service-account-token' })],
])('nothing is said of one that %s', (_, other) => {
  expect(told(other)).toEqual([]);
});

test('one of another namespace is told of', () => {
  const other = maker('v1', 'Secret', { stringData: { token: '' } }, 'platform');
  expect(told(other)).toEqual(['warning secret/other-namespace pod.yaml:1:1']);
});
