import { namesOf, previewed, specOf } from './previewed';

interface Roles {
  readonly prefill?: string;
  readonly more?: string;
}

/** Prefill in groups of two, and a decode role of one pod. */
function set({ prefill = 'spec: { replicas: 2', more = '' }: Roles = {}): string {
  return `
apiVersion: disaggregatedset.x-k8s.io/v1
kind: DisaggregatedSet
metadata: { name: llama, namespace: models }
spec:
  ${more}
  roles:
  - name: prefill
    metadata: { labels: { team: a }, annotations: { note: b } }
    ${prefill}, leaderWorkerTemplate: { size: 2, leaderTemplate: { metadata: { labels: { role: leader } }, spec: { containers: [{ name: a, image: b, args: ["$(LWS_LEADER_ADDRESS)"] }] } }, workerTemplate: { spec: { containers: [{ name: a, image: b }] } } } }
  - name: decode
    spec: { leaderWorkerTemplate: { size: 1, workerTemplate: { spec: { containers: [{ name: a, image: b, resources: { limits: { nvidia.com/gpu: 1 } } }] } } } }
---`;
}

test('each role has a LeaderWorkerSet with what that makes, and a Service', () => {
  expect(namesOf(previewed('llama', set()))).toEqual([
    'LeaderWorkerSet models/llama-0-revision-prefill',
    'StatefulSet models/llama-0-revision-prefill',
    'StatefulSet models/llama-0-revision-prefill-0',
    'StatefulSet models/llama-0-revision-prefill-1',
    'Service models/llama-0-revision-prefill',
    'Service models/llama-0-revision-prefill-prv',
    'LeaderWorkerSet models/llama-0-revision-decode',
    'StatefulSet models/llama-0-revision-decode',
    'Service models/llama-0-revision-decode',
    'Service models/llama-0-revision-decode-prv',
  ]);
});

test('the LeaderWorkerSet has the labels of its role, and so have its pods', () => {
  const made = previewed('llama', set());
  const own = {
    app: 'llama-0-prefill',
    'disaggregatedset.x-k8s.io/name': 'llama',
    'disaggregatedset.x-k8s.io/role': 'prefill',
    'disaggregatedset.x-k8s.io/revision': 'revision',
    'disaggregatedset.x-k8s.io/slice': '0',
  };
  expect(made.children[0]?.object).toMatchObject({
    metadata: { labels: { team: 'a', ...own }, annotations: { note: 'b' } },
    spec: {
      replicas: 2,
      leaderWorkerTemplate: {
        leaderTemplate: { metadata: { labels: { role: 'leader', ...own } } },
        workerTemplate: { metadata: { labels: own } },
      },
    },
  });
  expect(specOf(made, 'LeaderWorkerSet', 'llama-0-revision-decode')).toMatchObject({ replicas: 1 });
});

test('the Service of a role finds its pods by slice and revision', () => {
  const selector = {
    'disaggregatedset.x-k8s.io/name': 'llama',
    'disaggregatedset.x-k8s.io/role': 'decode',
    'disaggregatedset.x-k8s.io/revision': 'revision',
    'disaggregatedset.x-k8s.io/slice': '0',
  };
  const made = previewed('llama', set());
  expect(specOf(made, 'Service', 'llama-0-revision-decode-prv')).toEqual({ clusterIP: 'None', selector });
});

test('that names have a hash is said', () => {
  expect(previewed('llama', set()).inexact).toEqual([
    { because: "in names and labels, 'revision' stands for the first eight characters of a hash of the roles" },
  ]);
});

test('pods are counted by role over all slices, and know their leader', () => {
  const made = previewed('llama', set({ more: 'slices: 3' }));
  expect(made.pods.map(({ component, podName, replicas }) => [component, podName, replicas.least])).toEqual([
    ['prefill-leader', 'llama-0-revision-prefill-<group>', 6],
    ['prefill-worker', 'llama-0-revision-prefill-<group>-1', 6],
    ['decode', 'llama-0-revision-decode-<group>', 3],
  ]);
  expect(made.pods[0]?.containers[0]?.args).toEqual(['llama-0-revision-prefill-0.llama-0-revision-prefill.models']);
  expect(namesOf(made).filter((name) => name.endsWith('decode-prv'))).toEqual([
    'Service models/llama-0-revision-decode-prv',
    'Service models/llama-1-revision-decode-prv',
    'Service models/llama-2-revision-decode-prv',
  ]);
});

