import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  Accelerator,
  ArgoApplication,
  ArgoDelivery,
  ArgoWaves,
  Checks,
  Cluster,
  FleetApp,
  FluxDelivery,
  Kserve,
  Layers,
  ModelStorage,
  Namespace,
  SynthError,
  VllmRuntime,
} from '../../index';
import type { ArgoDeliveryProps, ArgoDeliverySettings } from '../../index';
import { arrayAt, nameOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { findingsOf } from '../synth/fleet';

const REPOSITORY = { url: 'https://git.example.com/platform/fleet.git', revision: 'refs/heads/main' };

/** A cluster and what delivers it. */
interface Delivered {
  readonly cluster: Cluster;
  readonly management: Cluster;
}

function deliver(app: FleetApp, cluster: Cluster, settings: ArgoDeliverySettings = {}): Delivered {
  const management = new Cluster(app, 'argo-cd');
  const props: ArgoDeliveryProps = { repository: REPOSITORY, clusters: [{ cluster, name: 'gpu-east' }], ...settings };
  new ArgoDelivery(management, 'fleet', props);
  return { cluster, management };
}

/** The objects of a cluster `gpu`, made by `build`, and delivered as the settings say. */
function delivered(build: (cluster: Construct) => void, settings: ArgoDeliverySettings = {}) {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'gpu', { namespace: 'models' });
  build(cluster);
  deliver(app, cluster, settings);
  const { objects, findings } = app.render();
  const manifests = objects.map(({ manifest }) => manifest);
  return { findings, applications: manifests.filter(({ kind }) => kind === 'Application'), manifests };
}

function object(
  scope: Construct,
  kind: string,
  apiVersion: string,
  rest: object = {},
  annotations?: Record<string, string>,
) {
  return new ApiObject(scope, `${kind}-${apiVersion}`, {
    apiVersion,
    kind,
    metadata: { name: 'it', annotations },
    ...rest,
  });
}

/** What the first object of a kind tells Argo CD. */
function annotationsOf(manifests: readonly Manifest[], kind: string): JsonObject {
  const manifest = manifests.find((one) => one.kind === kind);
  return Object.fromEntries(
    Object.entries(objectAt(manifest, 'metadata', 'annotations'))
      .filter(([key]) => key.startsWith(PREFIX))
      .map(([key, value]) => [key.slice(PREFIX.length), value]),
  );
}

const PREFIX = 'argocd.argoproj.io/';

const CLAIM = {
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName: 'fast' },
};

function workload(limits: object = {}) {
  const volumes = [{ name: 'weights', persistentVolumeClaim: { claimName: 'it' } }];
  const containers = [
    {
      name: 'engine',
      image: 'example.com/engine:v1',
      resources: { limits },
      volumeMounts: [{ name: 'weights', mountPath: '/weights' }],
    },
  ];
  return {
    spec: {
      selector: { matchLabels: { app: 'it' } },
      template: { metadata: { labels: { app: 'it' } }, spec: { containers, volumes } },
    },
  };
}

