import { nameOf } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { findings, leaderWorkerSet, neighbour, pod, setSpec } from './sets';
import type { SetParts } from './sets';

const LEADERS = { 'leaderworkerset.sigs.k8s.io/name': 'llama', 'leaderworkerset.sigs.k8s.io/worker-index': '0' };
const ALL = { 'leaderworkerset.sigs.k8s.io/name': 'llama' };
const HEADLESS = { worker: pod({ args: ['--headless'] }) };
const UNIQUE: SetParts = { spec: { networkConfig: { subdomainPolicy: 'UniquePerReplica' } } };

const service = (name: string, spec: JsonObject = {}) =>
  neighbour('v1', 'Service', name, { selector: LEADERS, ...spec });

function autoscaler(kind: 'HorizontalPodAutoscaler' | 'ScaledObject', target: JsonObject = {}, spec: JsonObject = {}) {
  const apiVersion = kind === 'ScaledObject' ? 'keda.sh/v1alpha1' : 'autoscaling/v2';
  return neighbour(apiVersion, kind, 'scaler', {
    scaleTargetRef: { apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', name: 'llama', ...target },
    ...spec,
  });
}

function elsewhere(manifest: Manifest): Manifest {
  return { ...manifest, metadata: { name: nameOf(manifest), namespace: 'elsewhere' } };
}

describe('a Service', () => {
  test.each<[string, SetParts, Manifest, string]>([
    ['named like the set', {}, service('llama'), 'lws/service-name'],
    ['named like the set without early addresses', {}, service('llama', { clusterIP: 'None' }), 'lws/service-name'],
    ['named like a group of its own subdomain', UNIQUE, service('llama-0'), 'lws/service-name'],
    ['that leads to headless workers', HEADLESS, service('llama-serving', { selector: ALL }), 'lws/service-selector'],
    [
      'that selects headless workers by a label of their template',
      { template: { workerTemplate: { metadata: { labels: { app: 'llama' } }, spec: HEADLESS.worker } } },
      service('llama-serving', { selector: { ...ALL, app: 'llama' } }),
      'lws/service-selector',
    ],
  ])('%s is an error of the Service', (_, set, object, id) => {
    expect(findings(leaderWorkerSet(set), object)).toMatchObject([
      { id, severity: 'error', where: `Service/${nameOf(object)}` },
    ]);
  });

  test('named like the set is mended with a name that no other has', () => {
    const [finding] = findings(leaderWorkerSet(), service('llama'), service('llama-serving'));
    expect(finding?.mend).toBe("Name it 'llama-clients', say.");
  });

  test.each<[string, SetParts, Manifest]>([
    ['with a name of its own', HEADLESS, service('llama-serving')],
    ['of the name in another namespace', {}, elsewhere(service('llama'))],
    [
      'that gives addresses as the set needs them',
      {},
      service('llama', { clusterIP: 'None', publishNotReadyAddresses: true }),
    ],
    ['named like a group of a shared subdomain', {}, service('llama-0')],
    ['named like a set of subdomains', UNIQUE, service('llama')],
    ['that leads to workers that answer', {}, service('llama-serving', { selector: ALL })],
    [
      'that selects a label which only the template of leaders has',
      HEADLESS,
      service('llama-serving', { selector: { ...ALL, role: 'leader' } }),
    ],
    [
      'of addresses alone that leads to headless workers',
      HEADLESS,
      service('all', { selector: ALL, clusterIP: 'None' }),
    ],
    ['that leads to single pods', { ...HEADLESS, template: { size: 1 } }, service('llama-serving', { selector: ALL })],
  ])('%s is sound', (_, set, object) => {
    expect(findings(leaderWorkerSet(set), object)).toEqual([]);
  });
});

describe('an autoscaler', () => {
  test.each(['HorizontalPodAutoscaler', 'ScaledObject'] as const)(
    '(%s) beside a stated number is a warning',
    (kind) => {
      expect(findings(leaderWorkerSet(), autoscaler(kind))).toMatchObject([
        { id: 'lws/scaled-replicas', severity: 'warning', where: 'LeaderWorkerSet/llama', field: 'spec.replicas' },
      ]);
    },
  );

  test.each([
    ['of another set', autoscaler('ScaledObject', { name: 'other' })],
    ['of a Deployment of the name', autoscaler('ScaledObject', { apiVersion: 'apps/v1', kind: 'Deployment' })],
    ['of another namespace', elsewhere(autoscaler('ScaledObject'))],
    ['without a target', neighbour('keda.sh/v1alpha1', 'ScaledObject', 'scaler', {})],
  ])('%s is none of its business', (_, object) => {
    expect(findings(leaderWorkerSet(), object)).toEqual([]);
  });

  const { replicas: _owned, ...spec } = setSpec();
  const named = (length: number) => ({
    ...leaderWorkerSet({ name: 'a'.repeat(length) }),
    spec,
  });

  test('of a set that states no number is sound', () => {
    expect(findings({ ...leaderWorkerSet(), spec }, autoscaler('HorizontalPodAutoscaler'))).toEqual([]);
  });

  test('from elsewhere is a note of a set that states no number', () => {
    expect(findings({ ...leaderWorkerSet(), spec })).toMatchObject([{ id: 'lws/unscaled', severity: 'note' }]);
  });

  test.each<[string, JsonObject, number]>([
    ['ten groups', { maxReplicaCount: 10 }, 50],
    ["KEDA's own most", {}, 49],
    ['a thousand groups', { maxReplicaCount: 1000 }, 48],
  ])('lets the name of the set be shorter for %s', (_, most, longest) => {
    const scaled = (length: number) =>
      findings(named(length), autoscaler('ScaledObject', { name: 'a'.repeat(length) }, most)).map(({ id }) => id);
    expect(scaled(longest)).toEqual([]);
    expect(scaled(longest + 1)).toEqual(['lws/name-length']);
  });
});
