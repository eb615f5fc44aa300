import fc from 'fast-check';
import { checkLeaderWorkerSets } from '../../../checks/lws/check-leader-worker-sets';
import { formatFinding } from '../../../reports/format-finding';
import type { JsonObject } from '../../../kubernetes/manifest';
import { findings, leaderWorkerSet, pod, setSpec } from './sets';
import type { SetParts } from './sets';

const TEMPLATE = 'spec.leaderWorkerTemplate';
const ROLLOUT = 'spec.rolloutStrategy.rollingUpdateConfiguration';
const EXCLUSIVE = 'leaderworkerset.sigs.k8s.io/exclusive-topology';
const SUB_GROUP_EXCLUSIVE = 'leaderworkerset.sigs.k8s.io/subgroup-exclusive-topology';
const LEADER_READY = { startupPolicy: 'LeaderReady' };
const PROBED = { readinessProbe: { httpGet: { path: '/health', port: 8000 } } };

const name = (length: number) => 'a'.repeat(length);
const replicas = (count: number) => ({ replicas: count });
const runs = (...args: readonly string[]) => pod({ command: ['vllm', 'serve'], args });
const leads = (...args: readonly string[]) => pod({ args, ...PROBED });
const subGroups = (subGroupSize: number, size: number, type = 'LeaderWorker'): SetParts => ({
  template: { size, subGroupPolicy: { subGroupSize, subGroupPolicyType: type } },
});
const claims = (claim: JsonObject): SetParts => ({ template: { volumeClaimTemplates: [claim] } });
const NODES = ['--nnodes=2', '--master-addr=$(LWS_LEADER_ADDRESS)', '--tensor-parallel-size', '8'];

