import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schemaOf } from '../../imports/schema/load-schema';
import { isClusterScoped } from '../../kubernetes/cluster-scoped';
import { schemaErrors } from '../manifest-schema';

const ROOT = join(__dirname, '..', '..');
const COMMITTED = join(ROOT, 'imports', 'kubernetes');

test("the schemas of Kubernetes' own kinds are what the types of cdk8s-plus-28 give, byte for byte", () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubernetes-'));
  execFileSync(process.execPath, [join(ROOT, 'tools', 'kubernetes-schemas.mjs'), folder]);
  const files = readdirSync(folder);
  expect(readdirSync(COMMITTED)).toEqual(files);
  for (const file of files) {
    expect(readFileSync(join(COMMITTED, file), 'utf8')).toBe(readFileSync(join(folder, file), 'utf8'));
  }
  rmSync(folder, { recursive: true });
});

const container = { name: 'main', image: 'registry.example/image:1', resources: { limits: { cpu: 1, memory: '1Gi' } } };
const pods = { metadata: { labels: { app: 'a' } }, spec: { containers: [container] } };
const deployment = { selector: { matchLabels: { app: 'a' } }, template: pods };

test.each([
  [
    'a Service',
    { apiVersion: 'v1', kind: 'Service', spec: { clusterIP: 'None', ports: [{ port: 80, targetPort: 'http' }] } },
  ],
  ['a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', data: { key: 'text' } }],
  ['a Deployment', { apiVersion: 'apps/v1', kind: 'Deployment', spec: deployment }],
  ['a Job', { apiVersion: 'batch/v1', kind: 'Job', spec: { template: pods, backoffLimit: 3 } }],
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
