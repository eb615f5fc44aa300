import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KUBERNETES_MINORS, NEWEST_MINOR } from '../../imports/schema/kubernetes-versions';
import { schemaOf } from '../../imports/schema/load-schema';
import { isClusterScoped } from '../../kubernetes/cluster-scoped';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { schemaErrors } from '../manifest-schema';

const ROOT = join(__dirname, '..', '..');
const COMMITTED = join(ROOT, 'imports', 'kubernetes');

describe("the schemas of Kubernetes' own kinds", () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kubernetes-'));
    execFileSync(process.execPath, [join(ROOT, 'tools', 'kubernetes-schemas.mjs'), folder]);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('are what the types of cdk8s-plus-34 give, byte for byte', () => {
    expect(jsonFiles(COMMITTED)).toEqual(jsonFiles(folder));
    for (const file of jsonFiles(folder)) {
      expect(readFileSync(join(COMMITTED, file), 'utf8')).toBe(readFileSync(join(folder, file), 'utf8'));
    }
  });

  test('of an older version are what differs in the types of cdk8s-plus-28, byte for byte', () => {
    const file = join('older', '1.28.json');
    expect(readFileSync(join(COMMITTED, file), 'utf8')).toBe(readFileSync(join(folder, file), 'utf8'));
  });
});

test('there are differences for every older version', () => {
  const files = KUBERNETES_MINORS.filter((minor) => minor !== NEWEST_MINOR).map((minor) => `1.${minor}.json`);
  expect(jsonFiles(join(COMMITTED, 'older'))).toEqual(files);
});

test.each<[string, string, readonly number[]]>([
  ['v1', 'Pod', KUBERNETES_MINORS],
  ['networking.k8s.io/v1', 'ServiceCIDR', [33, 34]],
  ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', [28, 29, 30, 31]],
  ['storagemigration.k8s.io/v1alpha1', 'StorageVersionMigration', [30, 31, 32, 33, 34]],
])('%s %s is known of the versions that have it', (apiVersion, kind, minors) => {
  expect(KUBERNETES_MINORS.filter((minor) => schemaOf(apiVersion, kind, minor) !== undefined)).toEqual(minors);
});

test('a field is known since the version that brought it', () => {
  const knows = (minor: number) =>
    Object.hasOwn(schemaOf('v1', 'Pod', minor)?.definitions.PodSpec?.properties ?? {}, 'resources');
  expect(KUBERNETES_MINORS.filter(knows)).toEqual([32, 33, 34]);
});

test("imported kinds do not depend on the cluster's version", () => {
  expect(schemaOf('serving.kserve.io/v1beta1', 'InferenceService', 28)?.root).toEqual(
    schemaOf('serving.kserve.io/v1beta1', 'InferenceService')?.root,
  );
});

function jsonFiles(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.json'));
}

const container = { name: 'main', image: 'registry.example/image:1', resources: { limits: { cpu: 1, memory: '1Gi' } } };
const pods = { metadata: { labels: { app: 'a' } }, spec: { containers: [container] } };
const deployment = { selector: { matchLabels: { app: 'a' } }, template: pods };

test.each<[string, JsonObject & Pick<Manifest, 'apiVersion' | 'kind'>]>([
  [
    'a Service',
    { apiVersion: 'v1', kind: 'Service', spec: { clusterIP: 'None', ports: [{ port: 80, targetPort: 'http' }] } },
  ],
  ['a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', data: { key: 'text' } }],
  ['a Deployment', { apiVersion: 'apps/v1', kind: 'Deployment', spec: deployment }],
  ['a Job', { apiVersion: 'batch/v1', kind: 'Job', spec: { template: pods, backoffLimit: 3 } }],
  [
    'a FlowSchema of groups and users',
    {
      apiVersion: 'flowcontrol.apiserver.k8s.io/v1',
      kind: 'FlowSchema',
      spec: {
        priorityLevelConfiguration: { name: 'a' },
        rules: [
          {
            subjects: [
              { kind: 'Group', group: { name: 'a' } },
              { kind: 'User', user: { name: 'b' } },
            ],
          },
        ],
      },
    },
  ],
  [
    'an EndpointSlice of all ports',
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      addressType: 'IPv4',
      endpoints: [],
      ports: [{ name: '' }],
    },
  ],
])('%s in order passes its schema', (_, manifest) => {
  expect(schemaErrors({ ...manifest, metadata: { name: 'a' } })).toEqual([]);
});

test.each([
  [
    'an unknown field',
    { apiVersion: 'v1', kind: 'Service', spec: { port: 80 } },
    'v1/Service/spec: must NOT have additional properties',
  ],
  [
    'a text for a number',
    { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: '80' }] } },
    'v1/Service/spec/ports/0/port: must be integer',
  ],
  [
    'a number for a text',
    { apiVersion: 'v1', kind: 'ConfigMap', data: { key: 1 } },
    'v1/ConfigMap/data/key: must be string',
  ],
  [
    'a demanded field that is missing',
    { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: pods } },
    "apps/v1/Deployment/spec: must have required property 'selector'",
  ],
  [
    'an unknown field of a container',
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      spec: { template: { spec: { containers: [{ name: 'main', imag: 'image' }] } } },
    },
    'batch/v1/Job/spec/template/spec/containers/0: must NOT have additional properties',
  ],
])('%s is an error', (_, manifest, error) => {
  expect(schemaErrors({ ...manifest, metadata: { name: 'a' } })).toEqual([error]);
});

test.each(['v1 PersistentVolume', 'v1 Service', 'rbac.authorization.k8s.io/v1 ClusterRole', 'apps/v1 Deployment'])(
  '%s has the scope that the rest of the library knows of it',
  (name) => {
    const [apiVersion = '', kind = ''] = name.split(' ');
    const group = apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : '';
    expect(schemaOf(apiVersion, kind)?.scope).toBe(isClusterScoped(group, kind) ? 'Cluster' : 'Namespaced');
  },
);
