import { arrayAt, valueAt } from '../../kubernetes/manifest';
import { schemaErrors } from '../manifest-schema';
import { tokensOf } from './promql-reader';
import { BY_HPA, scaled, WORKLOAD } from './scaled';

const written = scaled({ ...WORKLOAD, ...BY_HPA });

test('A HorizontalPodAutoscaler passes its schema', () => {
  expect(written.objects.flatMap(schemaErrors)).toEqual([]);
  expect(written.findings).toEqual([]);
  expect(written.only('HorizontalPodAutoscaler')).toMatchSnapshot();
});

test('Each of its metrics has a rule for prometheus-adapter', () => {
  const metrics = arrayAt(written.only('HorizontalPodAutoscaler'), 'spec', 'metrics').map((metric) =>
    valueAt(metric, 'external', 'metric', 'name'),
  );
  expect(written.autoscaling.adapterRules.map(({ name }) => name.as)).toEqual(metrics);
  expect(written.autoscaling.adapterRules).toMatchSnapshot();
});

test('The rules of prometheus-adapter hold no template, and PromQL that is whole', () => {
  for (const { seriesQuery, metricsQuery } of written.autoscaling.adapterRules) {
    expect(metricsQuery).not.toContain('<<');
    expect(() => [tokensOf(seriesQuery), tokensOf(metricsQuery)]).not.toThrow();
  }
});

test('Latencies are compared as they are, and requests that wait are divided by the number of replicas', () => {
  const metrics = arrayAt(written.only('HorizontalPodAutoscaler'), 'spec', 'metrics');
  expect(metrics.map((metric) => valueAt(metric, 'external', 'target'))).toEqual([
    { type: 'Value', value: '1' },
    { type: 'Value', value: '25m' },
    { type: 'AverageValue', averageValue: '5' },
  ]);
});

test('Its name is not the one under which KServe and OME delete an HPA of theirs', () => {
  expect(valueAt(written.only('HorizontalPodAutoscaler'), 'metadata', 'name')).toBe('llama-slo');
});

test('No two services share a metric, however their names are put together', () => {
  const namesOf = (namespace: string, name: string) =>
    scaled({ ...WORKLOAD, ...BY_HPA, name }, { namespace }).autoscaling.adapterRules.map((rule) => rule.name.as);
  expect(namesOf('team', 'a-chat')).not.toEqual(namesOf('team-a', 'chat'));
});

test('KEDA needs no rules for prometheus-adapter', () => {
  const { autoscaling } = scaled({ ...WORKLOAD, objective: BY_HPA.objective, prometheus: 'http://prometheus:9090' });
  expect(autoscaling.adapterRules).toEqual([]);
});
