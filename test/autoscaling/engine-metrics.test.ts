import { engineMetrics, latencyHistogram, METERED_ENGINES } from '../../catalog/engine-metrics';
import type { LatencyMeasure } from '../../catalog/engine-metrics';

const MEASURES: readonly LatencyMeasure[] = ['timeToFirstToken', 'timePerOutputToken'];
const HISTOGRAMS = METERED_ENGINES.flatMap((engine) => engineMetrics(engine).histograms);

test.each(METERED_ENGINES)('The newest %s measures both latencies', (engine) => {
  for (const measure of MEASURES) expect(latencyHistogram(engine, measure)).toBeDefined();
});

test.each(HISTOGRAMS)('$name has ascending bounds, and says where that is known from', ({ bounds, sources }) => {
  expect(bounds).toEqual([...new Set(bounds)].toSorted((one, other) => one - other));
  for (const source of sources) expect(source).toMatch(/^https:\/\/github\.com\//);
  expect(sources).not.toEqual([]);
});

test.each([
  ['vllm', 'timePerOutputToken', '0.6.0', 'vllm:time_per_output_token_seconds'],
  ['vllm', 'timePerOutputToken', '0.10.2', 'vllm:time_per_output_token_seconds'],
  ['vllm', 'timePerOutputToken', '0.11.0', 'vllm:request_time_per_output_token_seconds'],
  ['sglang', 'timePerOutputToken', '0.4.3.post4', 'sglang:time_per_output_token_seconds'],
  ['sglang', 'timePerOutputToken', '0.4.4', 'sglang:inter_token_latency_seconds'],
  ['sglang', 'timeToFirstToken', '0.3.6', undefined],
] as const)('%s has the %s of %s in %s', (engine, measure, version, name) => {
  expect(latencyHistogram(engine, measure, version)?.name).toBe(name);
});
