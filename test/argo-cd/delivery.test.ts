import { ApiObject } from 'cdk8s';
import { ArgoApplication, ArgoDelivery, Cluster, FleetApp, FluxDelivery, Namespace, SynthError } from '../../index';
import type { ArgoDeliveryProps } from '../../index';
import { findingsOf } from '../synth/fleet';
import { REPOSITORY, deliver, delivered, object } from './deliver';

function idsOf(app: FleetApp): readonly string[] {
  try {
    return app.render().findings.map(({ id }) => id);
  } catch (error) {
    if (!(error instanceof SynthError)) throw error;
    return error.findings.map(({ id }) => id);
  }
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