test('of a great many slices, some are listed and the rest is said', () => {
  const made = previewed('llama', set({ more: 'slices: 100' }));
  expect(made.children).toHaveLength(40);
  expect(made.inexact).toContainEqual({ because: 'objects of 96 more slices are made alike, up to slice 99' });
});

test('a role that is scaled from outside has a scaler, whose autoscaler says how many groups there are', () => {
  const outside = set({ prefill: 'scaling: { mode: External }\n    spec: { replicas: 7' });
  const scaler = `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: any, namespace: models }
spec: { minReplicas: 1, maxReplicas: 5, scaleTargetRef: { apiVersion: disaggregatedset.x-k8s.io/v1, kind: DisaggregatedSetRoleScaler, name: llama-prefill } }
`;
  const made = previewed('llama', outside);
  expect(made.children[0]?.object).toEqual({
    apiVersion: 'disaggregatedset.x-k8s.io/v1',
    kind: 'DisaggregatedSetRoleScaler',
    metadata: {
      name: 'llama-prefill',
      namespace: 'models',
      labels: { 'disaggregatedset.x-k8s.io/name': 'llama', 'disaggregatedset.x-k8s.io/role': 'prefill' },
    },
    spec: { replicas: 1 },
  });
  expect(specOf(made, 'LeaderWorkerSet')).toMatchObject({ replicas: 1 });
  expect(previewed('llama', outside + scaler).pods.map(({ replicas }) => replicas.most)).toEqual([5, 5, 1]);
});

describe('placement', () => {
  const In = (key: string, ...values: readonly string[]) => ({ key, operator: 'In', values });
  const [name, slice] = ['disaggregatedset.x-k8s.io/name', 'disaggregatedset.x-k8s.io/slice'];
  const term = (...matchExpressions: readonly object[]) => ({
    labelSelector: { matchExpressions },
    topologyKey: 'rack',
  });

  test('puts the roles of a slice together, and slices apart', () => {
    const made = previewed('llama', set({ more: 'placementPolicy: { type: ExclusiveSlice, topology: rack }' }));
    expect(specOf(made, 'LeaderWorkerSet')).toMatchObject({
      leaderWorkerTemplate: {
        workerTemplate: {
          spec: {
            affinity: {
              podAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: [term(In(name, 'llama'), In(slice, '0'))],
              },
              podAntiAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: [
                  term(
                    In(name, 'llama'),
                    { key: slice, operator: 'Exists' },
                    { key: slice, operator: 'NotIn', values: ['0'] },
                  ),
                ],
              },
            },
          },
        },
      },
    });
  });

  test('of an exclusive topology keeps other sets away, too', () => {
    const more = 'slices: 2\n  placementPolicy: { type: ExclusiveTopology, topology: rack }';
    expect(specOf(previewed('llama', set({ more })), 'LeaderWorkerSet', 'llama-1-revision-decode')).toMatchObject({
      leaderWorkerTemplate: {
        workerTemplate: {
          spec: {
            affinity: {
              podAntiAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: [
                  term(In(name, 'llama'), { key: slice, operator: 'NotIn', values: ['1'] }),
                  term(
                    { key: name, operator: 'Exists' },
                    { key: name, operator: 'NotIn', values: ['llama'] },
                    { key: slice, operator: 'Exists' },
                  ),
                ],
              },
            },
          },
        },
      },
    });
  });

  test('without a topology does nothing', () => {
    const made = previewed('llama', set({ more: 'placementPolicy: { type: ExclusiveSlice }' }));
    expect(JSON.stringify(made.children)).not.toContain('affinity');
  });
});
