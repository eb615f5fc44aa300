import fc from 'fast-check';
import {
  absent,
  and,
  compare,
  derivative,
  duration,
  foreign,
  histogramQuantile,
  or,
  rate,
  series,
  sum,
  times,
} from '../../constructs/autoscaling/promql';
import type { Promql } from '../../constructs/autoscaling/promql';
import { scalingMetrics } from '../../constructs/autoscaling/scaling-plan';
import type { ScalingPlan } from '../../constructs/autoscaling/scaling-plan';
import { sloAlertsSpec } from '../../constructs/autoscaling/slo-alerts';
import { latencySlos } from '../../constructs/autoscaling/slo-queries';
import { textsOf, tokensOf } from './promql-reader';
import { CODE_POINT } from '../code-point';

const WAITING = series('vllm:num_requests_waiting', { namespace: 'models' });

test.each<[string, Promql, string]>([
  ['a series', WAITING, 'vllm:num_requests_waiting{namespace="models"}'],
  ['a rate', rate(WAITING, 300), 'rate(vllm:num_requests_waiting{namespace="models"}[5m])'],
  ['a sum', sum(WAITING), 'sum(vllm:num_requests_waiting{namespace="models"})'],
  ['a sum by a label', sum(WAITING, 'le'), 'sum by (le) (vllm:num_requests_waiting{namespace="models"})'],
  ['a quantile', histogramQuantile(0.95, foreign('x')), 'histogram_quantile(0.95, x)'],
  ['a derivative', derivative(sum(foreign('x')), 600, 60), 'deriv(sum(x)[10m:1m])'],
  ['a derivative of an operation', derivative(times(foreign('x'), 2), 90, 15), 'deriv(((x) * 2)[90s:15s])'],
  ['an absence', absent(WAITING), 'absent(vllm:num_requests_waiting{namespace="models"})'],
  ['a comparison as a number', compare(foreign('a or b'), '>', 0, 'number'), '(a or b) > bool 0'],
  ['operations inside of others', or(compare(WAITING, '>=', 0), and(WAITING, WAITING)), '(W >= 0) or (W and W)'],
])('%s is written as PromQL has it', (_, expression, text) => {
  expect(expression.text).toBe(text.replaceAll('W', WAITING.text));
});

test('Whole minutes are written as such, and other durations in seconds', () => {
  expect([60, 300, 15, 90].map(duration)).toEqual(['1m', '5m', '15s', '90s']);
});

test('Whatever a label holds, PromQL reads it again, and no other text', () => {
  fc.assert(
    fc.property(fc.string({ unit: CODE_POINT }), fc.string({ unit: 'grapheme' }), (model, job) => {
      expect(textsOf(series('metric', { model_name: model, job }).text)).toEqual([model, job]);
    }),
  );
});

test('Whatever the model is called, the queries of scaler and alerts have the same pieces', () => {
  const pieces = (query: string) => tokensOf(query).map((token) => (token.kind === 'text' ? 'text' : token.text));
  const plain = queriesOf('Llama-3').map(pieces);
  expect(plain).toHaveLength(7);
  fc.assert(
    fc.property(fc.string({ unit: CODE_POINT }), (name) => {
      expect(queriesOf(name).map(pieces)).toEqual(plain);
    }),
  );
});

/** All queries for a model of a name. */
function queriesOf(servedModelName: string): readonly string[] {
  const engine = { name: 'vllm' } as const;
  const plan: ScalingPlan = {
    name: 'llama-slo',
    target: { kind: 'LeaderWorkerSet', name: 'llama' },
    min: 1,
    max: 4,
    slos: latencySlos({ timeToFirstTokenMs: 1000, timePerOutputTokenMs: 25 }, engine),
    measured: { engine, servedModelName, namespace: 'models' },
    rangeSeconds: 300,
    waitingPerReplica: 5,
  };
  const alerts = (sloAlertsSpec(plan, 600).groups ?? []).flatMap(({ rules = [] }) => rules);
  return [...scalingMetrics(plan).map(({ query }) => query.text), ...alerts.map(({ expr }) => String(expr))];
}
