import { checkCluster } from '../../../checks/check-cluster';
import type { JsonObject } from '../../../kubernetes/manifest';

const containers = [{ name: 'server', image: 'registry.example.com/server:1.0.0' }];

function told(apiVersion: string, kind: string, spec: JsonObject) {
  const manifest = { apiVersion, kind, metadata: { name: 'llama', namespace: 'models' }, spec };
  return checkCluster([{ manifest, where: 'a.yaml' }]).map(
    ({ id, field, problem }) => `${id} ${field ?? ''}: ${problem}`,
  );
}

const lasting = (matchLabels: JsonObject, labels: JsonObject, pod: JsonObject = {}): JsonObject => ({
  selector: { matchLabels },
  serviceName: 'llama',
  template: { metadata: { labels }, spec: { containers, ...pod } },
});

const ending = (pod: JsonObject): JsonObject => ({ template: { spec: { containers, ...pod } } });

describe('a workload finds its pods', () => {
  test('by all labels of its selector, whatever others they have', () => {
    expect(told('apps/v1', 'StatefulSet', lasting({ a: 'b' }, { a: 'b', c: 'd' }))).toEqual([]);
  });

  test('not by one that they lack, or have with another value', () => {
    expect(told('apps/v1', 'StatefulSet', lasting({ 'a/b': 'c', d: 'e' }, { d: 'f' }))).toEqual([
      `pod/selector spec.selector.matchLabels["a/b"]: The StatefulSet selects pods with 'a/b: c', and its own have no such label`,
      `pod/selector spec.selector.matchLabels.d: The StatefulSet selects pods with 'd: e', and its own have 'd: f'`,
    ]);
  });

  test('and what is no text is told once, as such', () => {
    expect(told('apps/v1', 'StatefulSet', lasting({ a: '1' }, { a: 1 }))).toHaveLength(1);
  });
});

test.each([
  ['apps/v1', 'StatefulSet', lasting({ a: 'b' }, { a: 'b' }, { restartPolicy: 'Always' })],
  ['batch/v1', 'Job', ending({ restartPolicy: 'Never' })],
  ['batch/v1', 'CronJob', { schedule: '0 * * * *', jobTemplate: { spec: ending({ restartPolicy: 'OnFailure' }) } }],
])('%s %s takes its restartPolicy', (apiVersion, kind, spec) => {
  expect(told(apiVersion, kind, spec)).toEqual([]);
});

test.each([
  [
    'apps/v1',
    'StatefulSet',
    lasting({ a: 'b' }, { a: 'b' }, { restartPolicy: 'Never' }),
    "spec.template.spec.restartPolicy: The restartPolicy is 'Never', and pods of a StatefulSet are always restarted",
  ],
  [
    'batch/v1',
    'Job',
    ending({}),
    'spec.template.spec.restartPolicy: The pods of the Job state no restartPolicy, which means Always',
  ],
  [
    'batch/v1',
    'CronJob',
    { schedule: '0 * * * *', jobTemplate: { spec: ending({ restartPolicy: 'Always' }) } },
    "spec.jobTemplate.spec.template.spec.restartPolicy: The restartPolicy is 'Always', and pods of a CronJob are to end",
  ],
])('%s %s refuses another', (apiVersion, kind, spec, fault) => {
  expect(told(apiVersion, kind, spec)).toEqual([`pod/restart-policy ${fault}`]);
});