/** The rule, what is wrong, the set, its field, and words of the message that say how to mend it. */
const FAULTY: readonly (readonly [string, string, SetParts, string, string])[] = [
  ['lws/name-length', 'a name one over the most', { name: name(51) }, 'metadata.name', name(50)],
  [
    'lws/name-length',
    'ten groups and a name for nine',
    { name: name(50), spec: replicas(11) },
    'metadata.name',
    name(49),
  ],
  [
    'lws/name-length',
    'a group beside ten',
    { name: name(50), spec: replicas(10), rollingUpdate: { maxSurge: 1 } },
    'metadata.name',
    name(49),
  ],
  [
    'lws/name-length',
    'a long name of single pods',
    { name: name(53), template: { size: 1 } },
    'metadata.name',
    name(52),
  ],
  ['lws/bounds', 'a group without a leader', { template: { size: 0 } }, `${TEMPLATE}.size`, '1, the leader included'],
  [
    'lws/bounds',
    'more pods than an integer holds',
    { spec: replicas(1_000_000), template: { size: 2148 } },
    'spec.replicas',
    'Use 999759 groups',
  ],
  [
    'lws/rollout-count',
    'less than no missing group',
    { rollingUpdate: { maxUnavailable: -1 } },
    `${ROLLOUT}.maxUnavailable`,
    '0',
  ],
  [
    'lws/rollout-count',
    'a number in quotation marks',
    { rollingUpdate: { maxSurge: '2' } },
    `${ROLLOUT}.maxSurge`,
    "'100%'",
  ],
  [
    'lws/rollout-count',
    'more than all groups',
    { rollingUpdate: { maxUnavailable: '101%' } },
    `${ROLLOUT}.maxUnavailable`,
    "'100%'",
  ],
  [
    'lws/rollout-zero',
    'a percentage below one group',
    { spec: { ...replicas(3), ...rolling('30%', 0) } },
    `${ROLLOUT}.maxUnavailable`,
    '30% of 3 groups is 0.9, rounded down 0, and maxSurge is 0',
  ],
  [
    'lws/rollout-zero',
    'a percentage below one group, with the number that works',
    { spec: { ...replicas(3), ...rolling('30%', 0) } },
    `${ROLLOUT}.maxUnavailable`,
    "'34%'",
  ],
  [
    'lws/rollout-zero',
    'nothing at all',
    { rollingUpdate: { maxUnavailable: 0, maxSurge: 0 } },
    `${ROLLOUT}.maxUnavailable`,
    'Set maxUnavailable to 1',
  ],
  [
    'lws/rollout-zero',
    'nothing in percent',
    { rollingUpdate: { maxUnavailable: 0, maxSurge: '0%' } },
    `${ROLLOUT}.maxUnavailable`,
    'maxSurge is "0%"',
  ],
  ['lws/partition', 'a partition below zero', { rollingUpdate: { partition: -1 } }, `${ROLLOUT}.partition`, 'Use 0'],
  [
    'lws/partition',
    'a partition of every group',
    { spec: replicas(2), rollingUpdate: { partition: 2 } },
    `${ROLLOUT}.partition`,
    'Use 1 to try',
  ],
  [
    'lws/sub-group-size',
    'sub-groups that do not divide',
    subGroups(3, 8),
    `${TEMPLATE}.subGroupPolicy.subGroupSize`,
    'Use 1, 2, 4, 7, 8.',
  ],
  [
    'lws/sub-group-size',
    'sub-groups larger than the group',
    subGroups(9, 8),
    `${TEMPLATE}.subGroupPolicy.subGroupSize`,
    'larger than the group of 8',
  ],
  [
    'lws/sub-group-size',
    'sub-groups that divide with the leader alone',
    subGroups(4, 8, 'LeaderExcluded'),
    `${TEMPLATE}.subGroupPolicy.subGroupSize`,
    'Use 1, 7.',
  ],
  [
    'lws/sub-group-size',
    'sub-groups of nothing',
    subGroups(0, 8),
    `${TEMPLATE}.subGroupPolicy.subGroupSize`,
    'Use 1, 2, 4, 7, 8.',
  ],
  [
    'lws/sub-group-size',
    'sub-groups without a size',
    { template: { subGroupPolicy: {} } },
    `${TEMPLATE}.subGroupPolicy.subGroupSize`,
    'has no size',
  ],
  [
    'lws/sub-group-topology',
    'a topology of sub-groups that are not there',
    { annotations: { [SUB_GROUP_EXCLUSIVE]: 'rack' } },
    `metadata.annotations["${SUB_GROUP_EXCLUSIVE}"]`,
    'subGroupSize',
  ],
  [
    'lws/no-worker-container',
    'workers without a container',
    { worker: { containers: [] } },
    `${TEMPLATE}.workerTemplate.spec.containers`,
    'set size to 1',
  ],
  [
    'lws/no-leader-container',
    'a single pod without a container',
    { template: { size: 1, leaderTemplate: { spec: { containers: [] } } } },
    `${TEMPLATE}.leaderTemplate.spec.containers`,
    'leaderTemplate',
  ],
  [
    'lws/group-variable',
    'a variable of the group by hand',
    { worker: pod({ env: [{ name: 'A' }, { name: 'LWS_GROUP_SIZE', value: '2' }] }) },
    `${TEMPLATE}.workerTemplate.spec.containers[0].env[1]`,
    'Leave it out',
  ],
  [
    'lws/worker-probe',
    'a probe of a headless worker',
    { worker: pod({ args: ['--headless'], livenessProbe: { tcpSocket: { port: 8000 } } }) },
    `${TEMPLATE}.workerTemplate.spec.containers[0].livenessProbe`,
    'Leave probes to the leader',
  ],
  [
    'lws/restart-policy',
    'the deprecated restart policy',
    { template: { restartPolicy: 'Default' } },
    `${TEMPLATE}.restartPolicy`,
    "'None'",
  ],
  [
    'lws/claim-fields',
    'a claim with labels and a source',
    claims({ metadata: { name: 'cache', labels: {} }, spec: { accessModes: [], dataSource: {} } }),
    `${TEMPLATE}.volumeClaimTemplates[0]`,
    'labels, dataSource',
  ],
  [
    'lws/group-nodes',
    'an engine that counts other pods',
    { leader: leads('--nnodes=3') },
    `${TEMPLATE}.size`,
    'Set size to 3',
  ],
  [
    'lws/group-nodes',
    'processes that the pods cannot share',
    { template: { size: 3 }, leader: leads('--nnodes=$(LWS_GROUP_SIZE)', '-tp', '8', '-pp=2') },
    `${TEMPLATE}.size`,
    'Use a size that divides 16, such as 2.',
  ],
  [
    'lws/group-nodes',
    "processes to which SGLang's copies of the attention add none",
    { leader: leads('--nnodes=$(LWS_GROUP_SIZE)', '--nccl-init-addr=a:1', '--tp=3', '--data-parallel-size=2') },
    `${TEMPLATE}.size`,
    'Use a size that divides 3, such as 1.',
  ],
  [
    'lws/leader-ready',
    'a leader over nodes',
    { spec: LEADER_READY, leader: leads('--nnodes', '2') },
    'spec.startupPolicy',
    'LeaderCreated',
  ],
  [
    'lws/leader-ready',
    'copies of the model over pods',
    {
      spec: LEADER_READY,
      leader: leads('--data-parallel-size=2', '--data-parallel-size-local=1'),
      worker: pod({ args: ['--data-parallel-size=2', '--data-parallel-start-rank=1', '--headless'] }),
    },
    'spec.startupPolicy',
    '--data-parallel-size',
  ],
  [
    'lws/leader-ready',
    'a leader of SGLang',
    { spec: LEADER_READY, leader: leads('--dist-init-addr=$(LWS_LEADER_ADDRESS):5000') },
    'spec.startupPolicy',
    '--dist-init-addr',
  ],
  [
    'lws/leader-ready',
    'a leader with Ray in a script',
    { spec: LEADER_READY, leader: leads('run.sh leader --ray_cluster_size=2; vllm serve m') },
    'spec.startupPolicy',
    '--ray-cluster-size',
  ],
  [
    'lws/leader-ready',
    'a leader with Ray by name',
    { spec: LEADER_READY, leader: leads('--distributed_executor_backend ray') },
    'spec.startupPolicy',
    'ray',
  ],
  [
    'lws/parallel-flags',
    'other tensor parallelism',
    { leader: runs(...NODES), worker: runs(...NODES.slice(0, 3), '4') },
    `${TEMPLATE}.workerTemplate.spec.containers`,
    '--tensor-parallel-size 8, and the workers have --tensor-parallel-size 4',
  ],
  [
    'lws/parallel-flags',
    'no expert parallelism in workers',
    { leader: runs(...NODES, '--enable-expert-parallel'), worker: runs(...NODES) },
    `${TEMPLATE}.workerTemplate.spec.containers`,
    'the workers have no --enable-expert-parallel',
  ],
  [
    'lws/scheduler-name',
    'Volcano for the leader alone',
    { leader: { schedulerName: 'volcano' } },
    `${TEMPLATE}.workerTemplate.spec.schedulerName`,
    'schedulerName: volcano',
  ],
  [
    'lws/scheduler-name',
    'Volcano for workers alone',
    { worker: { schedulerName: 'volcano' } },
    `${TEMPLATE}.leaderTemplate.spec.schedulerName`,
    'schedulerName: volcano',
  ],
  [
    'lws/topology-label',
    'a topology that is no label',
    { annotations: { [EXCLUSIVE]: 'the rack' } },
    `metadata.annotations["${EXCLUSIVE}"]`,
    'topology.kubernetes.io/rack',
  ],
  [
    'lws/gang-topology',
    'a gang with a topology of its own',
    {
      annotations: { [EXCLUSIVE]: 'rack' },
      leader: { schedulerName: 'volcano' },
      worker: { schedulerName: 'volcano' },
    },
    `metadata.annotations["${EXCLUSIVE}"]`,
    'Leave one of them out',
  ],
];

