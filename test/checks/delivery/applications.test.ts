import { checkDeliveredFiles, checkDelivery } from '../../../checks/delivery/check-delivery';
import type { FilePlacement, PlacedManifest } from '../../../checks/delivery/delivered-tree';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

const SOURCE = { repoURL: 'https://git.example.com/fleet.git', targetRevision: 'main', path: 'apps/models' };
const DIRECTORY = { recurse: true };
const DESTINATION = { name: 'gpu' };
const DESTINED = { project: 'default', destination: DESTINATION };

function application(name: string, spec: JsonObject = {}, finalizers: readonly string[] = []): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd', finalizers },
    spec: { project: 'default', source: { ...SOURCE, directory: DIRECTORY }, destination: DESTINATION, ...spec },
  };
}

function model(name: string, options?: string): Manifest {
  const annotations: JsonObject = options === undefined ? {} : { 'argocd.argoproj.io/sync-options': options };
  return {
    apiVersion: 'leaderworkerset.x-k8s.io/v1',
    kind: 'LeaderWorkerSet',
    metadata: { name, namespace: 'models', annotations },
  };
}

function placed(file: string, manifest: Manifest): PlacedManifest {
  return { file, manifest, where: `${file}:1:1` };
}

function found(placement: FilePlacement, ...clusters: readonly (readonly PlacedManifest[])[]) {
  return checkDeliveredFiles({ clusters, placement }).map(({ id, where }) => `${id} ${where}`);
}

/** One cluster, as its files are read. */
function read(...objects: readonly PlacedManifest[]) {
  return found('read', objects);
}

const MODEL = placed('apps/models/llama.yaml', model('llama'));

describe('an object that two Applications deliver', () => {
  const one = placed('argo/one.yaml', application('one'));

  test('is told at the second, however the files are reached', () => {
    const other = placed(
      'argo/other.yaml',
      application('other', { source: { ...SOURCE, path: 'apps', directory: DIRECTORY } }),
    );
    expect(read(one, other, MODEL)).toEqual(['argo/two-owners argo/other.yaml:1:1']);
    expect(read(one, other, placed('/home/me/fleet/apps/models/llama.yaml', model('llama')))).toHaveLength(1);
  });

  test('is told in different files too', () => {
    const other = placed(
      'argo/other.yaml',
      application('other', { source: { ...SOURCE, path: 'apps/more', directory: DIRECTORY } }),
    );
    expect(read(one, other, MODEL, placed('apps/more/copy.yaml', model('llama')))).toHaveLength(1);
    expect(read(one, other, MODEL, placed('apps/more/other.yaml', model('qwen')))).toEqual([]);
  });

  test.each<[string, JsonObject]>([
    ['delivers to another cluster', { destination: { name: 'cpu' } }],
    ['is of another branch', { source: { ...SOURCE, targetRevision: 'dev', path: 'other', directory: DIRECTORY } }],
    ['leaves the file out', { source: { ...SOURCE, directory: { ...DIRECTORY, exclude: 'llama*' } } }],
    ['takes other files', { source: { ...SOURCE, directory: { ...DIRECTORY, include: '*.json' } } }],
    ['is of a chart', { source: { ...SOURCE, helm: { releaseName: 'models' } } }],
    ['may be a kustomization', { source: SOURCE }],
  ])('is none where the second %s', (_what, spec) => {
    expect(read(one, placed('argo/other.yaml', application('other', spec)), MODEL)).toEqual([]);
  });

  test('is none where each delivers to the cluster of its own Argo CD', () => {
    const own = { destination: { server: 'https://kubernetes.default.svc' } };
    const east = placed('east/app.yaml', application('east', own));
    expect(read(east, placed('west/app.yaml', application('west', own)), MODEL)).toEqual([]);
    expect(read(east, placed('east/more.yaml', application('more', own)), MODEL)).toHaveLength(1);
  });

  test('is none where the Applications are of two clusters', () => {
    expect(found('read', [one, MODEL], [placed('argo/other.yaml', application('other'))])).toEqual([]);
  });

  test('is none where the objects are of two namespaces by their destinations', () => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } };
    const [dev, prod] = ['dev', 'prod'].map((namespace) =>
      placed(`argo/${namespace}.yaml`, application(namespace, { destination: { ...DESTINATION, namespace } })),
    );
    if (dev === undefined || prod === undefined) throw new Error('there are two');
    expect(read(dev, prod, placed('apps/models/settings.yaml', object))).toEqual([]);
  });

  test('is found in files that are yet to be written, wherever the output will be', () => {
    const path = 'infra/dist/gpu/30-models';
    const [first, second] = ['first', 'second'].map((name) =>
      placed(`argo-cd/delivery/${name}.yaml`, application(name, { source: { ...SOURCE, path } })),
    );
    if (first === undefined || second === undefined) throw new Error('there are two');
    const object = placed('gpu/30-models/models/llama.yaml', model('llama'));
    const recursive = application('second', { source: { ...SOURCE, path, directory: DIRECTORY } });
    const both = [
      placed('argo-cd/a.yaml', recursive),
      placed('argo-cd/b.yaml', { ...recursive, metadata: { name: 'b' } }),
    ];
    expect(found('written', both, [object])).toEqual(['argo/two-owners argo-cd/b.yaml:1:1']);
    expect(found('written', [first, second], [object])).toEqual([
      'argo/shallow-folder argo-cd/delivery/first.yaml:1:1',
      'argo/shallow-folder argo-cd/delivery/second.yaml:1:1',
    ]);
  });
});

