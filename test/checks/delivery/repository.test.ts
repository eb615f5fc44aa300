import { checkDelivery } from '../../../checks/delivery/check-delivery';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

const URL = 'https://git.example.com/platform/fleet.git';

function application(spec: JsonObject): Manifest {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name: 'models' }, spec };
}

function told(spec: JsonObject): readonly string[] {
  return checkDelivery([{ manifest: application(spec), where: 'app' }]).map(
    ({ id, field = '', problem }) => `${id} ${field}: ${problem}`,
  );
}

test.each([
  URL,
  'http://git/fleet',
  'ssh://git@git.example.com:2222/fleet.git',
  'git@git.example.com:platform/fleet.git',
  'git.example.com:platform/fleet.git',
  'file:///srv/fleet.git',
  '${REPOSITORY}',
])('%s is the address of a repository', (repoURL) => {
  expect(told({ source: { repoURL, path: 'apps' } })).toEqual([]);
});

test.each([
  ['', 'The repository has no address'],
  ['git.example.com/platform/fleet', "'git.example.com/platform/fleet' is no address of a repository"],
  ['https://', "'https://' is no address of a repository"],
  [' https://git.example.com/fleet', "' https://git.example.com/fleet' is no address of a repository"],
])('%j is none', (repoURL, problem) => {
  expect(told({ source: { repoURL, path: 'apps' } })).toEqual([`argo/repository spec.source.repoURL: ${problem}`]);
});

test.each([
  '',
  'HEAD',
  'main',
  'refs/heads/main',
  'feature/long-context',
  'v1.2.3',
  '4f2a9c1',
  'v1.*',
  '>=1.0.0 <2.0.0',
  '~1.2',
  '1.x',
])('%j may be a revision', (targetRevision) => {
  expect(told({ source: { repoURL: URL, targetRevision, path: 'apps' } })).toEqual([]);
});

test.each(['refs/heads/ma in', 'main:dist', 'a..b', '/main', 'main/', 'main.lock', '-main', 'v1?'])(
  '%j can be none',
  (targetRevision) => {
    expect(told({ source: { repoURL: URL, targetRevision, path: 'apps' } })).toEqual([
      `argo/repository spec.source.targetRevision: No branch, tag or commit can be called '${targetRevision}'`,
    ]);
  },
);

test('of charts and of registries nothing is said', () => {
  expect(told({ source: { repoURL: 'registry.example.com/charts', chart: 'kserve', targetRevision: 'v 1' } })).toEqual(
    [],
  );
  expect(told({ source: { repoURL: 'oci://registry.example.com/fleet', targetRevision: 'a b', path: '.' } })).toEqual(
    [],
  );
});

test('the source among several is named', () => {
  const sources: readonly JsonObject[] = [
    { repoURL: URL, path: 'apps' },
    { repoURL: 'fleet', ref: 'values' },
  ];
  expect(told({ sources })).toEqual(["argo/repository spec.sources[1].repoURL: 'fleet' is no address of a repository"]);
});

test('an ApplicationSet is read too, but for what its generators fill in', () => {
  const set = (repoURL: string): Manifest => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'models' },
    spec: { generators: [], template: { spec: { source: { repoURL, path: 'apps' } } } },
  });
  const faults = (repoURL: string) => checkDelivery([{ manifest: set(repoURL), where: 'set' }]);
  expect(faults('{{ .url }}')).toEqual([]);
  expect(faults('fleet')).toMatchObject([{ id: 'argo/repository', field: 'spec.template.spec.source.repoURL' }]);
});

describe('the destination of an Application', () => {
  const source = { repoURL: URL, path: 'apps' };

  test.each<readonly [JsonObject, string]>([
    [{}, 'It names no cluster'],
    [{ server: '', name: '', namespace: 'models' }, 'It names no cluster'],
    [
      { server: 'https://gpu.example.com', name: 'gpu' },
      "It names a cluster twice, as 'https://gpu.example.com' and as 'gpu'",
    ],
  ])('cannot be %j', (destination, problem) => {
    expect(told({ source, destination })).toEqual([`argo/destination spec.destination: ${problem}`]);
  });

  test.each<JsonObject>([{ server: 'https://gpu.example.com' }, { name: 'gpu', namespace: 'models' }])(
    'can be %j',
    (destination) => {
      expect(told({ source, destination })).toEqual([]);
    },
  );
});
