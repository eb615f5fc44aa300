import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { configMap, findings, KNATIVE, predicting, service, STANDARD, told } from './manifests';

const container = (spec: JsonObject, more: JsonObject = {}): Manifest => ({
  apiVersion: 'serving.kserve.io/v1alpha1',
  kind: 'ClusterStorageContainer',
  metadata: { name: 'registry' },
  spec: { supportedUriFormats: [{ prefix: 'model-registry://' }], ...spec },
  ...more,
});
const from = (uri: string, predictor: JsonObject = {}): Manifest => service({ model: { storageUri: uri }, predictor });

describe('an address that KServe does not load from', () => {
  it.each(['gcs://models/iris', 'S3://models/iris', 'oci+modelcar://registry/iris:1', 'model-registry://iris/1'])(
    'is %s',
    (uri) => {
      expect(findings([from(uri)])).toMatchObject([
        { id: 'kserve/storage-scheme', severity: 'warning', field: 'spec.predictor.model.storageUri' },
      ]);
    },
  );

  it.each([
    'gs://models/iris',
    's3://models/iris',
    'pvc://models/iris',
    'hf://org/model',
    'oci://registry/iris:1',
    'oci+native://registry/iris:1',
    'https://account.blob.core.windows.net/models/iris',
    'modelscope://org/model',
    '/mnt/models',
    'models/iris',
  ])('is not %s', (uri) => {
    expect(told([from(uri)])).toEqual([]);
  });

  it('is an error where it is known what loads models', () => {
    expect(findings([container({}), from('gcs://models/iris')])).toMatchObject([{ severity: 'error' }]);
  });

  it.each<readonly [what: string, container: Manifest, count: number]>([
    ['its prefix', container({}), 0],
    ['an expression, which may match', container({ supportedUriFormats: [{ regex: '^model-registry:.*' }] }), 0],
    ['another prefix', container({ supportedUriFormats: [{ prefix: 'ftp://' }] }), 1],
    ['its prefix, for jobs', container({ workloadType: 'localModelDownloadJob' }), 1],
    ['its prefix, and is disabled', container({}, { disabled: true }), 1],
  ])('depends on whether a storage container has %s', (_, manifest, count) => {
    expect(told([manifest, from('model-registry://iris/1')])).toHaveLength(count);
  });

  it('is looked for in containers of its own and in other components', () => {
    const main = { name: 'kserve-container', env: [{ name: 'STORAGE_URI', value: 'gcs://models/iris' }] };
    expect(told([predicting({ containers: [main] })])).toEqual([
      ['kserve/storage-scheme', 'spec.predictor.containers[0].env'],
    ]);
    expect(told([service({ spec: { transformer: { containers: [main] } } })])).toEqual([
      ['kserve/storage-scheme', 'spec.transformer.containers[0].env'],
    ]);
  });
});

describe('an address without its two slashes', () => {
  it.each([
    ['s3:/models/iris', 's3://models/iris'],
    ['hf:org/model', 'hf://org/model'],
    ['oci+native:/registry/iris:1', 'oci+native://registry/iris:1'],
    ['pvc:/claim/iris', 'pvc://claim/iris'],
  ])('is %s', (uri, meant) => {
    expect(findings([from(uri)])).toMatchObject([
      { id: 'kserve/storage-slashes', severity: 'error', mend: `Write '${meant}'.` },
    ]);
  });

  it.each(['s3:///models', 'iris:1', 'C:/models', 'models/s3:/iris'])('is not %s', (uri) => {
    expect(told([from(uri)])).toEqual([]);
  });

  it('is fine where a storage container may load it', () => {
    expect(told([container({ supportedUriFormats: [{ regex: '^s3:' }] }), from('s3:/models/iris')])).toEqual([]);
  });
});

