import type { LatencyMeasure } from '../../catalog/engine-metrics';
import type { ScaleTarget } from './scale-target';
import type { ScaleDown } from './settings';
import { computedRequests, guardedP95, inSeconds, waitingRequests } from './slo-queries';
import type { LatencySlo, MeasuredSeries } from './slo-queries';
import { sum } from './promql';
import type { Promql, Series } from './promql';

/** What a scaler is written from, whichever kind it is. */
export interface ScalingPlan {
  readonly name: string;
  readonly target: ScaleTarget;
  readonly min: number;
  readonly max: number;
  readonly slos: readonly LatencySlo[];
  readonly measured: MeasuredSeries;
  readonly rangeSeconds: number;
  /** @default requests that wait do not count */
  readonly waitingPerReplica?: number;
  readonly scaleDown?: ScaleDown;
}

/** Without a dash, which KEDA reads as a subtraction where a name stands in a formula. */
const LATENCY_NAMES = {
  timeToFirstToken: 'time_to_first_token',
  timePerOutputToken: 'time_per_output_token',
} as const satisfies Record<LatencyMeasure, string>;

/** One number that decides over replicas. */
export interface ScalingMetric {
  readonly name: string;
  readonly query: Promql;
  /** Series that exist as long as the number can be known. */
  readonly source: Series;
  readonly threshold: number;
  /** A `Value` is the same for all replicas, as a latency is; an `AverageValue` is divided by their number. */
  readonly type: 'Value' | 'AverageValue';
}

/** What decides over replicas: of the numbers that each asks for, the greatest holds. */
export function scalingMetrics({
  slos,
  measured,
  rangeSeconds,
  waitingPerReplica,
}: ScalingPlan): readonly ScalingMetric[] {
  const latencies = slos.map((slo): ScalingMetric => ({
    name: LATENCY_NAMES[slo.measure],
    query: guardedP95(slo, measured, rangeSeconds),
    source: computedRequests(measured),
    threshold: inSeconds(slo.milliseconds),
    type: 'Value',
  }));
  if (waitingPerReplica === undefined) return latencies;
  const waiting = waitingRequests(measured);
  return [
    ...latencies,
    { name: 'waiting', query: sum(waiting), source: waiting, threshold: waitingPerReplica, type: 'AverageValue' },
  ];
}
