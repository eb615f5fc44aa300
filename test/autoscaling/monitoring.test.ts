import { arrayAt, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import { tokensOf } from './promql-reader';
import { expressionsOf, queryOf } from './queries';
import { scaledByKeda } from './scaled';
import type { Written } from './scaled';

const alertsOf = ({ only }: Written) =>
  arrayAt(only('PrometheusRule'), 'spec', 'groups').flatMap((group) => arrayAt(group, 'rules'));
const namesOf = (written: Written) => alertsOf(written).map((alert) => textAt(alert, 'alert'));

describe('a PodMonitor', () => {
  test.each([
    [
      'of a LeaderWorkerSet selects leaders',
      { kind: 'LeaderWorkerSet', name: 'llama' } as const,
      { 'leaderworkerset.sigs.k8s.io/name': 'llama', 'leaderworkerset.sigs.k8s.io/worker-index': '0' },
    ],
    [
      'of a LeaderWorkerSet selects all of its pods where all answer',
      { kind: 'LeaderWorkerSet', name: 'llama', workersAnswer: true } as const,
      { 'leaderworkerset.sigs.k8s.io/name': 'llama' },
    ],
    [
      'of a role selects its leaders, whatever the revision',
      { kind: 'DisaggregatedSetRoleScaler', set: 'llama', role: 'decode' } as const,
      {
        'disaggregatedset.x-k8s.io/name': 'llama',
        'disaggregatedset.x-k8s.io/role': 'decode',
        'leaderworkerset.sigs.k8s.io/worker-index': '0',
      },
    ],
    [
      'of a Deployment selects its pods',
      { kind: 'Deployment', name: 'llama', podLabels: { app: 'llama' } } as const,
      { app: 'llama' },
    ],
  ])('%s', (_, target, matchLabels) => {
    const { only } = scaledByKeda({}, { target });
    expect(objectAt(only('PodMonitor'), 'spec', 'selector')).toEqual({ matchLabels });
  });

  test('names the port, or its number', () => {
    const endpoint = (metricsPort: string | number) =>
      arrayAt(scaledByKeda({}, { metricsPort }).only('PodMonitor'), 'spec', 'podMetricsEndpoints');
    expect([endpoint('http'), endpoint(8000)]).toEqual([
      [{ port: 'http', path: '/metrics', interval: '15s' }],
      [{ portNumber: 8000, path: '/metrics', interval: '15s' }],
    ]);
  });

  test('gives the series the job by which all queries select them', () => {
    const written = scaledByKeda();
    const queries = [queryOf(written, 'time_to_first_token'), queryOf(written, 'waiting'), ...expressionsOf(written)];
    for (const query of queries) expect(query).toContain('job="models/llama-slo"');
  });

  test('is left out where the pods are measured otherwise, and then no query reads its job', () => {
    const written = scaledByKeda({ monitoring: { podMonitor: false } });
    expect(written.objects.map(({ kind }) => kind)).not.toContain('PodMonitor');
    expect([queryOf(written, 'waiting'), ...expressionsOf(written)].join()).not.toContain('job=');
  });
});

describe('alerts', () => {
  test('are of each latency that has an objective, of the queue, and of missing metrics', () => {
    expect(namesOf(scaledByKeda())).toEqual([
      'TimeToFirstTokenTooLong',
      'TimePerOutputTokenTooLong',
      'RequestsPileUp',
      'NoReplicaMeasured',
    ]);
    expect(namesOf(scaledByKeda({ objective: { timePerOutputTokenMs: 25 } }))).not.toContain('TimeToFirstTokenTooLong');
  });

  test('do not tell that no replica is measured where none need run', () => {
    const written = scaledByKeda({ wakeUpQuery: 'sum(requests)' }, { minReplicas: 0 });
    expect(namesOf(written)).not.toContain('NoReplicaMeasured');
  });

  test('fire after the time that is stated', () => {
    const alerts = alertsOf(scaledByKeda({ monitoring: { alertAfterSeconds: 90 } }));
    expect(new Set(alerts.map((alert) => valueAt(alert, 'for')))).toEqual(new Set(['90s']));
  });

  test('say where they are, and hold no template that Prometheus would expand', () => {
    for (const alert of alertsOf(scaledByKeda())) {
      expect(objectAt(alert, 'labels')).toMatchObject({ namespace: 'models', workload: 'llama' });
      expect(JSON.stringify(objectAt(alert, 'annotations'))).not.toContain('{{');
    }
  });

  test('hold PromQL that is whole', () => {
    for (const expression of expressionsOf(scaledByKeda())) expect(() => tokensOf(expression)).not.toThrow();
  });

  test('are left out where it is said so', () => {
    const { objects } = scaledByKeda({ monitoring: { alerts: false } });
    expect(objects.map(({ kind }) => kind)).not.toContain('PrometheusRule');
  });
});

test('Prometheus finds PodMonitor and PrometheusRule by the labels that are stated', () => {
  const { only } = scaledByKeda({ monitoring: { labels: { release: 'prometheus' } } });
  for (const kind of ['PodMonitor', 'PrometheusRule']) {
    expect(valueAt(only(kind), 'metadata', 'labels')).toEqual({ release: 'prometheus' });
  }
});
