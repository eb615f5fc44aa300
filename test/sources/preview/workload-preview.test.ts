import { namesOf, previewed, specOf } from './previewed';

function set(replicas: number, size: number, more = ''): string {
  return `
apiVersion: leaderworkerset.x-k8s.io/v1
kind: LeaderWorkerSet
metadata: { name: llama, namespace: models, labels: { team: a } }
spec:
  replicas: ${replicas}
  ${more}
  leaderWorkerTemplate:
    size: ${size}
    leaderTemplate:
      spec:
        containers:
        - { name: vllm, image: "vllm/vllm-openai:v0.10.0", command: [sh, -c, "vllm serve /m --node-rank $LWS_WORKER_INDEX --master $(LWS_LEADER_ADDRESS)"], resources: { limits: { nvidia.com/gpu: "8" } } }
    workerTemplate:
      spec:
        containers:
        - { name: vllm, image: "vllm/vllm-openai:v0.10.0", resources: { limits: { nvidia.com/gpu: "8" } } }
---`;
}

test('a LeaderWorkerSet makes a StatefulSet of leaders, one of workers for each group, and a Service', () => {
  const made = previewed('llama', set(2, 4));
  expect(namesOf(made)).toEqual([
    'StatefulSet models/llama',
    'StatefulSet models/llama-0',
    'StatefulSet models/llama-1',
    'Service models/llama',
  ]);
  expect(specOf(made, 'StatefulSet', 'llama')).toMatchObject({
    replicas: 2,
    serviceName: 'llama',
    podManagementPolicy: 'Parallel',
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, partition: 0 } },
    template: {
      metadata: {
        labels: { 'leaderworkerset.sigs.k8s.io/worker-index': '0' },
        annotations: { 'leaderworkerset.sigs.k8s.io/size': '4' },
      },
    },
  });
  expect(specOf(made, 'StatefulSet', 'llama-1')).toMatchObject({
    replicas: 3,
    ordinals: { start: 1 },
    serviceName: 'llama',
    template: { metadata: { annotations: { 'leaderworkerset.sigs.k8s.io/leader-name': 'llama-1' } } },
  });
  expect(specOf(made, 'Service')).toEqual({
    clusterIP: 'None',
    selector: { 'leaderworkerset.sigs.k8s.io/name': 'llama' },
    publishNotReadyAddresses: true,
  });
});

test('its pods are named by their group and their place in it, and know their leader', () => {
  const made = previewed('llama', set(2, 4));
  expect(made.pods.map(({ component, podName, replicas }) => [component, podName, replicas.least])).toEqual([
    ['leader', 'llama-<group>', 2],
    ['worker', 'llama-<group>-<1..3>', 6],
  ]);
  expect(made.pods[0]?.containers[0]).toMatchObject({
    command: ['sh', '-c', 'vllm serve /m --node-rank $LWS_WORKER_INDEX --master llama-0.llama.models'],
    engine: {
      name: 'vllm',
      words: ['vllm', 'serve', '/m', '--node-rank', '$LWS_WORKER_INDEX', '--master', 'llama-0.llama.models'],
    },
  });
});

test('with a subdomain for each group, each has a Service', () => {
  expect(namesOf(previewed('llama', set(2, 2, 'networkConfig: { subdomainPolicy: UniquePerReplica }')))).toEqual([
    'StatefulSet models/llama',
    'StatefulSet models/llama-0',
    'StatefulSet models/llama-1',
    'Service models/llama-0',
    'Service models/llama-1',
  ]);
});

test('groups of one pod have no workers', () => {
  expect(namesOf(previewed('llama', set(3, 1)))).toEqual(['StatefulSet models/llama', 'Service models/llama']);
});

test('of a great many groups, some are listed and the rest is said', () => {
  const made = previewed('llama', set(500_000, 2));
  expect(made.children).toHaveLength(10);
  expect(made.children.flatMap(({ inexact }) => inexact)).toContainEqual({
    because: '499992 more are made alike, up to llama-499999',
  });
});

test.each([
  ['maxUnavailable: 1, maxSurge: 2', 3],
  ['maxUnavailable: "50%", maxSurge: 0', 2],
  ['maxUnavailable: "30%", maxSurge: "30%"', 3],
  ['maxUnavailable: 0, maxSurge: 9', 4],
])('a roll-out of %s is one of %i pods of the leaders’ StatefulSet', (rollout, maxUnavailable) => {
  const made = previewed('llama', set(4, 1, `rolloutStrategy: { rollingUpdateConfiguration: { ${rollout} } }`));
  expect(specOf(made, 'StatefulSet')).toMatchObject({ updateStrategy: { rollingUpdate: { maxUnavailable } } });
});

test('an autoscaler of the namespace says how many groups there are', () => {
  const scaler = `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: any, namespace: models }
spec: { minReplicaCount: 1, maxReplicaCount: 4, scaleTargetRef: { kind: LeaderWorkerSet, name: llama } }
`;
  const made = previewed('llama', set(1, 3) + scaler);
  expect(made.pods.map(({ replicas }) => replicas)).toEqual([
    { least: 1, most: 4 },
    { least: 2, most: 8 },
  ]);
});

test('of a Deployment there are the pods alone', () => {
  const made = previewed(
    'gateway',
    `
apiVersion: apps/v1
kind: Deployment
metadata: { name: gateway, namespace: models }
spec: { replicas: 3, template: { spec: { containers: [{ name: a, image: b, args: [x] }] } } }
`,
  );
  expect(made).toMatchObject({
    pods: [
      { component: 'pod', podName: 'gateway-<hash>', replicas: { least: 3, most: 3 }, containers: [{ args: ['x'] }] },
    ],
    children: [],
  });
});
