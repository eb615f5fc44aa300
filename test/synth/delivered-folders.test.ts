import { ApiObject, YamlOutputType } from 'cdk8s';
import { ArgoApplicationSet, Cluster, FleetApp, FluxKustomization, Namespace } from '../../index';
import { findingsOf } from './fleet';
import type { Build } from './fleet';

const SOURCE = { kind: 'GitRepository', name: 'fleet' } as const;

function cluster(app: FleetApp, id = 'east'): Cluster {
  const made = new Cluster(app, id, { namespace: 'models' });
  new Namespace(made, 'models');
  return made;
}

function kustomization(scope: Cluster, path: string): void {
  new FluxKustomization(scope, 'own', { source: SOURCE, path });
}

function application(scope: Cluster, path: string): void {
  new ApiObject(scope, 'application', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'application', namespace: 'argocd' },
    spec: {
      project: 'default',
      destination: { name: 'east', namespace: 'models' },
      source: {
        repoURL: 'https://git.example.com/fleet.git',
        path,
        targetRevision: 'main',
        directory: { recurse: true },
      },
    },
  });
}

/** Applications for each of the elements, or for what a cluster is asked for. */
function applicationSet(scope: Cluster, path: string, elements?: readonly object[]): void {
  new ArgoApplicationSet(scope, 'set', {
    generators: [elements === undefined ? { clusters: {} } : { list: { elements: [...elements] } }],
    template: {
      name: '{{ .name }}-models',
      source: { url: 'https://git.example.com/fleet.git', revision: 'main', path },
      destination: { name: '{{ .name }}', namespace: 'models' },
    },
  });
}

const DELIVERERS = [
  ['a Kustomization', kustomization, 'spec.path'],
  ['an Application', application, 'spec.source.path'],
  [
    'a set of Applications',
    (scope: Cluster, path: string) => {
      const start = path.replace('/east/', '/{{ .name }}/');
      applicationSet(scope, start, [{ name: 'east' }]);
    },
    'spec.template.spec.source.path',
  ],
] as const;

function told(build: Build): readonly unknown[] {
  return findingsOf(build).map(({ id, where, field }) => ({ id, where, field }));
}

describe.each(DELIVERERS)('%s', (_, deliver, field) => {
  test('that names a layer without objects is an error', () => {
    const findings = findingsOf((app) => {
      const own = cluster(app);
      kustomizationOfPlatform(own);
      deliver(own, './deploy/dist/east/30-models');
    });
    expect(findings).toMatchObject([{ id: 'synth/empty-delivery', severity: 'error', field }]);
  });

  test('may deliver a cluster from another', () => {
    const findings = findingsOf((app) => {
      cluster(app);
      deliver(new Cluster(app, 'management'), 'dist/east/10-platform');
    });
    expect(findings).toEqual([]);
  });

  test('that names one layer of a cluster leaves the others out', () => {
    const findings = told((app) => {
      const own = cluster(app);
      new ApiObject(own, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
      deliver(own, 'dist/east/10-platform');
    });
    expect(findings).toEqual([{ id: 'synth/undelivered-layer', where: 'east/settings', field: undefined }]);
  });

  test.each(['infrastructure/10-platform', 'dist/west/30-models', 'dist/east'])('may name %s', (path) => {
    expect(
      findingsOf((app) => {
        deliver(cluster(app), path);
      }),
    ).toEqual([]);
  });
});

test('layers that a set may deliver, whose clusters are not known, are not missed', () => {
  const fill = (app: FleetApp) => {
    const own = cluster(app);
    new ApiObject(own, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
    kustomization(own, 'dist/east/10-platform');
    return new Cluster(app, 'management');
  };
  const missed = (path: string) =>
    told((app) => {
      applicationSet(fill(app), path);
    });
  expect(missed('dist/{{ .name }}/30-models')).toEqual([]);
  expect(missed('addons/monitoring')).toHaveLength(1);
});

test('nothing is said where files are laid out as cdk8s does', () => {
  const app = new FleetApp({ yamlOutputType: YamlOutputType.FILE_PER_APP });
  kustomization(cluster(app), 'dist/east/30-models');
  expect(app.render().findings).toEqual([]);
});

function kustomizationOfPlatform(scope: Cluster): void {
  new FluxKustomization(scope, 'platform', { source: SOURCE, path: 'dist/east/10-platform' });
}
