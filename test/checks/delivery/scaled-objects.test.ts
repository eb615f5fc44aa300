import { dump } from 'js-yaml';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { checkClusters } from '../../../sources/check-sources';

const WARNINGS = ['autoscaling/scaled-replicas', 'lws/scaled-replicas'];
const URL = 'https://git.example.com/fleet.git';

function workload(apiVersion: string, kind: string, metadata: JsonObject = {}): Manifest {
  return { apiVersion, kind, metadata: { name: 'llama', namespace: 'models', ...metadata }, spec: { replicas: 2 } };
}

const SET = workload('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet');
const DEPLOYMENT = workload('apps/v1', 'Deployment');

function scalerOf({ apiVersion, kind }: Manifest): Manifest {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'llama', namespace: 'models' },
    spec: { scaleTargetRef: { apiVersion, kind, name: 'llama' }, triggers: [{ type: 'cron', metadata: {} }] },
  };
}

const RULE = { group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] };
const RESPECTED = { syncOptions: ['RespectIgnoreDifferences=true'] };

/** What an Application says beside its source. */
function application(spec: JsonObject, name = 'models', path = 'dist/east/models'): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd' },
    spec: {
      project: 'default',
      source: { repoURL: URL, targetRevision: 'main', path, directory: { recurse: true } },
      destination: { name: 'east' },
      ...spec,
    },
  };
}

function applicationSet(spec: JsonObject, elements: readonly JsonObject[] = [{ cluster: 'east' }]): Manifest {
  const { spec: template } = application(spec, '', 'dist/{{cluster}}/models');
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'models', namespace: 'argocd' },
    spec: {
      generators: [{ list: { elements } }],
      template: { metadata: { name: '{{cluster}}' }, spec: template ?? null },
    },
  };
}

function kustomization(spec: JsonObject, path = './dist/east/models'): Manifest {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'models', namespace: 'flux-system' },
    spec: { interval: '10m', prune: true, path, sourceRef: { kind: 'GitRepository', name: 'fleet' }, ...spec },
  };
}

/** Where is warned of a number of replicas in Git, which several clusters have as folders of `dist/`. */
function warned(object: Manifest, ...delivering: readonly Manifest[]): readonly string[] {
  const east = [
    { name: 'dist/east/models/all.yaml', text: [object, scalerOf(object)].map((one) => dump(one)).join('---\n') },
  ];
  const hub = delivering.map((manifest, index) => ({ name: `dist/hub/argocd/${index}.yaml`, text: dump(manifest) }));
  const clusters = [
    { name: 'east', sources: east },
    { name: 'hub', sources: hub },
  ];
  return checkClusters(clusters)
    .findings.filter(({ id }) => WARNINGS.includes(id))
    .map(({ id, where }) => `${id} ${where}`);
}

const OF_DEPLOYMENT = ['autoscaling/scaled-replicas dist/east/models/all.yaml:7:3'];

test('a number of replicas that Git and an autoscaler both set is a warning where nothing delivers it', () => {
  expect(warned(DEPLOYMENT)).toEqual(OF_DEPLOYMENT);
  expect(warned(SET)).toEqual(['lws/scaled-replicas dist/east/models/all.yaml:7:3']);
});

