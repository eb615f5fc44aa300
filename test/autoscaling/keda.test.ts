import { objectAt, valueAt } from '../../kubernetes/manifest';
import { schemaErrors } from '../manifest-schema';
import { queryOf, triggerOf } from './queries';
import { PROMETHEUS, scaledByKeda } from './scaled';
import type { Written } from './scaled';

const FORMS: readonly [string, Written][] = [
  ['a LeaderWorkerSet', scaledByKeda()],
  [
    'one half of a DisaggregatedSet',
    scaledByKeda(
      { objective: { timePerOutputTokenMs: 25 } },
      { target: { kind: 'DisaggregatedSetRoleScaler', set: 'llama', role: 'decode' } },
    ),
  ],
  [
    'a Deployment that may have no pod',
    scaledByKeda(
      {
        objective: { timeToFirstTokenMs: 1000 },
        waitingPerReplica: false,
        wakeUpQuery: 'sum(rate(istio_requests_total{destination_app="llama"}[1m]))',
        pollingIntervalSeconds: 10,
      },
      { target: { kind: 'Deployment', name: 'llama', podLabels: { app: 'llama' } }, minReplicas: 0 },
    ),
  ],
  [
    'SGLang behind a Prometheus that asks who one is',
    scaledByKeda(
      {
        prometheus: {
          address: 'https://thanos-querier.openshift-monitoring.svc:9092',
          authentication: { modes: ['bearer', 'tls'], name: 'thanos', kind: 'ClusterTriggerAuthentication' },
        },
        fallback: { replicas: 2 },
        scaleDown: { stabilizationSeconds: 3600, replicas: 2, everySeconds: 1800 },
      },
      { engine: { name: 'sglang' } },
    ),
  ],
];

test.each(FORMS)('%s is scaled by objects that their schemas accept', (_, { objects }) => {
  expect(objects.flatMap(schemaErrors)).toEqual([]);
  expect(objects).toMatchSnapshot();
});

test.each(FORMS)('Nothing is wrong with %s', (_, { findings }) => {
  expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
});

describe('a latency', () => {
  test.each([
    ['0.10.2', 'vllm:time_per_output_token_seconds_bucket'],
    ['0.11.0', 'vllm:request_time_per_output_token_seconds_bucket'],
    ['0.11.2', 'vllm:request_time_per_output_token_seconds_bucket'],
    ['0.28.0', 'vllm:request_time_per_output_token_seconds_bucket'],
    [undefined, 'vllm:request_time_per_output_token_seconds_bucket'],
  ])('of vLLM %s is measured in %s', (version, metric) => {
    const written = scaledByKeda({}, { engine: { name: 'vllm', version } });
    expect(queryOf(written, 'time_per_output_token')).toContain(`rate(${metric}{`);
  });

  test.each([
    ['0.4.3', 'sglang:time_per_output_token_seconds_bucket'],
    ['0.4.4', 'sglang:inter_token_latency_seconds_bucket'],
    ['0.5.18', 'sglang:inter_token_latency_seconds_bucket'],
  ])('of SGLang %s is measured in %s', (version, metric) => {
    const written = scaledByKeda({}, { engine: { name: 'sglang', version } });
    expect(queryOf(written, 'time_per_output_token')).toContain(`rate(${metric}{`);
  });

  test('is compared as it is, in seconds', () => {
    const { only } = scaledByKeda({ objective: { timeToFirstTokenMs: 750, timePerOutputTokenMs: 50 } });
    const thresholds = ['time_to_first_token', 'time_per_output_token'].map((name) => {
      const trigger = triggerOf(only('ScaledObject'), name);
      return [valueAt(trigger, 'metricType'), valueAt(trigger, 'metadata', 'threshold')];
    });
    expect(thresholds).toEqual([
      ['Value', '0.75'],
      ['Value', '0.05'],
    ]);
  });

  test('counts as 0 while there are no requests, and is missing while no pod is measured', () => {
    expect(queryOf(scaledByKeda(), 'time_to_first_token')).toMatch(
      /^\(histogram_quantile\(.*\) >= 0\) or \(sum\(vllm:num_requests_running\{.*\}\) \* 0\)$/,
    );
  });

  test('is taken over the range that is stated', () => {
    expect(queryOf(scaledByKeda({ rangeSeconds: 90 }), 'time_to_first_token')).toContain('[90s]');
  });
});

describe('requests that wait', () => {
  test('are divided by the number of replicas', () => {
    const { only } = scaledByKeda({ waitingPerReplica: 2 });
    expect(triggerOf(only('ScaledObject'), 'waiting')).toMatchObject({
      metricType: 'AverageValue',
      metadata: { threshold: '2' },
    });
  });

  test('do not count where it is said so', () => {
    expect(triggerOf(scaledByKeda({ waitingPerReplica: false }).only('ScaledObject'), 'waiting')).toBeUndefined();
  });
});

describe('metrics that are missing', () => {
  test('leave replicas as they are', () => {
    const { only } = scaledByKeda({}, { minReplicas: 2 });
    const scaledObject = only('ScaledObject');
    expect(objectAt(scaledObject, 'spec', 'fallback')).toEqual({
      behavior: 'currentReplicasIfHigher',
      failureThreshold: 3,
      replicas: 2,
    });
    expect(triggerOf(scaledObject, 'waiting')).toMatchObject({ metadata: { ignoreNullValues: 'false' } });
  });

  test('count as 0 where no pod need run', () => {
    const { only } = scaledByKeda({ wakeUpQuery: 'sum(requests)' }, { minReplicas: 0 });
    const scaledObject = only('ScaledObject');
    expect(valueAt(scaledObject, 'spec', 'fallback')).toBeUndefined();
    expect(triggerOf(scaledObject, 'waiting')).toMatchObject({ metadata: { ignoreNullValues: 'true' } });
  });
});

test('A request wakes one replica, however many come', () => {
  const { only } = scaledByKeda({ wakeUpQuery: 'sum(a) or vector(0)' }, { minReplicas: 0 });
  expect(triggerOf(only('ScaledObject'), 'wake_up')).toMatchObject({
    metricType: 'AverageValue',
    metadata: { query: '(sum(a) or vector(0)) > bool 0', serverAddress: PROMETHEUS, threshold: '1' },
  });
});

test('The name has room for the four characters that are added to the longest name of a LeaderWorkerSet', () => {
  const name = 'l'.repeat(50);
  const { only, findings } = scaledByKeda({}, { target: { kind: 'LeaderWorkerSet', name } });
  expect(valueAt(only('ScaledObject'), 'metadata', 'name')).toBe(`${name}-slo`);
  expect(findings).toEqual([]);
});
