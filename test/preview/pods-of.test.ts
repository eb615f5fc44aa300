import { arrayAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { podsOf } from '../../preview/pods-of';

const POD = { containers: [{ name: 'c', image: 'i', env: [{ name: 'A', value: 'a' }] }] };
const TEMPLATE = { metadata: { labels: { a: 'b' }, annotations: { c: 'd' } }, spec: POD };

function manifest(apiVersion: string, kind: string, spec: JsonObject): Manifest {
  return { apiVersion, kind, metadata: { name: 'x', namespace: 'ns' }, spec };
}

test.each([
  ['apps/v1', 'Deployment', { replicas: 3, template: TEMPLATE }, 3, 'spec.template.spec'],
  ['apps/v1', 'StatefulSet', { template: TEMPLATE }, undefined, 'spec.template.spec'],
  ['apps/v1', 'DaemonSet', { template: TEMPLATE }, undefined, 'spec.template.spec'],
  ['batch/v1', 'Job', { parallelism: 2, template: TEMPLATE }, 2, 'spec.template.spec'],
  ['batch/v1', 'CronJob', { jobTemplate: { spec: { template: TEMPLATE } } }, 1, 'spec.jobTemplate.spec.template.spec'],
])('of %s %s, there is the pod of its template', (apiVersion, kind, spec, replicas, path) => {
  const object = manifest(apiVersion, kind, spec);
  const [pod, ...others] = podsOf(object);
  expect(others).toEqual([]);
  expect(pod).toMatchObject({
    component: 'pod',
    namespace: 'ns',
    labels: { a: 'b' },
    annotations: { c: 'd' },
    spec: POD,
  });
  expect(pod?.replicas).toBe(replicas);
  expect(pod?.originOf('containers[0].env[0].value')).toEqual({
    author: 'object',
    manifest: object,
    field: `${path}.containers[0].env[0].value`,
  });
});

test('a pod is its own', () => {
  const [pod] = podsOf({ apiVersion: 'v1', kind: 'Pod', metadata: { labels: { a: 'b' } }, spec: POD });
  expect(pod).toMatchObject({ labels: { a: 'b' }, spec: POD });
  expect(pod?.originOf('containers[0].image').field).toBe('spec.containers[0].image');
});

test('what a pod lacks is said to be next to what would hold it', () => {
  const [pod] = podsOf(manifest('apps/v1', 'Deployment', { template: TEMPLATE }));
  expect(pod?.originOf('containers[0].readinessProbe')).toMatchObject({
    author: 'controller',
    field: 'spec.template.spec.containers[0]',
  });
});

test('volumes of claim templates are known', () => {
  const claims = { volumeClaimTemplates: [{ metadata: { name: 'data' } }] };
  const [pod] = podsOf(manifest('apps/v1', 'StatefulSet', { template: TEMPLATE, ...claims }));
  expect(pod?.addedVolumes).toEqual(new Set(['data']));
});

describe('of a LeaderWorkerSet', () => {
  const set = (template: JsonObject, others: JsonObject = {}) =>
    podsOf(
      manifest('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', {
        replicas: 2,
        leaderWorkerTemplate: template,
        ...others,
      }),
    );

  test('there are leaders and workers', () => {
    const pods = set({ size: 4, leaderTemplate: TEMPLATE, workerTemplate: TEMPLATE });
    expect(pods.map(({ component, replicas }) => [component, replicas])).toEqual([
      ['leader', 2],
      ['worker', 6],
    ]);
  });

  test('there is one kind of pods where all are alike, or there are no workers', () => {
    expect(set({ size: 3, workerTemplate: TEMPLATE })).toMatchObject([{ component: 'pod', replicas: 6 }]);
    expect(set({ leaderTemplate: TEMPLATE, workerTemplate: TEMPLATE })).toMatchObject([
      { component: 'leader', replicas: 2 },
    ]);
  });

  test('each container is told of its group first, and keeps nothing else of the names', () => {
    const own = {
      spec: {
        containers: [
          {
            name: 'c',
            env: [
              { name: 'A', value: '$(LWS_LEADER_ADDRESS)' },
              { name: 'LWS_GROUP_SIZE', value: '9' },
            ],
          },
        ],
      },
    };
    const [, worker] = set({ size: 2, leaderTemplate: TEMPLATE, workerTemplate: own });
    const env = arrayAt(arrayAt(worker?.spec, 'containers')[0], 'env');
    expect(env.map((variable) => [textAt(variable, 'name'), textAt(variable, 'value')])).toEqual([
      ['LWS_LEADER_ADDRESS', 'x-0.x.ns'],
      ['LWS_GROUP_SIZE', '2'],
      ['LWS_WORKER_INDEX', '1'],
      ['A', '$(LWS_LEADER_ADDRESS)'],
    ]);
    expect(worker?.originOf('containers[0].env[3].value').field).toBe(
      'spec.leaderWorkerTemplate.workerTemplate.spec.containers[0].env[0].value',
    );
  });

  test('groups may have subdomains of their own', () => {
    const [pod] = set({ workerTemplate: TEMPLATE }, { networkConfig: { subdomainPolicy: 'UniquePerReplica' } });
    expect(pod?.spec).toMatchObject({ containers: [{ env: [{ value: 'x-0.x-0.ns' }, {}, {}, {}] }] });
  });

  test('roles of a DisaggregatedSet have them too', () => {
    const roles = ['prefill', 'decode'].map((name) => ({
      name,
      spec: { leaderWorkerTemplate: { workerTemplate: TEMPLATE } },
    }));
    const pods = podsOf(manifest('disaggregatedset.x-k8s.io/v1', 'DisaggregatedSet', { roles }));
    expect(pods.map(({ originOf }) => originOf('containers[0].image').field)).toEqual([
      'spec.roles[0].spec.leaderWorkerTemplate.workerTemplate.spec.containers[0].image',
      'spec.roles[1].spec.leaderWorkerTemplate.workerTemplate.spec.containers[0].image',
    ]);
  });
});

test.each([
  manifest('apps/v1', 'Deployment', {}),
  manifest('apps/v1', 'Deployment', { template: { spec: 'x' } }),
  manifest('v1', 'Service', { template: TEMPLATE }),
  manifest('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', { leaderWorkerTemplate: 3 }),
  manifest('serving.kserve.io/v1beta1', 'InferenceService', { template: TEMPLATE }),
])('%j has none', (object) => {
  expect(podsOf(object)).toEqual([]);
});