describe('a folder that Argo CD does not look into', () => {
  const shallow = (directory: JsonObject) =>
    placed('argo/app.yaml', application('app', { source: { ...SOURCE, directory } }));
  const deep = placed('apps/models/llama/set.yaml', model('llama'));

  test('is an error where all files lie deeper', () => {
    expect(read(shallow({}), deep)).toEqual(['argo/shallow-folder argo/app.yaml:1:1']);
    expect(read(shallow({ recurse: false }), deep)).toHaveLength(1);
  });

  test('is none where it is read with all below, has files itself, or is not at hand', () => {
    expect(read(shallow({ recurse: true }), deep)).toEqual([]);
    expect(read(shallow({}), deep, MODEL)).toEqual([]);
    expect(read(shallow({}))).toEqual([]);
  });

  test('is told of the source among several', () => {
    const spec = { source: {}, sources: [SOURCE, { ...SOURCE, directory: {} }] };
    const faults = checkDeliveredFiles({
      clusters: [[placed('a.yaml', application('a', spec)), deep]],
      placement: 'read',
    });
    expect(faults).toMatchObject([{ field: 'spec.sources[1].directory.recurse' }]);
  });
});

describe('a model that an Application deletes', () => {
  const FINALIZER = ['resources-finalizer.argocd.argoproj.io'];
  const prunes = { syncPolicy: { automated: { prune: true } } };
  const cascading = placed('argo/app.yaml', application('app', {}, FINALIZER));
  const pruning = placed('argo/app.yaml', application('app', prunes));

  test('is told with the finalizer, in the foreground or the background', () => {
    expect(read(cascading, MODEL)).toEqual(['argo/deletes-models argo/app.yaml:1:1']);
    const background = application('app', {}, ['resources-finalizer.argocd.argoproj.io/background']);
    expect(read(placed('argo/app.yaml', background), MODEL)).toHaveLength(1);
  });

  test('is told by pruning', () => {
    expect(read(pruning, MODEL)).toEqual(['argo/unconfirmed-pruning argo/app.yaml:1:1']);
  });

  test('is none where somebody confirms it, or it stays', () => {
    for (const value of ['confirm', 'false']) {
      expect(read(cascading, placed('apps/models/a.yaml', model('a', `Delete=${value}`)))).toEqual([]);
      expect(read(pruning, placed('apps/models/a.yaml', model('a', `Replace=true, Prune=${value}`)))).toEqual([]);
      const spec = { syncPolicy: { automated: { prune: true }, syncOptions: [`Prune=${value}`] } };
      expect(read(placed('argo/app.yaml', application('app', spec)), MODEL)).toEqual([]);
    }
  });

  test('is none where syncs are not automatic, or the objects serve nothing', () => {
    const off = { syncPolicy: { automated: { prune: true, enabled: false } } };
    expect(read(placed('argo/app.yaml', application('app', off)), MODEL)).toEqual([]);
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'llama', namespace: 'models' } };
    expect(read(cascading, placed('apps/models/service.yaml', service))).toEqual([]);
  });

  test('is named, and the others are counted', () => {
    const objects = [cascading, MODEL, placed('apps/models/qwen.yaml', model('qwen'))];
    expect(checkDeliveredFiles({ clusters: [objects], placement: 'read' })).toMatchObject([
      { problem: "The finalizer has Argo CD delete the LeaderWorkerSet 'llama' and 1 more with the Application" },
    ]);
  });
});

