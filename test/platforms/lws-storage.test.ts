import { late, ModelStorage } from '../../index';
import type { CustomRuntimeProps, Model, ServeProps } from '../../index';
import { arrayAt } from '../../kubernetes/manifest';
import { containerOf, podOf, written } from './lws-service';

function served(model: Model, engine: Partial<CustomRuntimeProps> = {}, service: Partial<ServeProps> = {}) {
  const { only, findings } = written({ args: [late.modelPath], ...engine }, { model, ...service });
  const pod = podOf(only('LeaderWorkerSet'), 'leaderTemplate');
  const { args, env, volumeMounts } = containerOf(pod);
  const [modelPath] = arrayAt({ args: args ?? [] }, 'args');
  return { modelPath, env, volumes: pod.volumes, mounts: volumeMounts, findings };
}

test('a claim is mounted read-only, its folder alone', () => {
  expect(served({ storage: ModelStorage.pvc('weights', '/org//model/') })).toEqual({
    modelPath: '/mnt/models',
    env: undefined,
    volumes: [{ name: 'model', persistentVolumeClaim: { claimName: 'weights' } }],
    mounts: [{ name: 'model', mountPath: '/mnt/models', subPath: 'org/model', readOnly: true }],
    findings: [],
  });
});

test('a claim is mounted writable for an engine that changes its files', () => {
  const { mounts } = served({ storage: ModelStorage.pvc('weights') }, { writesModelFolder: true });
  expect(mounts).toEqual([{ name: 'model', mountPath: '/mnt/models' }]);
});

test.each([
  ['no name', 'pvc://'],
  ['a way out of it', 'pvc://weights/../etc'],
  ['a name that no claim has', 'pvc://My_Claim/llama'],
])('a claim with %s is refused', (_, uri) => {
  expect(served({ storage: ModelStorage.uri(uri) }).findings).toMatchObject([{ id: 'lws/storage', severity: 'error' }]);
});

test.each(['hf://', 'hf://an org/model', 'oci://'])('%s is no place of weights', (uri) => {
  expect(served({ storage: ModelStorage.uri(uri) }).findings).toMatchObject([{ id: 'lws/storage', severity: 'error' }]);
});

describe('a repository on Hugging Face', () => {
  const storage = ModelStorage.huggingFace('org/model');
  const scratch = (folder: string, name: string) => ({
    volumes: [{ name, emptyDir: {} }],
    mounts: [{ name, mountPath: folder }],
  });

  test('is downloaded by the engine, to a volume that outlives the container', () => {
    expect(served({ storage })).toEqual({
      modelPath: 'org/model',
      env: [{ name: 'HF_HOME', value: '/mnt/huggingface' }],
      ...scratch('/mnt/huggingface', 'scratch-mnt-huggingface'),
      findings: [],
    });
  });

  test('needs no storage where the model has its identifier', () => {
    expect(served({ huggingFaceId: 'org/model' }).modelPath).toBe('org/model');
  });

  test('is downloaded to the folder that the engine or the service states', () => {
    expect(served({ storage }, { env: [{ name: 'HF_HOME', value: '/tmp/hf_home' }] })).toMatchObject(
      scratch('/tmp/hf_home', 'scratch-tmp-hf-home'),
    );
    expect(served({ storage }, {}, { env: { HF_HOME: '/data' } })).toMatchObject(scratch('/data', 'scratch-data'));
  });

  test('gets no second volume inside of a scratch folder', () => {
    const engine = { scratchFolders: ['/tmp'], env: [{ name: 'HF_HOME', value: '/tmp/hf_home' }] };
    expect(served({ storage }, engine)).toMatchObject(scratch('/tmp', 'scratch-tmp'));
  });

  test('at a revision is a warning unless an argument passes the revision on', () => {
    const pinned = { storage: ModelStorage.huggingFace('org/model', 'abc123') };
    expect(served(pinned).findings).toMatchObject([{ id: 'lws/model-revision', severity: 'warning' }]);
    expect(served(pinned, {}, { args: ['--revision=abc123'] }).findings).toEqual([]);
    expect(served(pinned, {}, { args: ['--revision', 'abc123'] }).findings).toEqual([]);
  });

  test('is no folder for an engine that reads one', () => {
    expect(served({ storage }, { args: [late.modelRoot] }).findings).toMatchObject([
      { id: 'lws/no-weights', severity: 'warning' },
    ]);
  });
});

describe('an image', () => {
  const storage = ModelStorage.oci('registry.example/models/llama:1');

  test('is an image volume, of which the cluster must know', () => {
    expect(served({ storage })).toMatchObject({
      modelPath: '/mnt/models',
      volumes: [{ name: 'model', image: { reference: 'registry.example/models/llama:1', pullPolicy: 'IfNotPresent' } }],
      mounts: [{ name: 'model', mountPath: '/mnt/models', subPath: 'models', readOnly: true }],
      findings: [{ id: 'lws/image-volume', severity: 'note' }],
    });
  });

  test('is refused for an engine that changes its files', () => {
    const ids = served({ storage }, { writesModelFolder: true }).findings.map(({ id }) => id);
    expect(ids).toContain('lws/read-only-model');
  });
});

test.each([
  ['a bucket', ModelStorage.s3('bucket', 'llama')],
  ['a bucket of Google', ModelStorage.gs('bucket', 'llama')],
  ['an address', ModelStorage.https('example.com/llama.tar')],
  ['a connection', ModelStorage.connection('bucket', 'llama')],
  ['several places', ModelStorage.several([{ uri: 'hf://org/model' }])],
  ['text that is no address', ModelStorage.uri('weights')],
])('%s is refused, since nobody would fetch it', (_, storage) => {
  const [finding, ...others] = served({ storage }).findings;
  expect(finding).toMatchObject({ id: 'lws/storage', severity: 'error', field: 'model.storage', where: 'lws/llama' });
  expect(finding?.mend).toContain('ModelStorage.pvc()');
  expect(others).toEqual([]);
});

test('a model without a place is a warning where the engine reads one', () => {
  expect(served({}).findings).toMatchObject([{ id: 'lws/no-weights', severity: 'warning' }]);
  expect(served({}, { args: [] }).findings).toEqual([]);
});