/** What is near to a fault, and none. */
const SOUND: readonly (readonly [string, SetParts])[] = [
  ['a group of two', {}],
  ['a name of the most characters', { name: name(50) }],
  ['ten groups, the last of which is 9', { name: name(50), spec: replicas(10) }],
  ['a longer name of single pods', { name: name(52), template: { size: 1 } }],
  ['a million groups', { spec: replicas(1_000_000) }],
  ['no group, and none to be missing', { spec: replicas(0), rollingUpdate: { maxUnavailable: 0, maxSurge: 0 } }],
  ['a percentage of exactly one group', { spec: { ...replicas(3), ...rolling('34%', 0) } }],
  ['a percentage of the smallest part beside the others', { rollingUpdate: { maxUnavailable: '30%', maxSurge: '1%' } }],
  ['more missing groups than there are', { rollingUpdate: { maxUnavailable: 5 } }],
  ['a partition of all groups but one', { spec: replicas(2), rollingUpdate: { partition: 1 } }],
  ['sub-groups beside the leader', subGroups(7, 8)],
  ['sub-groups with the leader', subGroups(4, 8)],
  ['sub-groups with a topology', { ...subGroups(4, 8), annotations: { [SUB_GROUP_EXCLUSIVE]: 'rack' } }],
  ['a single pod with workers without a container', { template: { size: 1 }, worker: { containers: [] } }],
  ['workers whose template leads too', { template: { leaderTemplate: null } }],
  ['a variable of another name', { leader: pod({ env: [{ name: 'LWS_MINE', value: '2' }] }) }],
  [
    'a command as a probe of a headless worker',
    { worker: pod({ args: ['--headless'], livenessProbe: { exec: { command: ['ls'] } } }) },
  ],
  ['a probe of a worker that answers', { worker: pod({ args: ['--data-parallel-start-rank=4'], ...PROBED }) }],
  ['no restart at all', { template: { restartPolicy: 'None' } }],
  [
    'a claim of what is copied',
    claims({
      metadata: { name: 'cache' },
      spec: { accessModes: [], resources: {}, storageClassName: 'a', volumeMode: 'Block' },
    }),
  ],
  ['a leader over nodes that does not wait for readiness', { leader: leads('--nnodes', '2') }],
  ['a leader that is ready as soon as it runs', { spec: LEADER_READY, leader: pod({ args: ['--nnodes', '2'] }) }],
  [
    "a leader that is ready with Ray's own port",
    {
      spec: LEADER_READY,
      leader: pod({ args: ['--ray_cluster_size=2'], readinessProbe: { tcpSocket: { port: 6379 } } }),
    },
  ],
  ['a leader on one node', { spec: LEADER_READY, leader: leads('--nnodes=1') }],
  ['a leader alone', { spec: LEADER_READY, leader: leads('--nnodes', '$(LWS_GROUP_SIZE)'), template: { size: 1 } }],
  [
    'the same flags in other words',
    {
      leader: runs('--nnodes=$(LWS_GROUP_SIZE)', '-tp', '8', '--port=8000'),
      worker: runs('--nnodes', '2', '--tensor_parallel_size=8', '--headless'),
    },
  ],
  [
    'workers that run something else',
    { leader: runs(...NODES), worker: pod({ command: ['ray', 'start', '--block'] }) },
  ],
  [
    'Volcano for both, with a topology, the leader first',
    {
      spec: LEADER_READY,
      annotations: { [EXCLUSIVE]: 'rack' },
      leader: { schedulerName: 'volcano' },
      worker: { schedulerName: 'volcano' },
    },
  ],
  ['a topology without a gang', { annotations: { [EXCLUSIVE]: 'rack' } }],
  ['one other scheduler for a part', { leader: { schedulerName: 'mine' } }],
];

