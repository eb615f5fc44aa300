import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { reviewTrees } from '../../sources/trees/review-trees';
import { readFolderTree } from '../../sources/trees/folder-tree';
import { TemporaryFolder } from '../temporary-folder';
import { deployment, runtime, service } from './manifests';
import { devicesOf, effectsOf, risksOf } from './told';
import type { Files } from './two-trees';

const folder = new TemporaryFolder();

function claim(annotations: JsonObject): Files {
  const metadata = { name: 'weights', namespace: 'models', annotations };
  return { 'models/claim.yaml': { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: {} } };
}

function application(path: string, spec: JsonObject = {}): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'a', namespace: 'argocd' },
    spec: { source: { repoURL: 'https://git.example.com/fleet.git', path }, ...spec },
  };
}

function kustomization(path: string, spec: JsonObject = {}): Manifest {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'a', namespace: 'flux-system' },
    spec: { path, ...spec },
  };
}

const ARGO = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' };
const FLUX = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };
const PRUNED = 'weights prune: it is deleted where pruning is on, and stays unmanaged where not';

describe('an object that is gone from the files', () => {
  test.each([
    ['Argo CD', ARGO, 'argocd.argoproj.io/sync-options: Prune=false'],
    ['Flux', FLUX, 'kustomize.toolkit.fluxcd.io/prune: disabled'],
  ])('stays in the cluster, with its data, where it says so to %s', (_tool, annotations, said) => {
    const files = { 'x.yaml': deployment('x') };
    expect(effectsOf(folder, { ...files, ...claim(annotations) }, files)).toEqual([
      `weights none: it stays in the cluster, as '${said}' says, and nobody syncs it any more`,
    ]);
    expect(risksOf(folder, { ...files, ...claim(annotations) }, files)).toEqual([]);
  });

  test.each([
    ['to Argo CD and Flux syncs it', ARGO, kustomization('models')],
    ['to Flux and Argo CD syncs it', FLUX, application('models')],
    ['to nobody', {}, application('models')],
  ])('goes where it says so %s', (_name, annotations, owner) => {
    const files = { 'owner.yaml': owner };
    expect(effectsOf(folder, { ...files, ...claim(annotations) }, files)).toEqual([PRUNED]);
    expect(risksOf(folder, { ...files, ...claim(annotations) }, files)).toHaveLength(1);
  });
});

describe('what syncs a folder and looks elsewhere', () => {
  const models: Files = { 'models/x.yaml': deployment('x'), 'models/y.yaml': deployment('y') };

  test.each([
    ['an Application', application, { syncPolicy: { automated: { prune: true } } }],
    ['a Kustomization', kustomization, { prune: true }],
  ])('prunes what it brought, as %s that prunes', (_name, made, spec) => {
    const files = (path: string) => ({ ...models, 'owner.yaml': made(path, spec) });
    expect(effectsOf(folder, files('models'), files('elsewhere'))).toEqual([
      'a prune: 2 objects that it brought are not where it looks now, and are pruned',
    ]);
  });

  test('leaves what it brought where it does not prune', () => {
    const files = (path: string) => ({ ...models, 'owner.yaml': application(path) });
    expect(effectsOf(folder, files('models'), files('elsewhere'))).toEqual([
      'a none: 2 objects that it brought are not where it looks now: nobody syncs them any more',
    ]);
  });

  test('changes nothing where the objects went along', () => {
    const owner = (path: string) => ({ 'owner.yaml': kustomization(path, { prune: true }) });
    const moved = { 'elsewhere/x.yaml': deployment('x'), 'elsewhere/y.yaml': deployment('y') };
    expect(effectsOf(folder, { ...models, ...owner('./models') }, { ...moved, ...owner('./elsewhere') })).toEqual([
      'a none: it changes how objects are synced',
    ]);
  });
});

test('of two folders that lie elsewhere than in the repository, Applications are known to sync the same', () => {
  const models = { 'prod/30-models/llama.yaml': service('llama', 'vllm'), 'prod/30-models/vllm.yaml': runtime('vllm') };
  const named = (name: string) => ({
    ...models,
    'argo/a.yaml': { ...application('dist/prod/30-models'), metadata: { name, namespace: 'argocd' } },
  });
  expect(effectsOf(folder, named('a'), named('b'))).toEqual([
    'b restart: the objects of 2 files are marked with its name, and KServe and OME copy such marks to the pods of InferenceServices',
  ]);
});

test('of a file that cannot be read any more, nobody says that its objects go', () => {
  folder.write({
    'before/a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n',
    'after/a.yaml': 'a: [\n',
  });
  const treeOf = (name: string) => {
    const reading = readFolderTree(folder.at(name), '');
    if (!reading.ok) throw new Error(reading.problem);
    return reading.tree;
  };
  const trees = { before: treeOf('before'), after: treeOf('after'), folder: '.', clusters: [] };
  const { review, findings } = reviewTrees(trees);
  expect(review.clusters).toEqual([]);
  expect(findings.after).toHaveLength(1);
});

describe('an autoscaler that goes', () => {
  const scaler = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'a', namespace: 'models' },
    spec: { minReplicas: 2, maxReplicas: 4, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' } },
  };
  const container = { resources: { limits: { 'nvidia.com/gpu': '1' } } };

  test('leaves as many pods as there are', () => {
    const files = { 'a.yaml': deployment('a', { container }) };
    expect(devicesOf(folder, { ...files, 'scaler.yaml': scaler }, files)).toEqual([]);
  });

  test('leaves as many as are stated', () => {
    const files = { 'a.yaml': deployment('a', { container, spec: { replicas: 1 } }) };
    expect(devicesOf(folder, { ...files, 'scaler.yaml': scaler }, files)).toEqual(['nvidia.com/gpu 2 → 1']);
  });
});

test('names in YAML of one line are seen without parsing it', () => {
  const line = (maxReplicas: number) =>
    `{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a, namespace: models}, spec: {maxReplicas: ${maxReplicas}, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}}}\n`;
  const flow =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, namespace: models} # served here\nspec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: s, image: s}]}}}\n';
  const files = (maxReplicas: number) => ({ 'a.yaml': flow, 'scaler.yaml': line(maxReplicas) });
  expect(effectsOf(folder, files(2), files(9))).toContain('a scale: 1 to 2 → 1 to 9 pods');
});