describe('a storage container that a service names', () => {
  const NAMING = { storageContainerName: 'registry' };
  const files = { model: { modelFormat: { name: 'sklearn' } }, storageUris: [{ uri: 'model-registry://iris/1' }] };

  it.each<readonly [what: string, container: Manifest, service: Manifest]>([
    ['is for other addresses', container({}), from('gs://models/iris', NAMING)],
    ['is disabled', container({}, { disabled: true }), from('gs://models/iris', NAMING)],
    ['is for jobs', container({ workloadType: 'localModelDownloadJob' }), from('gs://models/iris', NAMING)],
    ['does not load several', container({}), predicting({ ...files, ...NAMING })],
  ])('%s', (_, manifest, naming) => {
    expect(told([manifest, naming])).toEqual([['kserve/storage-container', 'spec.predictor.storageContainerName']]);
  });

  it.each<readonly [what: string, container: Manifest, service: Manifest]>([
    ['loads the model', container({}), from('model-registry://iris/1', NAMING)],
    ['loads several', container({ supportsMultiModelDownload: true }), predicting({ ...files, ...NAMING })],
    ['is not known', container({}, { metadata: { name: 'other' } }), from('gs://models/iris', NAMING)],
  ])('may be one that %s', (_, manifest, naming) => {
    expect(told([manifest, naming])).toEqual([]);
  });
});

describe('a storage by its key', () => {
  const stored = (storage: JsonObject, annotations: JsonObject = {}, model: JsonObject = {}): Manifest =>
    predicting({ model: { modelFormat: { name: 'sklearn' }, storage, ...model } }, annotations);
  const secret = (entries: JsonObject, name = 'storage-config', namespace = 'models'): Manifest => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    ...entries,
  });
  const S3 = JSON.stringify({ type: 's3', bucket: 'models' });
  const plain = (text: string, key = 'minio'): Manifest => secret({ stringData: { [key]: text } });
  const encoded = secret({ data: { minio: Buffer.from(S3).toString('base64') } });
  const STORAGE = 'spec.predictor.model.storage';

  it.each<readonly [what: string, secret: Manifest, storage: JsonObject, field: string]>([
    ['that the Secret does not have', plain(S3), { key: 'ceph', path: 'iris' }, `${STORAGE}.key`],
    ['that is not named, without a default', plain(S3), { path: 'iris' }, STORAGE],
    ['of no JSON', plain('type: s3'), { key: 'minio', path: 'iris' }, `${STORAGE}.key`],
    ['of no type', plain('{"bucket": "models"}'), { key: 'minio', path: 'iris' }, `${STORAGE}.key`],
    ['of a type that is not known', plain('{"type": "gs"}'), { key: 'minio', path: 'iris' }, `${STORAGE}.key`],
  ])('is refused of one %s', (_, manifest, storage, field) => {
    expect(told([manifest, stored(storage)])).toEqual([['kserve/storage-key', field]]);
  });

  it.each<readonly [what: string, secret: Manifest, service: Manifest]>([
    ['that is there', plain(S3), stored({ key: 'minio', path: 'iris' })],
    ['that is there in base64', encoded, stored({ key: 'minio', path: 'iris' })],
    ['that is not named, with a default', plain(S3, 'default'), stored({ path: 'iris' })],
    [
      'that is not named, where the parameters say all',
      plain(S3),
      stored({ path: 'iris', parameters: { type: 'hdfs' } }),
    ],
    [
      'whose type the parameters state',
      plain('{}'),
      stored({ key: 'minio', path: 'iris', parameters: { type: 'hdfs' } }),
    ],
    [
      'of a Secret of another namespace',
      secret({}, 'storage-config', 'others'),
      stored({ key: 'minio', path: 'iris' }),
    ],
    ['of a Secret that is not known', secret({}, 'others'), stored({ key: 'minio', path: 'iris' })],
    ['for a volume, which needs none', secret({}), stored({ key: 'minio' }, {}, { storageUri: 'pvc://models/iris' })],
    ['for nothing, since there is no path', secret({}), stored({ key: 'minio' })],
  ])('is taken of one %s', (_, manifest, storing) => {
    expect(told([manifest, storing])).toEqual([]);
  });

  it("is ModelMesh's to read, where that makes the pods", () => {
    const mode = { 'serving.kserve.io/deploymentMode': 'ModelMesh' };
    expect(told([plain(S3), stored({ key: 'ceph', path: 'iris' }, mode)])).toEqual([]);
  });

  it('is looked for in the Secret that the service or the cluster names', () => {
    const storing = stored({ key: 'minio', path: 'iris' }, { 'serving.kserve.io/storageSecretName': 'mine' });
    expect(told([secret({}, 'mine'), storing])).toHaveLength(1);
    const named = configMap({ credentials: { storageSpecSecretName: 'ours' } });
    expect(told([secret({}, 'ours'), named, stored({ key: 'minio', path: 'iris' })])).toHaveLength(1);
  });

  it('needs a bucket where the parameters state the type s3', () => {
    const parameters = { type: 's3' };
    expect(told([plain(S3), stored({ key: 'minio', path: 'iris', parameters })])).toEqual([
      ['kserve/storage-bucket', `${STORAGE}.parameters`],
    ]);
    const complete = { key: 'minio', path: 'iris', parameters: { ...parameters, bucket: 'models' } };
    expect(told([stored(complete)])).toEqual([]);
  });

  it('has no path beside an address', () => {
    expect(told([stored({ path: 'iris' }, {}, { storageUri: 'gs://models/iris' })])).toEqual([
      ['kserve/storage-twice', `${STORAGE}.path`],
    ]);
  });
});

