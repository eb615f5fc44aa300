import type { MeasuredEngine } from '../../index';
import { BY_HPA, scaled, scaledByKeda, WORKLOAD } from './scaled';
import type { Written } from './scaled';

const told = ({ findings }: Written) => findings.map(({ id, severity, field }) => [id, severity, field]);
const objective = (timeToFirstTokenMs: number) => scaledByKeda({ objective: { timeToFirstTokenMs } });
const tokens = (timePerOutputTokenMs: number, engine: MeasuredEngine = { name: 'vllm', version: '0.11.0' }) =>
  scaledByKeda({ objective: { timePerOutputTokenMs } }, { engine });
const replicas = (minReplicas: number, maxReplicas: number) => scaledByKeda({}, { minReplicas, maxReplicas });
const scaleDown = (settings: object) => scaledByKeda({ scaleDown: settings });

test.each<[string, Written, string, string, string, string]>([
  ['no whole millisecond', objective(0.5), 'autoscaling/objective', 'error', 'objective.timeToFirstTokenMs', 'Use 1.'],
  ['no time at all', objective(0), 'autoscaling/objective', 'error', 'objective.timeToFirstTokenMs', 'Use 1.'],
  ['NaN', objective(NaN), 'autoscaling/objective', 'error', 'objective.timeToFirstTokenMs', 'Use 1.'],
  [
    'less than the first bucket',
    tokens(8),
    'autoscaling/below-buckets',
    'warning',
    'objective.timePerOutputTokenMs',
    'Use 10 or more',
  ],
  [
    'less than the first bucket of SGLang',
    tokens(1, { name: 'sglang', version: '0.5.9' }),
    'autoscaling/below-buckets',
    'warning',
    'objective.timePerOutputTokenMs',
    'Use 2 or more',
  ],
  [
    'more than the last bucket',
    tokens(90_000),
    'autoscaling/above-buckets',
    'warning',
    'objective.timePerOutputTokenMs',
    'Use 80000 or less',
  ],
  [
    'between two buckets',
    tokens(20),
    'autoscaling/between-buckets',
    'note',
    'objective.timePerOutputTokenMs',
    'Use 25 or 10',
  ],
  [
    'a latency before it was measured',
    tokens(40, { name: 'sglang', version: '0.3.6' }),
    'autoscaling/unknown-metric',
    'error',
    'objective.timePerOutputTokenMs',
    'sglang 0.4.0 or later',
  ],
  [
    'a latency whose name depends on a version that is not known',
    tokens(25, { name: 'vllm' }),
    'autoscaling/unknown-version',
    'note',
    'objective.timePerOutputTokenMs',
    'State engineVersion',
  ],
  ['more at least than at most', replicas(5, 2), 'autoscaling/replica-range', 'error', 'maxReplicas', '5 or more'],
  ['less than no replicas', replicas(-1, 2), 'autoscaling/replica-range', 'error', 'minReplicas', 'Use 1.'],
  ['half a replica', replicas(1, 1.5), 'autoscaling/replica-range', 'error', 'maxReplicas', 'Use 1 or more'],
  ['no replicas that wake', replicas(0, 2), 'autoscaling/never-wakes', 'error', 'minReplicas', 'minReplicas to 1'],
  [
    'no replicas that wake by what they measure',
    scaledByKeda({ wakeUpQuery: 'sum(vllm:num_requests_waiting)' }, { minReplicas: 0 }),
    'autoscaling/never-wakes',
    'error',
    'wakeUpQuery',
    'a gateway',
  ],
  [
    'an empty query',
    scaledByKeda({ wakeUpQuery: ' ' }, { minReplicas: 0 }),
    'autoscaling/wake-up',
    'error',
    'wakeUpQuery',
    'State one',
  ],
  [
    'a query that wakes nothing',
    scaledByKeda({ wakeUpQuery: 'sum(requests)' }),
    'autoscaling/wake-up',
    'warning',
    'wakeUpQuery',
    'minReplicas to 0',
  ],
  [
    'no replicas of an HPA',
    scaled({ ...WORKLOAD, ...BY_HPA, minReplicas: 0 }),
    'autoscaling/hpa-zero',
    'error',
    'minReplicas',
    'minReplicas to 1',
  ],
  [
    'a name that is too long',
    scaledByKeda({ name: 'n'.repeat(55) }),
    'autoscaling/name-length',
    'error',
    'name',
    'at most 54',
  ],
  [
    'no requests that may wait',
    scaledByKeda({ waitingPerReplica: 0 }),
    'autoscaling/waiting',
    'error',
    'waitingPerReplica',
    '`false`',
  ],
  [
    'more than an hour',
    scaleDown({ stabilizationSeconds: 3601 }),
    'autoscaling/scale-down',
    'error',
    'scaleDown.stabilizationSeconds',
    'Use 3600.',
  ],
  [
    'a step of no time',
    scaleDown({ everySeconds: 0 }),
    'autoscaling/scale-down',
    'error',
    'scaleDown.everySeconds',
    'Use 1.',
  ],
  [
    'a step of no replica',
    scaleDown({ replicas: 0 }),
    'autoscaling/scale-down',
    'error',
    'scaleDown.replicas',
    'Use 1.',
  ],
  [
    'a range of two samples',
    scaledByKeda({ rangeSeconds: 60, monitoring: { scrapeIntervalSeconds: 30 } }),
    'autoscaling/short-range',
    'error',
    'rangeSeconds',
    'Use 120 or more.',
  ],
  [
    'a fraction of a second',
    scaledByKeda({ monitoring: { alertAfterSeconds: 0.5 } }),
    'autoscaling/seconds',
    'error',
    'monitoring.alertAfterSeconds',
    'Use 1.',
  ],
  [
    'no address',
    scaledByKeda({ prometheus: 'prometheus:9090' }),
    'autoscaling/prometheus-address',
    'error',
    'prometheus',
    'http://',
  ],
  [
    'no interval',
    scaledByKeda({ wakeUpQuery: 'sum(requests)', pollingIntervalSeconds: 0 }, { minReplicas: 0 }),
    'autoscaling/interval',
    'error',
    'pollingIntervalSeconds',
    'Use 1,',
  ],
  [
    'a cool-down that is never used',
    scaledByKeda({ cooldownSeconds: 600 }),
    'autoscaling/interval',
    'warning',
    'cooldownSeconds',
    'scaleDown',
  ],
  [
    'a fallback below 0',
    scaledByKeda({ fallback: { replicas: -1 } }),
    'autoscaling/fallback',
    'error',
    'fallback.replicas',
    'Use 0.',
  ],
  [
    'a fallback above the most',
    scaledByKeda({ fallback: { replicas: 5 } }),
    'autoscaling/fallback',
    'warning',
    'fallback.replicas',
    'Use 4 or less.',
  ],
])('%s is told, with what would work', (_, written, id, severity, field, mend) => {
  expect(told(written)).toEqual([[id, severity, field]]);
  expect(written.findings[0]?.mend).toContain(mend);
});

