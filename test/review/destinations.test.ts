import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { TemporaryFolder } from '../temporary-folder';
import { deployment, service } from './manifests';
import { effectsOf, risksOf } from './told';
import type { Files } from './two-trees';

const folder = new TemporaryFolder();
const GIT = 'https://git.example.com/fleet.git';
const PRUNES = { syncPolicy: { automated: { prune: true } } };
const LEFT = 'goes on running there, models and their accelerators among it, and nobody syncs or prunes it any more';

function application(destination: JsonObject, spec: JsonObject = {}, name = 'models'): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd' },
    spec: { project: 'models', source: { repoURL: GIT, path: 'models' }, destination, ...spec },
  };
}

function kustomization(spec: JsonObject): Manifest {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'models', namespace: 'flux-system' },
    spec: { path: './models', prune: true, interval: '10m', ...spec },
  };
}

const settings: Manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } };

/** By which an Application of another name is known again. */
const MUCH_ALIKE: JsonObject = {
  revisionHistoryLimit: 3,
  syncPolicy: {
    automated: { prune: false, selfHeal: true },
    retry: { limit: 5, backoff: { duration: '30s', factor: 2, maxDuration: '10m' } },
    syncOptions: ['ServerSideApply=true', 'PruneLast=true', 'FailOnSharedResource=true', 'ApplyOutOfSyncOnly=true'],
  },
};

/** A service and a Deployment that state their namespace, and a ConfigMap that states none. */
const MODELS: Files = {
  'models/llama.yaml': service('llama', 'vllm'),
  'models/x.yaml': deployment('x'),
  'models/settings.yaml': settings,
};

const effects = (before: Manifest, after: Manifest, files = MODELS) =>
  effectsOf(folder, { ...files, 'a.yaml': before }, { ...files, 'a.yaml': after });
const risks = (before: Manifest, after: Manifest) =>
  risksOf(folder, { ...MODELS, 'a.yaml': before }, { ...MODELS, 'a.yaml': after });

const access = (name: string) => kustomization({ kubeConfig: { secretRef: { name } } });

describe('another cluster', () => {
  test.each<[string, Manifest, Manifest, string, string, string]>([
    [
      'by name',
      application({ name: 'east' }, PRUNES),
      application({ name: 'west' }, PRUNES),
      "the cluster 'east'",
      "the cluster 'west'",
      '',
    ],
    [
      'than its own',
      application({ server: 'https://kubernetes.default.svc' }),
      application({ server: 'https://10.0.0.2' }),
      "Argo CD's own cluster",
      "the cluster 'https://10.0.0.2'",
      '',
    ],
    [
      'or the same by its address',
      application({ name: 'east' }),
      application({ server: 'https://10.0.0.2' }),
      "the cluster 'east'",
      "the cluster 'https://10.0.0.2'",
      ', unless both are one cluster',
    ],
    [
      'of a Kustomization',
      kustomization({}),
      access('east'),
      "Flux' own cluster",
      "the cluster of the Secret 'east'",
      '',
    ],
    [
      'or another access to the same',
      access('east'),
      access('west'),
      "the cluster of the Secret 'east'",
      "the cluster of the Secret 'west'",
      ', unless both are one cluster',
    ],
  ])('%s gets the objects, and those in the old one stay', (_what, before, after, from, to, unless) => {
    expect(effects(before, after)).toEqual([
      `models recreate: 3 objects are made in ${to}; in ${from} they stay, and nobody syncs them any more${unless}`,
    ]);
    expect(risks(before, after)).toEqual([`destination-changed: What it brought to ${from} ${LEFT}`]);
  });

  test('gets what is not at hand, too', () => {
    const [made] = effects(application({ name: 'east' }), application({ name: 'west' }), {});
    expect(made).toMatch(
      "models recreate: what it brings is made in the cluster 'west'; in the cluster 'east' they stay",
    );
  });

  test('is told of where the folder is another one as well, from which nothing is pruned then', () => {
    const west = application({ name: 'west' }, { ...PRUNES, source: { repoURL: GIT, path: 'other' } });
    expect(effects(application({ name: 'east' }, PRUNES), west).join()).not.toContain('pruned');
  });

  test('gets the objects of an Application of another name, and the old ones go with the old one or stay', () => {
    const finalizers = ['resources-finalizer.argocd.argoproj.io'];
    const cascading = (name: string) => {
      const manifest = application({ name }, MUCH_ALIKE, `models-${name}`);
      return { ...manifest, metadata: { name: `models-${name}`, namespace: 'argocd', finalizers } };
    };
    expect(effects(cascading('east'), cascading('west'))).toEqual([
      'models-west prune: with it go the objects of 3 files, models among them',
      "models-west create: all is made in the cluster 'west'",
    ]);
    const [east, west] = ['east', 'west'].map((name) => application({ name }, MUCH_ALIKE, `models-${name}`));
    if (east === undefined || west === undefined) throw new Error('there are two');
    expect(effects(east, west)).toEqual([
      'models-west prune: the objects of 3 files stay, and nobody syncs them any more',
      "models-west create: all is made in the cluster 'west'",
    ]);
    expect(risks(east, west)).toEqual([]);
  });

  test.each<[string, Manifest, Manifest]>([
    ['has two names', application({ server: 'https://kubernetes.default.svc' }), application({ name: 'in-cluster' })],
    ['gets a namespace', application({ name: 'east' }), application({ name: 'east', namespace: '' })],
    ['is not known', application({}), application({ name: 'east' })],
  ])('is none where it %s', (_what, before, after) => {
    expect(effects(before, after)).toEqual(['models none: it changes how objects are synced']);
    expect(risks(before, after)).toEqual([]);
  });
});