describe('an Application in the folder of another cluster', () => {
  test.each<[string, JsonObject]>([
    ['by its kind', RULE],
    ['by its name', { ...RULE, name: 'llama', namespace: 'models' }],
    ['by patterns', { group: '*', kind: 'Deploy*', jsonPointers: ['/metadata/labels', '/spec/replicas'] }],
    ['by a path of jq', { group: 'apps', kind: 'Deployment', jqPathExpressions: ['.spec.replicas'] }],
    ['to who scales it', { group: 'apps', kind: 'Deployment', managedFieldsManagers: ['kube-controller-manager'] }],
  ])('settles it where it leaves the field alone %s', (_how, rule) => {
    expect(warned(DEPLOYMENT, application({ ignoreDifferences: [rule], syncPolicy: RESPECTED }))).toEqual([]);
  });

  test.each<[string, JsonObject]>([
    ['leaves nothing alone', { syncPolicy: RESPECTED }],
    ['does so when it compares and not when it syncs', { ignoreDifferences: [RULE] }],
    ['means another kind', { ignoreDifferences: [{ ...RULE, kind: 'StatefulSet' }], syncPolicy: RESPECTED }],
    ['means the core group', { ignoreDifferences: [{ ...RULE, group: '' }], syncPolicy: RESPECTED }],
    ['means another object', { ignoreDifferences: [{ ...RULE, name: 'qwen' }], syncPolicy: RESPECTED }],
    ['means another namespace', { ignoreDifferences: [{ ...RULE, namespace: 'x' }], syncPolicy: RESPECTED }],
    ['means another field', { ignoreDifferences: [{ ...RULE, jsonPointers: ['/spec/x'] }], syncPolicy: RESPECTED }],
  ])('leaves the warning where it %s', (_what, spec) => {
    expect(warned(DEPLOYMENT, application(spec))).toEqual(OF_DEPLOYMENT);
  });

  const settled = { ignoreDifferences: [RULE], syncPolicy: RESPECTED };

  test('says nothing of files that it does not deliver', () => {
    expect(warned(DEPLOYMENT, application(settled, 'models', 'dist/west/models'))).toEqual(OF_DEPLOYMENT);
  });

  test('settles it with all others that deliver it alone', () => {
    const other = application({}, 'all', 'dist/east');
    expect(warned(DEPLOYMENT, application(settled), other)).toEqual(OF_DEPLOYMENT);
    expect(warned(DEPLOYMENT, application(settled), { ...application(settled, 'all', 'dist/east') })).toEqual([]);
  });

  test('settles it where a set makes it', () => {
    expect(warned(DEPLOYMENT, applicationSet(settled))).toEqual([]);
    expect(warned(DEPLOYMENT, applicationSet(settled, [{ cluster: 'west' }]))).toEqual(OF_DEPLOYMENT);
    expect(warned(DEPLOYMENT, applicationSet({ ignoreDifferences: [RULE] }))).toEqual(OF_DEPLOYMENT);
  });
});

describe('a Kustomization of Flux', () => {
  const paths = ['/spec/replicas'];
  const target = { group: 'leaderworkerset\\.x-k8s\\.io', kind: 'LeaderWorkerSet', name: 'llama', namespace: 'models' };

  test.each<[string, JsonObject]>([
    ['of an object', { ignore: [{ paths, target }] }],
    ['of all objects', { ignore: [{ paths }] }],
    ['of several kinds', { ignore: [{ paths, target: { kind: '(Deployment|LeaderWorkerSet)' } }] }],
    ['of names that begin so', { ignore: [{ paths, target: { name: '^lla.*$' } }] }],
    ['of a name that it makes', { namePrefix: 'prod-', ignore: [{ paths, target: { name: 'prod-llama' } }] }],
    ['of the namespace that it sets', { targetNamespace: 'x', ignore: [{ paths, target: { namespace: 'x' } }] }],
  ])('settles it by a rule %s', (_what, spec) => {
    expect(warned(SET, kustomization(spec))).toEqual([]);
  });

  test.each<[string, JsonObject]>([
    ['there is no rule', {}],
    ['the rule means another kind', { ignore: [{ paths, target: { kind: 'Leader' } }] }],
    ['the rule means another field', { ignore: [{ paths: ['/spec/size'], target }] }],
    ['who is meant is told by labels', { ignore: [{ paths, target: { labelSelector: 'app=llama' } }] }],
    ['the expression is not a plain one', { ignore: [{ paths, target: { name: '(l+)+lama' } }] }],
    ['it is suspended', { suspend: true, ignore: [{ paths }] }],
  ])('leaves the warning where %s', (_what, spec) => {
    expect(warned(SET, kustomization(spec))).toHaveLength(1);
  });

  test('settles it of objects that Flux makes and never changes', () => {
    const annotations = { 'kustomize.toolkit.fluxcd.io/ssa': 'IfNotPresent' };
    const object = workload('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', { annotations });
    expect(warned(object, kustomization({}))).toEqual([]);
    expect(warned(object)).toHaveLength(1);
  });

  test('does not settle it where Argo CD delivers the object too, and sets it back', () => {
    expect(warned(SET, kustomization({ ignore: [{ paths }] }), application({}))).toHaveLength(1);
  });
});
