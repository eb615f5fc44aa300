import { formatFinding } from '../../../reports/format-finding';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { disaggregatedSet, findings, pod, setSpec } from './sets';

const EXTERNAL = { scaling: { mode: 'External' } };
const EXCLUSIVE = 'leaderworkerset.sigs.k8s.io/exclusive-topology';
const RACK = { placementPolicy: { type: 'ExclusiveSlice', topology: 'rack' } };

const role = (spec: JsonObject, rest: JsonObject = {}) => ({ spec: setSpec({ spec }), ...rest });
const rollout = (rollingUpdate: JsonObject) => ({ spec: setSpec({ rollingUpdate }) });
const name = (length: number) => 'a'.repeat(length);

/** The rule, what is wrong, the object, its field, and words of the message. */
const FAULTY: readonly (readonly [string, string, Manifest, string, string])[] = [
  [
    'lws/disaggregated-slices',
    'slices of a role that is scaled from outside',
    disaggregatedSet(EXTERNAL, { slices: 2 }),
    'spec.slices',
    'Use one slice',
  ],
  [
    'lws/disaggregated-scaling',
    'groups of a role that is scaled from outside',
    disaggregatedSet(role({ replicas: 3 }, EXTERNAL)),
    'spec.roles[0].spec.replicas',
    "scale 'llama-prefill'",
  ],
  [
    'lws/disaggregated-partition',
    'a partition',
    disaggregatedSet(rollout({ partition: 1 }), {}, 'llama'),
    'spec.roles[0].spec.rolloutStrategy.rollingUpdateConfiguration.partition',
    'Leave the partition out',
  ],
  [
    'lws/rollout-zero',
    'a rollout that replaces nothing',
    disaggregatedSet(rollout({ maxUnavailable: 0 })),
    'spec.roles[0].spec.rolloutStrategy.rollingUpdateConfiguration.maxUnavailable',
    'Set maxUnavailable to 1',
  ],
  [
    'lws/disaggregated-placement',
    'a placement without a topology',
    disaggregatedSet({}, { placementPolicy: { type: 'ExclusiveSlice' } }),
    'spec.placementPolicy.topology',
    'node label',
  ],
  [
    'lws/disaggregated-placement',
    'a placement of both',
    disaggregatedSet({ metadata: { annotations: { [EXCLUSIVE]: 'rack' } } }, RACK),
    'spec.roles[0]',
    'Keep one of them',
  ],
  [
    'lws/no-worker-container',
    "a fault of a role's own set",
    disaggregatedSet({ spec: setSpec({ worker: { containers: [] } }) }),
    'spec.roles[0].spec.leaderWorkerTemplate.workerTemplate.spec.containers',
    'set size to 1',
  ],
];

test.each(FAULTY)('%s: %s', (id, _, manifest, field, words) => {
  const found = findings(manifest).filter((finding) => finding.id === id);
  expect(found).toMatchObject([{ id, field, where: 'DisaggregatedSet/llama' }]);
  const [finding] = found;
  if (finding !== undefined) expect(formatFinding(finding)).toContain(words);
});

test.each<[string, Manifest]>([
  ['two roles', disaggregatedSet()],
  [
    'no group in any role',
    disaggregatedSet(
      {},
      {
        roles: [
          { name: 'p', ...role({ replicas: 0 }) },
          { name: 'd', ...role({ replicas: 0 }) },
        ],
      },
    ),
  ],
  ['no group in a role that is scaled from outside', disaggregatedSet(role({ replicas: 0 }, EXTERNAL))],
  ['slices of static roles', disaggregatedSet({}, { slices: 3 })],
  ['a placement of all roles', disaggregatedSet({}, RACK)],
  ['a topology of one role', disaggregatedSet({ metadata: { annotations: { [EXCLUSIVE]: 'rack' } } })],
  [
    'a placement of none',
    disaggregatedSet({ metadata: { annotations: { [EXCLUSIVE]: 'rack' } } }, { placementPolicy: { type: 'None' } }),
  ],
])('%s are sound', (_, manifest) => {
  expect(findings(manifest)).toEqual([]);
});

describe('the names of set and role', () => {
  const single = setSpec({ template: { size: 1 } });
  const roles = (spec: JsonObject) => ({
    roles: [
      { name: 'prefill', spec },
      { name: 'p', spec },
    ],
  });
  const wrong = (length: number, spec: JsonObject) =>
    findings(disaggregatedSet({}, spec, name(length))).filter(({ id }) => id === 'lws/disaggregated-name');

  test('leave room for a revision in the labels of pods', () => {
    expect(wrong(31, roles(setSpec()))).toEqual([]);
    const [finding, ...others] = wrong(32, roles(setSpec()));
    expect(finding).toMatchObject({ field: 'spec.roles[0].name', severity: 'error' });
    expect(finding?.mend).toContain('to 31 characters');
    expect(finding?.consequence).toContain('StatefulSets');
    expect(others).toEqual([]);
  });

  test('may be longer where a group is one pod', () => {
    expect(wrong(33, roles(single))).toEqual([]);
    expect(wrong(34, roles(single))).toHaveLength(1);
  });

  test('are shorter by a digit from the eleventh slice on', () => {
    expect(wrong(30, { ...roles(setSpec()), slices: 11 })).toEqual([]);
    expect(wrong(31, { ...roles(setSpec()), slices: 11 })).toHaveLength(1);
  });

  test('are refused by the webhook where the Service of a role has no room', () => {
    expect(wrong(41, roles(setSpec()))[0]?.consequence).toContain('webhook');
  });
});

test('pods of a role are looked at as pods of a set are', () => {
  const worker = pod({ env: [{ name: 'LWS_WORKER_INDEX', value: '1' }] });
  expect(findings(disaggregatedSet({ spec: setSpec({ worker }) }))).toMatchObject([
    {
      id: 'lws/group-variable',
      field: 'spec.roles[0].spec.leaderWorkerTemplate.workerTemplate.spec.containers[0].env[0]',
    },
  ]);
});