function rolling(maxUnavailable: number | string, maxSurge: number | string): JsonObject {
  return { rolloutStrategy: { type: 'RollingUpdate', rollingUpdateConfiguration: { maxUnavailable, maxSurge } } };
}

test.each(FAULTY)('%s: %s', (id, _, parts, field, words) => {
  const found = findings(leaderWorkerSet(parts));
  expect(found).toMatchObject([{ id, field }]);
  const [finding] = found;
  if (finding !== undefined) expect(formatFinding(finding)).toContain(words);
});

test.each(SOUND)('%s is sound', (_, parts) => {
  expect(findings(leaderWorkerSet(parts))).toEqual([]);
});

test('a number of groups that nobody states counts as one', () => {
  const { replicas: _unstated, ...spec } = setSpec({ rollingUpdate: { maxUnavailable: '50%', maxSurge: 0 } });
  const finding = findings({ ...leaderWorkerSet(), spec }).find(({ id }) => id === 'lws/rollout-zero');
  expect(finding?.problem).toContain('50% of 1 group is 0.5, rounded down 0');
});

describe('what a message proposes works', () => {
  const proposed = (parts: SetParts, pattern: RegExp) =>
    pattern.exec(findings(leaderWorkerSet(parts))[0]?.mend ?? '')?.[1];

  test('as a percentage of groups', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 99 }), (groups, percent) => {
        const missing = (maxUnavailable: string): SetParts => ({
          spec: { ...replicas(groups), ...rolling(maxUnavailable, 0) },
        });
        const other = proposed(missing(`${percent}%`), /or '([0-9]+%)'/);
        expect(other === undefined).toBe(Math.floor((percent * groups) / 100) > 0);
        if (other !== undefined) expect(findings(leaderWorkerSet(missing(other)))).toEqual([]);
      }),
    );
  });

  test('as a size of sub-groups', () => {
    const sizes = fc.integer({ min: 2, max: 64 });
    fc.assert(
      fc.property(sizes, sizes, fc.constantFrom('LeaderWorker', 'LeaderExcluded'), (size, subGroupSize, type) => {
        const others = proposed(subGroups(subGroupSize, size, type), /Use ([0-9, ]+)\./)?.split(', ') ?? [];
        for (const other of others) expect(findings(leaderWorkerSet(subGroups(Number(other), size, type)))).toEqual([]);
      }),
    );
  });

  test('as a shorter name', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z][a-z0-9-]{40,60}[a-z]$/),
        fc.integer({ min: 1, max: 2000 }),
        (long, groups) => {
          const other = proposed({ name: long, spec: replicas(groups) }, /'(.*)'/) ?? long;
          if (other !== long) expect(findings(leaderWorkerSet({ name: other, spec: replicas(groups) }))).toEqual([]);
        },
      ),
    );
  });
});

test.each([
  ['nothing', {}],
  ['text', { spec: 'text' }],
  ['lists', { spec: [[]] }],
  ['words for numbers', { spec: { replicas: 'many', leaderWorkerTemplate: { size: 'large', workerTemplate: [] } } }],
  [
    'null',
    { spec: { leaderWorkerTemplate: { size: 2, subGroupPolicy: null, leaderTemplate: null, workerTemplate: null } } },
  ],
])('a set of %s is looked at without failing', (_, parts) => {
  const manifest = { apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', ...parts };
  expect(() => findings(manifest)).not.toThrow();
});

test('a template that is missing is left to the schema', () => {
  const manifest = leaderWorkerSet({ spec: { leaderWorkerTemplate: { size: 2 } } });
  expect(checkLeaderWorkerSets([{ manifest, where: 'a.yaml' }])).toEqual([]);
});
