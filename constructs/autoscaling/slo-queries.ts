import { engineMetrics, latencyHistogram } from '../../catalog/engine-metrics';
import type { LatencyHistogram, LatencyMeasure } from '../../catalog/engine-metrics';
import { compare, histogramQuantile, or, rate, series, sum, times } from './promql';
import type { Promql, Series } from './promql';
import type { LatencyObjective, MeasuredEngine } from './settings';

/** One latency that has an objective. */
export interface LatencySlo {
  readonly measure: LatencyMeasure;
  readonly milliseconds: number;
  readonly histogram: LatencyHistogram;
}

/** The series of one service. */
export interface MeasuredSeries {
  readonly engine: MeasuredEngine;
  readonly servedModelName: string;
  readonly namespace: string;
  /** Value of the label `job`, where it is known. */
  readonly job?: string;
}

const QUANTILE = 0.95;

/** The latencies of an objective, without those that the engine does not measure. */
export function latencySlos(objective: LatencyObjective, engine: MeasuredEngine): readonly LatencySlo[] {
  return statedLatencies(objective).flatMap(({ measure, milliseconds }) => {
    const histogram = latencyHistogram(engine.name, measure, engine.version);
    return histogram === undefined ? [] : [{ measure, milliseconds, histogram }];
  });
}

/** What an objective states. */
export function statedLatencies({ timeToFirstTokenMs, timePerOutputTokenMs }: LatencyObjective) {
  const stated: readonly { readonly measure: LatencyMeasure; readonly milliseconds: number | undefined }[] = [
    { measure: 'timeToFirstToken', milliseconds: timeToFirstTokenMs },
    { measure: 'timePerOutputToken', milliseconds: timePerOutputTokenMs },
  ];
  return stated.flatMap(({ measure, milliseconds }) => (milliseconds === undefined ? [] : [{ measure, milliseconds }]));
}

/** Milliseconds in the unit of the engines' metrics. */
export function inSeconds(milliseconds: number): number {
  return milliseconds / 1000;
}

/** The latency, in seconds, that 95 of 100 requests did not exceed; not a number while there are none. */
export function p95({ histogram }: LatencySlo, measured: MeasuredSeries, rangeSeconds: number): Promql {
  const buckets = rate(series(`${histogram.name}_bucket`, labelsOf(measured)), rangeSeconds);
  return histogramQuantile(QUANTILE, sum(buckets, 'le'));
}

/**
 * As {@link p95}, but 0 while there are no requests, and nothing at all while no pod is measured: a scaler that is told
 * 0 takes replicas away, and one that is told nothing keeps them.
 */
export function guardedP95(slo: LatencySlo, measured: MeasuredSeries, rangeSeconds: number): Promql {
  return or(compare(p95(slo, measured, rangeSeconds), '>=', 0), times(sum(computedRequests(measured)), 0));
}

/** Requests that wait, of each engine. */
export function waitingRequests(measured: MeasuredSeries): Series {
  return series(engineMetrics(measured.engine.name).waiting, labelsOf(measured));
}

/** Requests that are computed, of each engine; a gauge that every pod exposes as soon as it answers. */
export function computedRequests(measured: MeasuredSeries): Series {
  return series(engineMetrics(measured.engine.name).running, labelsOf(measured));
}

function labelsOf({ engine, namespace, job, servedModelName }: MeasuredSeries): Readonly<Record<string, string>> {
  return {
    namespace,
    ...(job === undefined ? {} : { job }),
    [engineMetrics(engine.name).modelLabel]: servedModelName,
  };
}
