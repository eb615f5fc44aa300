import type { ExternalSecretProps } from '../../index';
import {
  Accelerator,
  Cluster,
  ExternalSecret,
  FleetApp,
  Kserve,
  ModelStorage,
  Namespace,
  VllmRuntime,
} from '../../index';
import { nameOf, objectAt } from '../../kubernetes/manifest';
import { indexEntries, printIndex } from '../../synth/files/index-file';
import { findingsOf } from '../synth/fleet';

const STORE = { name: 'vault', kind: 'ClusterSecretStore' } as const;

function cluster(app: FleetApp): Cluster {
  const made = new Cluster(app, 'east', {
    platform: new Kserve({ defaultDeploymentMode: 'Standard' }),
    namespace: 'models',
  });
  new Namespace(made, 'models');
  return made;
}

function spec(props: Partial<ExternalSecretProps>): unknown {
  const app = new FleetApp();
  new ExternalSecret(cluster(app), 'hf', { store: STORE, keys: { token: 'models/hugging-face' }, ...props });
  return app.manifests().find(({ kind }) => kind === 'ExternalSecret')?.spec;
}

describe('an ExternalSecret', () => {
  test('makes a Secret that goes with it, and that outlives its values in the store', () => {
    expect(spec({})).toEqual({
      refreshInterval: '1h0m0s',
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
      target: { name: 'hf', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: [{ secretKey: 'token', remoteRef: { key: 'models/hugging-face' } }],
    });
  });

  test('takes a member, and a version, of what the store holds', () => {
    const keys = { token: { key: 'models', property: 'hf', version: '3' } };
    expect(spec({ keys })).toMatchObject({ data: [{ remoteRef: { key: 'models', property: 'hf', version: '3' } }] });
  });

  test('may be for a registry', () => {
    expect(spec({ type: 'kubernetes.io/dockerconfigjson', keys: { '.dockerconfigjson': 'registry' } })).toMatchObject({
      target: { template: { type: 'kubernetes.io/dockerconfigjson', engineVersion: 'v2', mergePolicy: 'Replace' } },
    });
  });

  test('is applied before the models', () => {
    const app = new FleetApp();
    new ExternalSecret(cluster(app), 'hf', { store: STORE, keys: { token: 'hf' } });
    const paths = [...(app.render().trees[0]?.files.keys() ?? [])];
    expect(paths).toContain('10-platform/models/externalsecret.external-secrets.io/hf.yaml');
  });
});

test.each<readonly [string, Partial<ExternalSecretProps>]>([
  ['secret/no-keys', { keys: {} }],
  ['secret/key-name', { keys: { 'my token': 'hf' } }],
  ['secret/refresh-interval', { refreshInterval: 'hourly' }],
])('%s is told of', (id, props) => {
  const findings = findingsOf((app) => {
    new ExternalSecret(cluster(app), 'hf', { store: STORE, keys: { token: 'hf' }, ...props });
  });
  expect(findings).toMatchObject([{ id, severity: 'error', where: 'east/hf' }]);
});

describe('a variable from a Secret', () => {
  function fleet(make: (cluster: Cluster) => { readonly name: string; readonly key: string }): FleetApp {
    const app = new FleetApp();
    const east = cluster(app);
    const token = make(east);
    const vllm = new VllmRuntime(east, 'vllm', {
      namespace: 'models',
      image: 'vllm/vllm-openai:v0.11.0',
      accelerator: Accelerator.nvidia(),
      env: { HF_TOKEN: token, HF_HUB_OFFLINE: '1' },
    });
    vllm.serve(east, 'llama', { model: { storage: ModelStorage.pvc('models') }, env: { OTHER: token } });
    return app;
  }

  const stated = () => ({ name: 'hf', key: 'token' });

  test('is written as a reference, of runtimes and of services', () => {
    const manifests = fleet(stated).manifests();
    const text = JSON.stringify(manifests.map((manifest) => objectAt(manifest, 'spec')));
    const reference = '"valueFrom":{"secretKeyRef":{"name":"hf","key":"token"}}';
    expect(text).toContain(`{"name":"HF_TOKEN",${reference}}`);
    expect(text).toContain(`{"name":"OTHER",${reference}}`);
    expect(text).toContain('{"name":"HF_HUB_OFFLINE","value":"1"}');
  });

  test('makes the index of the cluster ask for the Secret', () => {
    const [tree] = fleet(stated).render().trees;
    const index: unknown = JSON.parse(tree === undefined ? '{}' : printIndex(indexEntries(tree)));
    expect(index).toMatchObject({
      secrets: [{ namespace: 'models', name: 'hf', keys: ['token'], usedBy: ['InferenceService models/llama'] }],
    });
  });

  test('is not asked for where an ExternalSecret makes it', () => {
    const made = fleet((east) => new ExternalSecret(east, 'hf', { store: STORE, keys: { token: 'hf' } }).ref('token'));
    const { trees, objects } = made.render();
    expect(objects.map(({ manifest }) => nameOf(manifest))).toContain('hf');
    expect(trees[0]?.secrets).toEqual([]);
  });
});