describe('Applications that a set makes', () => {
  const TEMPLATE = { ...SOURCE, path: 'apps/{{folder}}', directory: DIRECTORY };

  /** A set with an Application for each folder of `apps`. */
  function setOf(folders: readonly string[], spec: JsonObject = {}, rest: JsonObject = {}): PlacedManifest {
    const elements = folders.map((folder) => ({ folder }));
    const { spec: template } = application('', { source: TEMPLATE, ...spec });
    const metadata = { name: 'of-{{folder}}' };
    return placed('argo/set.yaml', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: { name: 'set', namespace: 'argocd' },
      spec: { generators: [{ list: { elements } }], template: { metadata, spec: template ?? null }, ...rest },
    });
  }

  const kept = { syncPolicy: { preserveResourcesOnDeletion: true } };

  function told(...objects: readonly PlacedManifest[]) {
    return checkDeliveredFiles({ clusters: [objects], placement: 'read' }).map(
      ({ id, where, field, problem }) => `${id} ${where} ${field ?? ''}: ${problem}`,
    );
  }

  test('own what others deliver too', () => {
    const all = placed(
      'argo/all.yaml',
      application('all', { source: { ...SOURCE, path: 'apps', directory: DIRECTORY } }),
    );
    expect(told(setOf(['models'], {}, kept), all, MODEL)).toEqual([
      "argo/two-owners argo/all.yaml:1:1 spec.source: The LeaderWorkerSet 'llama' (apps/models/llama.yaml) is delivered by the Application 'of-models' too",
    ]);
    expect(told(setOf(['more'], {}, kept), all, MODEL)).toEqual([]);
  });

  test('are told once where they own the same', () => {
    const source = { ...TEMPLATE, path: 'apps' };
    expect(told(setOf(['a', 'b', 'c'], { source }, kept), MODEL)).toEqual([
      "argo/two-owners argo/set.yaml:1:1 spec.template.spec.source: The LeaderWorkerSet 'llama' (apps/models/llama.yaml) is delivered by the Applications 'of-b', of this set, and 'of-a'",
    ]);
  });

  test('delete models unless the set preserves them, which is told once', () => {
    const more = placed('apps/more/qwen.yaml', model('qwen'));
    expect(told(setOf(['models', 'more']), MODEL, more)).toEqual([
      "argo/deletes-models argo/set.yaml:1:1 spec.syncPolicy.preserveResourcesOnDeletion: Argo CD deletes the LeaderWorkerSet 'llama' with the Application 'of-models' of the set, to which it adds a finalizer",
    ]);
    expect(told(setOf(['models', 'more'], {}, kept), MODEL, more)).toEqual([]);
    expect(told(setOf(['others']), MODEL, more)).toEqual([]);
  });

  test('delete models where the template has the finalizer, whatever the set preserves', () => {
    const metadata = { name: 'of-{{folder}}', finalizers: ['resources-finalizer.argocd.argoproj.io'] };
    const set = setOf(['models'], {}, kept);
    const template = { metadata, spec: { ...DESTINED, source: TEMPLATE } };
    const spec = { generators: [{ list: { elements: [{ folder: 'models' }] } }], template, ...kept };
    expect(told({ ...set, manifest: { ...set.manifest, spec } }, MODEL)).toEqual([
      "argo/deletes-models argo/set.yaml:1:1 spec.template.metadata.finalizers: Argo CD deletes the LeaderWorkerSet 'llama' with the Application 'of-models' of the set, as its finalizer says",
    ]);
  });

  test('prune models, and look into no folder below, as the template says', () => {
    const pruning = setOf(['models'], { syncPolicy: { automated: { prune: true } } }, kept);
    expect(told(pruning, MODEL)).toEqual([
      "argo/unconfirmed-pruning argo/set.yaml:1:1 spec.template.spec.syncPolicy.automated.prune: Argo CD deletes the LeaderWorkerSet 'llama' as soon as Git no longer has them",
    ]);
    const shallow = setOf(['models'], { source: { ...TEMPLATE, directory: {} } }, kept);
    const [problem] = told(shallow, placed('apps/models/llama/set.yaml', model('llama')));
    expect(problem).toMatch('argo/shallow-folder argo/set.yaml:1:1 spec.template.spec.source.directory.recurse: ');
  });

  test('are not known where a generator asks a cluster', () => {
    const set = setOf([], {}, { generators: [{ clusters: {} }] });
    expect(told(set, setOf(['models'], {}, kept), MODEL)).toEqual([]);
  });
});