test.each<[string, Written]>([
  ['a bound of a bucket', tokens(25)],
  [
    'a latency of the same name in each version',
    scaledByKeda({ objective: { timeToFirstTokenMs: 1000 } }, { engine: { name: 'vllm' } }),
  ],
  ['the first bound', tokens(10)],
  ['less than a tenth below a bound', tokens(23)],
  ['a fixed number of replicas', replicas(3, 3)],
  [
    'being woken by what the router of vLLM counts',
    scaledByKeda({ wakeUpQuery: 'sum(rate(vllm:num_incoming_requests_total[1m]))' }, { minReplicas: 0 }),
  ],
  ['an HPA without an address of Prometheus', scaled({ ...WORKLOAD, ...BY_HPA })],
])('%s is in order', (_, written) => {
  expect(told(written)).toEqual([]);
});

test('An objective of no latency does not compile, and is told where it was not compiled', () => {
  // @ts-expect-error at least one of the two is stated
  expect(told(scaledByKeda({ objective: {} }))).toEqual([['autoscaling/objective', 'error', 'objective']]);
});

test('Without any namespace nothing is written', () => {
  const written = scaled({ ...WORKLOAD, ...BY_HPA }, {});
  expect(told(written)).toEqual([['autoscaling/no-namespace', 'error', 'namespace']]);
  expect(written.objects).toEqual([]);
});