describe('ArgoDelivery', () => {
  test('makes a project, and an Application for each layer that has objects', () => {
    const { manifests, findings } = delivered((cluster) => {
      new Namespace(cluster, 'models');
      object(cluster, 'ConfigMap', 'v1');
    });
    expect(findings).toEqual([]);
    expect(manifests.filter(({ apiVersion }) => apiVersion.startsWith('argoproj.io/'))).toMatchSnapshot();
  });

  test('puts the settings of a cluster before those for all', () => {
    const app = new FleetApp();
    const clusters = ['dev', 'prod'].map((name) => {
      const cluster = new Cluster(app, name, { namespace: 'models' });
      object(cluster, 'ConfigMap', 'v1');
      return cluster;
    });
    const [dev, prod] = clusters;
    if (dev === undefined || prod === undefined) throw new Error('two clusters are made');
    new ArgoDelivery(new Cluster(app, 'argo-cd'), 'fleet', {
      repository: { ...REPOSITORY, path: './infra/dist/' },
      namespace: 'gitops',
      prune: false,
      revisionHistoryLimit: 3,
      clusters: [
        { cluster: dev, server: 'https://dev.example.com', prune: true },
        { cluster: prod, name: 'prod', namespace: 'models', automated: false },
      ],
    });
    const [first, second] = app.manifests('argo-cd').filter(({ kind }) => kind === 'Application');
    expect(first).toMatchObject({
      metadata: { name: 'dev-models', namespace: 'gitops' },
      spec: {
        project: 'fleet',
        destination: { server: 'https://dev.example.com' },
        source: { path: 'infra/dist/dev/30-models' },
        revisionHistoryLimit: 3,
        syncPolicy: { automated: { prune: true } },
      },
    });
    expect(second).toMatchObject({ spec: { destination: { name: 'prod', namespace: 'models' } } });
    expect(second).not.toHaveProperty('spec.syncPolicy.automated');
  });

  test('tells of a cluster that is delivered twice', () => {
    const app = new FleetApp();
    const cluster = new Cluster(app, 'gpu', { namespace: 'models' });
    object(cluster, 'ConfigMap', 'v1');
    const { management } = deliver(app, cluster);
    new ArgoDelivery(management, 'again', { repository: REPOSITORY, clusters: [{ cluster, name: 'gpu-east' }] });
    expect(idsOf(app)).toEqual(['argo/delivered-twice']);
  });

  test.each<readonly [string, ArgoDeliveryProps['repository'], readonly string[]]>([
    ['no address', { ...REPOSITORY, url: '' }, ['repository.url: The repository has no address']],
    [
      'half an address',
      { ...REPOSITORY, url: 'git.example.com/fleet' },
      ["repository.url: 'git.example.com/fleet' is no address of a repository"],
    ],
    ['no revision', { ...REPOSITORY, revision: '' }, ['repository.revision: The revision is empty']],
    [
      'a revision that can be none',
      { ...REPOSITORY, revision: 'refs/heads/ma in' },
      ["repository.revision: No branch, tag or commit can be called 'refs/heads/ma in'"],
    ],
  ])('refuses %s, once', (_what, repository, told) => {
    const findings = findingsOf((app) => {
      const cluster = new Cluster(app, 'gpu', { namespace: 'models' });
      new Namespace(cluster, 'models');
      const delivery = { repository, clusters: [{ cluster, name: 'gpu-east' }] };
      new ArgoDelivery(new Cluster(app, 'argo-cd'), 'fleet', delivery);
    });
    expect(findings.map(({ field = '', problem }) => `${field}: ${problem}`)).toEqual(told);
    expect(findings).toMatchObject([{ id: 'argo/repository', severity: 'error', where: 'argo-cd/fleet' }]);
  });

  test('refuses a cluster that is of no app, of another app, or empty', () => {
    const other = new Cluster(new FleetApp(), 'other');
    const findings = findingsOf((app) => {
      const empty = new Cluster(app, 'empty');
      const clusters = [{ cluster: other, name: 'other' }, { cluster: empty, name: 'empty' }, { name: 'none' }];
      // Without types, as where TypeScript is only transpiled.
      Reflect.construct(ArgoDelivery, [new Cluster(app, 'argo-cd'), 'fleet', { repository: REPOSITORY, clusters }]);
    });
    expect(findings.map(({ id, problem }) => `${id}: ${problem}`)).toEqual([
      "argo/unknown-cluster: 'other' is no cluster of this app",
      "argo/nothing-to-deliver: Nothing was in the cluster 'empty' when the delivery was made",
      'argo/unknown-cluster: What is listed is no cluster of this app',
    ]);
  });

  test('refuses to deliver no cluster at all', () => {
    const findings = findingsOf((app) => {
      new ArgoDelivery(new Cluster(app, 'argo-cd'), 'fleet', { repository: REPOSITORY, clusters: [] });
    });
    expect(findings).toMatchObject([
      {
        id: 'argo/nothing-to-deliver',
        severity: 'error',
        where: 'argo-cd/fleet',
        field: 'clusters',
        problem: 'The list of clusters is empty',
      },
    ]);
  });

  test('tells of a layer with more manifests than Argo CD reads', () => {
    const { findings } = delivered((cluster) => {
      for (let index = 0; index < 11; index++) {
        new ApiObject(cluster, `large-${index}`, {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          data: { text: 'a'.repeat(950_000) },
        });
      }
    });
    expect(findings.filter(({ id }) => id === 'argo/folder-size')).toMatchObject([
      { severity: 'warning', where: 'argo-cd/fleet/gpu-models', field: 'spec.source.path' },
    ]);
  });

  test('tells once of a cluster that Flux delivers too', () => {
    const { findings } = delivered((cluster) => {
      new Namespace(cluster, 'models');
      new ApiObject(cluster, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', data: { level: 'info' } });
      new FluxDelivery(cluster, 'flux', { source: { url: REPOSITORY.url, branch: 'main' } });
    });
    expect(findings).toMatchObject([
      {
        id: 'argo/flux-owner',
        severity: 'warning',
        where: 'argo-cd/fleet/gpu-models',
        problem:
          "The ConfigMap 'gpu-settings' (gpu/30-models/models/configmap/gpu-settings.yaml) is delivered by the Kustomization 'gpu-models' of Flux too; so it is with 1 more Application of the cluster",
      },
    ]);
  });

  test('tells of an Application that delivers what another one does', () => {
    const app = new FleetApp();
    const cluster = new Cluster(app, 'gpu', { namespace: 'models' });
    object(cluster, 'ConfigMap', 'v1');
    const { management } = deliver(app, cluster);
    new ArgoApplication(management, 'everything', {
      source: { ...REPOSITORY, path: 'dist/gpu' },
      destination: { name: 'gpu-east' },
    });
    expect(idsOf(app)).toEqual(['argo/two-owners']);
  });

  test('tells nothing of an Application that delivers the same to another cluster', () => {
    const app = new FleetApp();
    const cluster = new Cluster(app, 'gpu', { namespace: 'models' });
    object(cluster, 'ConfigMap', 'v1');
    const { management } = deliver(app, cluster);
    new ArgoApplication(management, 'elsewhere', {
      source: { ...REPOSITORY, path: 'dist/gpu/30-models' },
      destination: { name: 'gpu-west' },
    });
    expect(idsOf(app)).toEqual([]);
  });

  test('tells of a layer that gets its first object afterwards', () => {
    const app = new FleetApp();
    const cluster = new Cluster(app, 'gpu', { namespace: 'models' });
    object(cluster, 'ConfigMap', 'v1');
    deliver(app, cluster);
    new Namespace(cluster, 'models');
    expect(idsOf(app)).toEqual(['synth/undelivered-layer']);
  });

  test('leaves clusters alone that it does not deliver', () => {
    const app = new FleetApp();
    new Namespace(new Cluster(app, 'other'), 'models');
    const cluster = new Cluster(app, 'gpu', { namespace: 'models' });
    object(cluster, 'ConfigMap', 'v1');
    deliver(app, cluster);
    expect(app.manifests('other').map(({ metadata }) => metadata)).toEqual([{ name: 'models' }]);
  });
});

describe('the objects of a cluster that Argo CD delivers', () => {
  const BEFORE = [
    ['Namespace', 'v1', '-30'],
    ['ResourceQuota', 'v1', '-30'],
    ['ServiceAccount', 'v1', '-20'],
    ['Role', 'rbac.authorization.k8s.io/v1', '-20'],
    ['SecretStore', 'external-secrets.io/v1', '-20'],
    ['ClusterServingRuntime', 'serving.kserve.io/v1alpha1', '-10'],
    ['ClusterBaseModel', 'ome.io/v1beta1', '-10'],
  ] as const;
  const AFTER = [
    ['HorizontalPodAutoscaler', 'autoscaling/v2', '10'],
    ['ScaledObject', 'keda.sh/v1alpha1', '10'],
    ['HTTPRoute', 'gateway.networking.k8s.io/v1', '20'],
    ['InferencePool', 'inference.networking.k8s.io/v1', '20'],
  ] as const;

  /** What an incomplete object of a kind is annotated with. */
  function waveOf(kind: string, apiVersion: string, settings: ArgoDeliverySettings) {
    const app = new FleetApp();
    const cluster = new Cluster(app, 'gpu', { namespace: 'models' });
    object(cluster, kind, apiVersion);
    deliver(app, cluster, settings);
    Checks.of(app).acknowledge('schema/missing-field', 'only its kind matters here');
    return annotationsOf(app.manifests('gpu'), kind)['sync-wave'];
  }

  test.each(BEFORE)('%s of %s comes in wave %s', (kind, apiVersion, wave) => {
    expect(waveOf(kind, apiVersion, {})).toBe(wave);
    expect(waveOf(kind, apiVersion, { waves: 'none' })).toBeUndefined();
  });

  test.each(AFTER)('%s of %s comes with models, and in wave %s where that is stated', (kind, apiVersion, wave) => {
    expect(waveOf(kind, apiVersion, {})).toBeUndefined();
    expect(waveOf(kind, apiVersion, { waves: 'all' })).toBe(wave);
  });

  test('are in the wave that is assigned to a scope of theirs, unless they state one', () => {
    const { manifests } = delivered((cluster) => {
      const early = object(cluster, 'ConfigMap', 'v1');
      const namespace = new Namespace(cluster, 'models');
      const secret = object(
        cluster,
        'Service',
        'v1',
        { spec: { ports: [{ port: 80 }] } },
        {
          'argocd.argoproj.io/sync-wave': '7',
        },
      );
      for (const construct of [early, namespace, secret])
        ArgoWaves.of(construct).assign(construct === namespace ? 0 : -5);
    });
    expect(annotationsOf(manifests, 'ConfigMap')).toEqual({ 'sync-wave': '-5' });
    expect(annotationsOf(manifests, 'Namespace')).not.toHaveProperty('sync-wave');
    expect(annotationsOf(manifests, 'Service')).toEqual({ 'sync-wave': '7' });
  });

  test('have claims in the wave of the first pod that mounts them', () => {
    const { manifests } = delivered((cluster) => {
      object(cluster, 'PersistentVolumeClaim', 'v1', CLAIM);
      ArgoWaves.of(object(cluster, 'Deployment', 'apps/v1', workload())).assign(3);
      ArgoWaves.of(object(cluster, 'StatefulSet', 'apps/v1', workload())).assign(5);
    });
    expect(annotationsOf(manifests, 'PersistentVolumeClaim')['sync-wave']).toBe('3');
  });

  test('have claims in the wave of a service, and not of the runtime that mounts them in it', () => {
    const { manifests } = delivered((cluster) => {
      object(cluster, 'PersistentVolumeClaim', 'v1', CLAIM);
      const volumes = [{ name: 'weights', persistentVolumeClaim: { claimName: 'it' } }];
      const containers = [{ name: 'kserve-container', image: 'example.com/engine:v1', args: ['--model=/mnt/models'] }];
      const runtime = object(cluster, 'ServingRuntime', 'serving.kserve.io/v1alpha1', {
        spec: { supportedModelFormats: [{ name: 'vLLM' }], containers, volumes },
      });
      Layers.of(runtime).assign('30-models');
    });
    expect(annotationsOf(manifests, 'PersistentVolumeClaim')).not.toHaveProperty('sync-wave');
    expect(annotationsOf(manifests, 'ServingRuntime')['sync-wave']).toBe('-10');
  });

  test('have hooks left to their own order', () => {
    const { manifests } = delivered((cluster) => {
      object(cluster, 'ServiceAccount', 'v1', {}, { 'argocd.argoproj.io/hook': 'PreSync' });
    });
    expect(annotationsOf(manifests, 'ServiceAccount')).toEqual({ hook: 'PreSync' });
  });

  test('are deleted after somebody has confirmed it where they serve, and not at all where they hold weights', () => {
    const { manifests } = delivered((cluster) => {
      new Namespace(cluster, 'models');
      object(cluster, 'PersistentVolumeClaim', 'v1', CLAIM);
      object(cluster, 'Deployment', 'apps/v1', workload({ 'nvidia.com/gpu': 1 }));
      object(cluster, 'StatefulSet', 'apps/v1', workload({ cpu: '1', memory: '1Gi' }));
    });
    expect(annotationsOf(manifests, 'Namespace')['sync-options']).toBe('Prune=confirm,Delete=confirm');
    expect(annotationsOf(manifests, 'PersistentVolumeClaim')['sync-options']).toBe('Prune=false,Delete=false');
    expect(annotationsOf(manifests, 'Deployment')['sync-options']).toBe('Prune=confirm,Delete=confirm');
    expect(annotationsOf(manifests, 'StatefulSet')).not.toHaveProperty('sync-options');
  });

  test('keep the options that they state', () => {
    const { manifests } = delivered((cluster) => {
      const stated = { 'argocd.argoproj.io/sync-options': 'Replace=true, Prune=false' };
      object(cluster, 'PersistentVolumeClaim', 'v1', CLAIM, {
        'argocd.argoproj.io/sync-options': 'Delete=confirm,Prune=true',
      });
      object(cluster, 'Deployment', 'apps/v1', workload({ 'nvidia.com/gpu': 1 }), stated);
    });
    expect(annotationsOf(manifests, 'PersistentVolumeClaim')['sync-options']).toBe('Delete=confirm,Prune=true');
    expect(annotationsOf(manifests, 'Deployment')['sync-options']).toBe('Replace=true,Prune=false,Delete=confirm');
  });

  test('are deleted with Git alone where that is stated', () => {
    const { manifests } = delivered((cluster) => new Namespace(cluster, 'models'), { protect: false });
    expect(annotationsOf(manifests, 'Namespace')).toEqual({ 'sync-wave': '-30' });
  });

  test('get their annotations whoever makes them, and whenever', () => {
    const app = new FleetApp();
    const cluster = new Cluster(app, 'gpu', { platform: new Kserve(), namespace: 'models' });
    const vllm = new VllmRuntime(cluster, 'vllm', {
      image: 'vllm/vllm-openai:v0.11.0',
      accelerator: Accelerator.nvidia(),
    });
    const serve = (name: string) =>
      vllm.serve(cluster, name, { model: { storage: ModelStorage.pvc('weights', name) } });
    serve('first');
    deliver(app, cluster);
    serve('second');
    const services = app.manifests('gpu').filter(({ kind }) => kind === 'InferenceService');
    expect(
      services.map((service) => textAt(service, 'metadata', 'annotations', 'argocd.argoproj.io/sync-options')),
    ).toEqual(['Prune=confirm,Delete=confirm', 'Prune=confirm,Delete=confirm']);
  });
});

describe('an Application of a delivery', () => {
  function ignoredBy(applications: readonly Manifest[], name: string) {
    const application = applications.find((one) => nameOf(one) === name);
    return arrayAt(application, 'spec', 'ignoreDifferences');
  }

  const TARGET = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'it' };

  test.each([
    ['HorizontalPodAutoscaler', 'autoscaling/v2', { maxReplicas: 2, scaleTargetRef: TARGET }],
    [
      'ScaledObject',
      'keda.sh/v1alpha1',
      {
        scaleTargetRef: TARGET,
        triggers: [
          { type: 'cron', metadata: { timezone: 'UTC', start: '0 8 * * *', end: '0 9 * * *', desiredReplicas: '2' } },
        ],
      },
    ],
  ])('leaves the replicas to a %s', (kind, apiVersion, spec) => {
    const { applications } = delivered((cluster) => {
      object(cluster, 'Deployment', 'apps/v1', workload());
      object(cluster, kind, apiVersion, { spec });
    });
    expect(ignoredBy(applications, 'gpu-models')).toEqual([
      { group: 'apps', kind: 'Deployment', name: 'it', namespace: 'models', jsonPointers: ['/spec/replicas'] },
    ]);
  });

  test('has nobody warned of replicas in Git that it leaves to an autoscaler', () => {
    const build = (cluster: Construct) => {
      const { spec } = workload();
      object(cluster, 'Deployment', 'apps/v1', { spec: { replicas: 2, ...spec } });
      object(cluster, 'HorizontalPodAutoscaler', 'autoscaling/v2', {
        spec: { maxReplicas: 4, scaleTargetRef: TARGET },
      });
    };
    const told = (settings: ArgoDeliverySettings) =>
      delivered(build, settings)
        .findings.map(({ id }) => id)
        .filter((id) => id === 'autoscaling/scaled-replicas');
    expect(told({})).toEqual([]);
    expect(told({ syncOptions: { respectIgnoreDifferences: false } })).toEqual(['autoscaling/scaled-replicas']);
  });

  test('leaves nothing to an autoscaler of what a controller makes, which is not in Git', () => {
    const { applications } = delivered((cluster) => {
      object(cluster, 'Deployment', 'apps/v1', workload());
      const spec = { maxReplicas: 2, scaleTargetRef: { ...TARGET, name: 'it-predictor' } };
      object(cluster, 'HorizontalPodAutoscaler', 'autoscaling/v2', { spec });
    });
    expect(ignoredBy(applications, 'gpu-models')).toEqual([]);
  });

  test('leaves certificates to an injector, where Git has a place for them', () => {
    const webhook = (name: string, clientConfig: object) => ({
      name,
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
      clientConfig: { ...clientConfig, service: { name: 'it', namespace: 'models' } },
    });
    const { applications } = delivered((cluster) => {
      const injected = { 'cert-manager.io/inject-ca-from': 'models/it' };
      const webhooks = [webhook('a.example.com', {}), webhook('b.example.com', { caBundle: 'Cg==' })];
      object(cluster, 'ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/v1', { webhooks }, injected);
      object(cluster, 'MutatingWebhookConfiguration', 'admissionregistration.k8s.io/v1', { webhooks });
    });
    expect(ignoredBy(applications, 'gpu-models')).toEqual([
      {
        group: 'admissionregistration.k8s.io',
        kind: 'ValidatingWebhookConfiguration',
        name: 'it',
        jsonPointers: ['/webhooks/1/clientConfig/caBundle'],
      },
    ]);
  });
});

function idsOf(app: FleetApp): readonly string[] {
  try {
    return app.render().findings.map(({ id }) => id);
  } catch (error) {
    if (!(error instanceof SynthError)) throw error;
    return error.findings.map(({ id }) => id);
  }
}