describe('options of an Application', () => {
  function told(syncPolicy: JsonObject, destination: JsonObject = { name: 'gpu', namespace: 'models' }) {
    const manifest = application('app', { syncPolicy, destination });
    return checkDelivery([{ manifest, where: 'app' }]).map(({ id }) => id);
  }

  test.each<[string, readonly string[], readonly string[]]>([
    ['overrule server-side apply', ['ServerSideApply=true', 'Replace=true'], ['argo/replace']],
    ['replace where nothing else is said', ['Replace=true'], []],
    ['force nothing', ['Force=true'], ['argo/force']],
  ])('%s', (_what, syncOptions, ids) => {
    expect(told({ syncOptions })).toEqual(ids);
  });

  test('are read in an ApplicationSet too', () => {
    const { metadata, spec = {} } = application('app', { syncPolicy: { syncOptions: ['Force=true'] } });
    const set = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: metadata ?? {},
      spec: { template: { spec } },
    };
    expect(checkDelivery([{ manifest: set, where: 'set' }])).toMatchObject([
      { id: 'argo/force', field: 'spec.template.spec.syncPolicy.syncOptions' },
    ]);
  });

  test('have metadata for a namespace that Argo CD makes, and for no other', () => {
    const managedNamespaceMetadata = { labels: { team: 'ml' } };
    const syncOptions = ['CreateNamespace=true'];
    expect(told({ managedNamespaceMetadata })).toEqual(['argo/namespace-metadata']);
    expect(told({ managedNamespaceMetadata, syncOptions }, { name: 'gpu' })).toEqual(['argo/namespace-metadata']);
    expect(told({ managedNamespaceMetadata, syncOptions })).toEqual([]);
  });

  test('have no metadata for a namespace that has a manifest', () => {
    const syncPolicy = { managedNamespaceMetadata: {}, syncOptions: ['CreateNamespace=true'] };
    const app = application('app', { syncPolicy, destination: { ...DESTINATION, namespace: 'models' } });
    const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    expect(read(placed('argo/app.yaml', app), placed('apps/models/ns.yaml', namespace('models')))).toEqual([
      'argo/namespace-metadata argo/app.yaml:1:1',
    ]);
    expect(read(placed('argo/app.yaml', app), placed('apps/models/ns.yaml', namespace('other')))).toEqual([]);
  });
});
