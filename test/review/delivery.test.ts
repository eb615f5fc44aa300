import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { TemporaryFolder } from '../temporary-folder';
import { deployment, runtime, service } from './manifests';
import { Repository } from './two-trees';
import type { Files } from './two-trees';

const folder = new TemporaryFolder();
const repository = new Repository(folder);

function application(name: string, path: string, metadata: JsonObject = {}): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd', ...metadata },
    spec: { project: 'models', source: { repoURL: 'https://git.example.com/fleet.git', path }, destination: {} },
  };
}

function kustomization(name: string, path: string, spec: JsonObject = {}): Manifest {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: 'flux-system' },
    spec: { path: `./${path}`, prune: true, interval: '10m', ...spec },
  };
}

function told(before: Files, after: Files): string {
  repository.commit(before);
  repository.write(after);
  return repository.diff('HEAD').stdout;
}

const models: Files = { 'models/llama.yaml': service('llama', 'vllm'), 'models/vllm.yaml': runtime('vllm') };

test('an Application of another name marks all its objects anew, which KServe copies to pods', () => {
  const text = told(
    { ...models, 'argo/a.yaml': application('a', 'dist/models') },
    { ...models, 'argo/b.yaml': application('b', 'dist/models') },
  );
  expect(text).toContain('rolling restart  Application argocd/b, formerly Application argocd/a');
  expect(text).toContain('the objects of 2 files are marked with its name');
});

test('an Application with a finalizer takes its objects along when it goes', () => {
  const metadata = { finalizers: ['resources-finalizer.argocd.argoproj.io'] };
  const text = told({ ...models, 'argo/a.yaml': application('a', 'dist/models', metadata) }, models);
  expect(text).toContain('removed  Application argocd/a\n    with it go the objects of 2 files, models among them');
});

test.each([
  [{}, 'recreate', 'with it go the objects of 2 files, models among them, and are made again under the new name'],
  [{ deletionPolicy: 'Orphan' }, 'rolling restart', 'the objects of 2 files are marked with its name'],
  [{ prune: false }, 'rolling restart', 'the objects of 2 files are marked with its name'],
])('a Kustomization of another name with %j', (spec, effect, reason) => {
  const text = told(
    { ...models, 'flux/a.yaml': kustomization('a', 'dist/models', spec) },
    { ...models, 'flux/a.yaml': kustomization('b', 'dist/models', spec) },
  );
  expect(text).toContain(`${effect}  Kustomization flux-system/b`);
  expect(text).toContain(reason);
});

test('an object that goes from one Application to another is pruned by the first', () => {
  const owners = { 'argo/x.yaml': [application('a', 'dist/a'), application('b', 'dist/b')] };
  const text = told({ ...owners, 'a/x.yaml': deployment('x') }, { ...owners, 'b/x.yaml': deployment('x') });
  expect(text).toContain(
    'recreate  Deployment models/x\n    it goes from Application argocd/a to Application argocd/b',
  );
  expect(text).toContain('risk: Application argocd/a prunes it while Application argocd/b makes it');
});

test('an object whose file has another place in the same Application stays as it is', () => {
  const owners = { 'argo/x.yaml': application('a', 'dist/a') };
  expect(told({ ...owners, 'a/x.yaml': deployment('x') }, { ...owners, 'a/y/x.yaml': deployment('x') })).toBe(
    'Nothing changes in any cluster\n',
  );
});

test('another order of syncing is a risk', () => {
  const waved = (wave: string) => ({
    ...deployment('x'),
    metadata: { name: 'x', namespace: 'models', annotations: { 'argocd.argoproj.io/sync-wave': wave } },
  });
  expect(told({ 'x.yaml': waved('0') }, { 'x.yaml': waved('5') })).toContain(
    'risk: What is synced before what changes: argocd.argoproj.io/sync-wave.',
  );
});
