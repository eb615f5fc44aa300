import { arrayAt, objectAt, textAt } from '../../../kubernetes/manifest';
import type { JsonObject } from '../../../kubernetes/manifest';
import type { OciModelMode } from '../../../preview/kserve/configuration';
import { podOf, runtime, service } from './predictors';

function podWith(model: JsonObject, predictor: JsonObject = {}, ociModelMode: OciModelMode = 'modelcar') {
  const configuration = { defaultDeploymentMode: 'Standard', customGpuResourceTypes: [], ociModelMode } as const;
  return podOf(
    service(model, predictor),
    runtime({ volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }] }),
    configuration,
  ).spec;
}

function mountsIn(spec: JsonObject, list: 'containers' | 'initContainers' = 'containers') {
  return arrayAt(arrayAt(spec, list)[0], 'volumeMounts');
}

test('a model is downloaded by a container that runs before, into a volume that the server only reads', () => {
  const spec = podWith({ storageUri: 's3://bucket/model' });
  expect(arrayAt(spec, 'initContainers')[0]).toMatchObject({
    name: 'storage-initializer',
    args: ['s3://bucket/model', '/mnt/models'],
    volumeMounts: [{ name: 'kserve-provision-location', mountPath: '/mnt/models' }],
  });
  expect(mountsIn(spec)[1]).toEqual({ name: 'kserve-provision-location', mountPath: '/mnt/models', readOnly: true });
  expect(arrayAt(spec, 'volumes')).toEqual([{ name: 'kserve-provision-location', emptyDir: {} }]);
});

test('a model in a claim is mounted', () => {
  const spec = podWith({ storageUri: 'pvc://claim/path/to' });
  expect(mountsIn(spec)[1]).toEqual({
    name: 'kserve-pvc-source',
    mountPath: '/mnt/models',
    subPath: 'path/to',
    readOnly: true,
  });
  expect(arrayAt(spec, 'volumes')).toEqual([
    { name: 'kserve-pvc-source', persistentVolumeClaim: { claimName: 'claim' } },
  ]);
  expect(spec).not.toHaveProperty('initContainers');
});

test('a model may be written to if the service says so', () => {
  const isvc = service({ storageUri: 'pvc://claim' }, {}, { annotations: { 'storage.kserve.io/readonly': 'false' } });
  expect(mountsIn(podOf(isvc, runtime()).spec)).toEqual([{ name: 'kserve-pvc-source', mountPath: '/mnt/models' }]);
});

test('a model whose storage a secret names is downloaded too', () => {
  const [initializer] = arrayAt(podWith({ storage: { key: 'k', path: '/a' } }), 'initContainers');
  expect(arrayAt(initializer, 'args')).toEqual(['<scheme-placeholder>://a', '/mnt/models']);
});

test('several models are downloaded into one volume, and claims are mounted as a whole', () => {
  const storageUris = [
    { uri: 'hf://base', mountPath: '/mnt/models/base' },
    { uri: 's3://adapter', mountPath: '/mnt/models/adapters/a' },
    { uri: 'pvc://claim/ignored', mountPath: '/mnt/claim' },
  ];
  const spec = podWith({}, { storageUris });
  expect(mountsIn(spec).slice(1)).toEqual([
    { name: 'mnt-claim', mountPath: '/mnt/claim', readOnly: true },
    { name: 'mnt-models', mountPath: '/mnt/models', readOnly: true },
  ]);
  expect(arrayAt(arrayAt(spec, 'initContainers')[0], 'args')).toEqual([
    'hf://base',
    '/mnt/models/base',
    's3://adapter',
    '/mnt/models/adapters/a',
  ]);
});

describe('a model in an image', () => {
  test('runs beside the server, whose processes it sees', () => {
    const spec = podWith({ storageUri: 'oci://registry/model:1' });
    expect(spec).toMatchObject({
      shareProcessNamespace: true,
      volumes: [{ name: 'kserve-provision-location', emptyDir: {} }],
    });
    expect(arrayAt(spec, 'containers').map((one) => textAt(one, 'image'))).toEqual(['engine:1', 'registry/model:1']);
    expect(objectAt(arrayAt(spec, 'containers')[0], 'securityContext')).toEqual({ runAsUser: 1010 });
    expect(mountsIn(spec)[1]).toEqual({ name: 'kserve-provision-location', mountPath: '/mnt' });
  });

  test.each([
    ['oci+native://registry/model:1', 'modelcar' as const],
    ['oci://registry/model:1', 'native' as const],
  ])('%s, where images are configured as %s, is a volume', (storageUri, mode) => {
    const spec = podWith({ storageUri }, {}, mode);
    expect(arrayAt(spec, 'volumes')).toEqual([
      { name: 'mnt-models', image: { reference: 'registry/model:1', pullPolicy: 'IfNotPresent' } },
    ]);
    expect(mountsIn(spec)[1]).toMatchObject({ mountPath: '/mnt/models', subPath: 'models' });
  });
});

test('a server that states where its model comes from is told where it is', () => {
  const env = [{ name: 'STORAGE_URI', value: 's3://a' }];
  const isvc = { ...service(), spec: { predictor: { containers: [{ name: 'kserve-container', image: 'i', env }] } } };
  const [container] = arrayAt(podOf(isvc).spec, 'containers');
  expect(arrayAt(container, 'env')[0]).toEqual({ name: 'STORAGE_URI', value: '/mnt/models' });
});