describe('several places of files', () => {
  const placed = (
    sources: readonly (readonly [uri: string, path: string])[],
    annotations: JsonObject = STANDARD,
  ): Manifest =>
    predicting(
      {
        model: { modelFormat: { name: 'vLLM' } },
        storageUris: sources.map(([uri, mountPath]) => ({ uri, mountPath })),
      },
      annotations,
    );
  const image = (index: number): readonly [string, string] => [`oci://registry/m:${index}`, `/mnt/m${index}/files`];
  const images = (count: number) => Array.from({ length: count }, (_, index) => image(index));
  const SHARED = placed([
    ['oci://registry/base:1', '/mnt/models/base'],
    ['oci+fetch://registry/support:1', '/mnt/models/support'],
  ]);

  it('are not images in one folder, unless they are mounted themselves', () => {
    expect(told([SHARED])).toEqual([['kserve/image-mounts', 'spec.predictor.storageUris[1].mountPath']]);
    expect(told([SHARED], { kserve: { ociModelMode: 'native' } })).toEqual([]);
  });

  it('are not two images in one place, however they are mounted', () => {
    const twice = placed([
      ['oci://registry/a:1', '/mnt/models'],
      ['oci://registry/b:1', '/mnt/models'],
    ]);
    expect(told([twice], { kserve: { ociModelMode: 'native' } })).toHaveLength(1);
  });

  it('are ten images at most', () => {
    expect(told([placed(images(10))])).toEqual([]);
    expect(told([placed(images(11))])).toEqual([['kserve/image-mounts', 'spec.predictor.storageUris']]);
  });

  it('are mounted without the images, under Knative', () => {
    const [standard] = findings([placed(images(11))]);
    const [knative] = findings([placed(images(11), KNATIVE)]);
    expect(standard?.consequence).toContain('makes no pod');
    expect(knative?.consequence).toContain('finds no files');
  });

  it.each<readonly [what: string, path: string]>([
    ['capital letters', '/mnt/models/Llama'],
    ['dots', '/mnt/models/llama-3.1'],
    ['underscores', '/mnt/my_models'],
  ])('do not have %s in the path of a volume', (_, path) => {
    expect(told([placed([['pvc://models', path]])])).toEqual([
      ['kserve/storage-volume-name', 'spec.predictor.storageUris[0].mountPath'],
    ]);
  });

  it('may have any letters in the path below the folder that downloads have in common', () => {
    const downloads = placed([
      ['gs://models/a', '/mnt/models/Llama-3.1'],
      ['gs://models/b', '/mnt/models/my_adapter'],
    ]);
    expect(told([downloads])).toEqual([]);
  });

  it('have no other letters in that folder', () => {
    const downloads = placed([
      ['gs://models/a', '/mnt/My_Models/a'],
      ['gs://models/b', '/mnt/My_Models/b'],
    ]);
    expect(told([downloads])).toEqual([['kserve/storage-volume-name', 'spec.predictor.storageUris']]);
  });
});