describe('another namespace', () => {
  const to = (namespace: string, spec: JsonObject = PRUNES) => application({ name: 'east', namespace }, spec);

  test('of an Application gets the objects that state none', () => {
    expect(effects(to('a'), to('b'))).toEqual([
      "models recreate: 1 object is made in the namespace 'b', and pruned in the namespace 'a'",
    ]);
    const off = { syncPolicy: { automated: { prune: true, enabled: false } } };
    for (const spec of [{}, off]) {
      expect(effects(to('a', spec), to('b', spec))).toEqual([
        "models recreate: 1 object is made in the namespace 'b'; in the namespace 'a' they stay, and nobody syncs them any more",
      ]);
    }
  });

  test('of an Application is nothing to objects that state theirs', () => {
    const files = { 'models/x.yaml': deployment('x') };
    expect(effects(to('a'), to('b'), files)).toEqual(['models none: it changes how objects are synced']);
  });

  test('of an Application that had none is nothing, as what states none was refused', () => {
    for (const [before, after] of [
      [to(''), to('b')],
      [to('a'), to('')],
    ] as const) {
      expect(effects(before, after)).toEqual(['models none: it changes how objects are synced']);
    }
  });

  test('of an Application gets what is not at hand, unless that states its own', () => {
    expect(effects(to('a'), to('b'), {})).toEqual([
      "models recreate: what states no namespace is made in the namespace 'b', and pruned in the namespace 'a'",
    ]);
  });

  test('of a Kustomization gets all objects', () => {
    const [a, b] = ['a', 'b'].map((targetNamespace) => kustomization({ targetNamespace }));
    if (a === undefined || b === undefined) throw new Error('there are two');
    expect(effects(a, b)).toEqual([
      "models recreate: 3 objects are made in the namespace 'b', and pruned in the namespace 'a'",
    ]);
  });

  test('that a Kustomization sets from now on gets those objects that were elsewhere', () => {
    const files = { 'models/x.yaml': deployment('x'), 'models/settings.yaml': settings };
    const [after] = effects(kustomization({}), kustomization({ targetNamespace: 'models' }), files);
    expect(after).toBe("models recreate: 1 object is made in the namespace 'models', and pruned where they were");
    const [before] = effects(kustomization({ targetNamespace: 'x' }), kustomization({ prune: false }), files);
    expect(before).toMatch(
      "models recreate: 2 objects are made in the namespaces that they state; in the namespace 'x' they stay",
    );
  });
});

describe('Applications of a set', () => {
  function setOf(generator: JsonObject, destination: JsonObject): Manifest {
    const spec = { project: 'models', source: { repoURL: GIT, path: 'models' }, destination };
    return {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: { name: 'set', namespace: 'argocd' },
      spec: { generators: [generator], template: { metadata: { name: '{{name}}-models' }, spec } },
    };
  }

  const list = (cluster: string): JsonObject => ({ list: { elements: [{ name: 'east', cluster }] } });
  const destination = { name: '{{cluster}}' };

  test('are told of like others', () => {
    expect(effects(setOf(list('a'), destination), setOf(list('b'), destination))).toEqual([
      "set recreate: Application 'east-models': 3 objects are made in the cluster 'b'; in the cluster 'a' they stay, and nobody syncs them any more",
    ]);
    expect(risks(setOf(list('a'), destination), setOf(list('b'), destination))).toEqual([
      `destination-changed: What it brought to the cluster 'a' ${LEFT}`,
    ]);
  });

  test('are told of where they are not known, as far as the template says it of all', () => {
    const clusters = { clusters: {} };
    const spaced = (namespace: string) => setOf(clusters, { name: '{{name}}', namespace });
    expect(effects(spaced('a'), spaced('b'))).toEqual([
      "set recreate: what states no namespace is made in the namespace 'b'; in the namespace 'a' they stay, and nobody syncs them any more",
    ]);
    expect(effects(setOf(clusters, { name: '{{name}}' }), setOf(clusters, { server: '{{server}}' }))).toEqual([
      'set none: it changes how objects are synced',
    ]);
  });
});
