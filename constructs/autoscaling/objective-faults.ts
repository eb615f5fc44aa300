import { engineMetrics, latencyHistogram } from '../../catalog/engine-metrics';
import type { LatencyMeasure } from '../../catalog/engine-metrics';
import type { Fault } from '../../checks/finding';
import type { LatencyObjective, MeasuredEngine } from './settings';
import { statedLatencies } from './slo-queries';
import type { ServiceRole } from './target-of-service';

/** An HPA leaves the number of replicas alone while a metric is within a tenth of its target. */
const TOLERANCE = 1.1;

const FIELDS = {
  timeToFirstToken: 'objective.timeToFirstTokenMs',
  timePerOutputToken: 'objective.timePerOutputTokenMs',
} as const satisfies Record<LatencyMeasure, string>;

/** What an engine, or half of one, cannot measure as exactly as an objective states it, or not at all. */
export function objectiveFaults(
  objective: LatencyObjective,
  engine: MeasuredEngine,
  role?: ServiceRole,
): readonly Fault[] {
  const stated = statedLatencies(objective);
  if (stated.length === 0) return [NO_LATENCY];
  return stated.flatMap(({ measure, milliseconds }) => {
    const fault =
      rangeFault(FIELDS[measure], milliseconds) ?? prefillFault(measure, role) ?? unknownFault(measure, engine);
    const faults =
      fault === undefined ? [versionFault(measure, engine), bucketFault(measure, milliseconds, engine)] : [fault];
    return faults.filter((found) => found !== undefined);
  });
}

function rangeFault(field: string, milliseconds: number): Fault | undefined {
  if (Number.isInteger(milliseconds) && milliseconds >= 1) return undefined;
  return {
    id: 'autoscaling/objective',
    severity: 'error',
    field,
    problem: `${milliseconds} is no whole number of milliseconds from 1`,
    consequence:
      'KEDA rounds metrics and thresholds to milliseconds, and a threshold of 0 asks for ever more replicas.',
    mend: `Use ${Math.max(Math.round(milliseconds), 1) || 1}.`,
  };
}

function prefillFault(measure: LatencyMeasure, role: ServiceRole | undefined): Fault | undefined {
  if (role !== 'prefill' || measure !== 'timePerOutputToken') return undefined;
  return {
    id: 'autoscaling/role-objective',
    severity: 'warning',
    field: FIELDS[measure],
    problem: 'Prefill has an objective for each further token',
    consequence:
      'It computes the first token of a request alone: the objective is always met, and never adds a replica.',
    mend: 'State it of decode, and timeToFirstTokenMs of prefill.',
  };
}

function unknownFault(measure: LatencyMeasure, { name, version }: MeasuredEngine): Fault | undefined {
  if (version === undefined || latencyHistogram(name, measure, version) !== undefined) return undefined;
  const first = engineMetrics(name).histograms.findLast((histogram) => histogram.measure === measure)?.since;
  return {
    id: 'autoscaling/unknown-metric',
    severity: 'error',
    field: FIELDS[measure],
    problem: `${name} ${version} is not known to measure this latency`,
    consequence: 'The query finds nothing, and the number of replicas never changes.',
    mend: `Use ${name} ${first ?? ''} or later.`,
  };
}

/** Where versions measure a latency under different names, one of them is taken on trust. */
function versionFault(measure: LatencyMeasure, { name, version }: MeasuredEngine): Fault | undefined {
  const names = engineMetrics(name).histograms.filter((histogram) => histogram.measure === measure);
  const [newest] = names;
  if (version !== undefined || newest === undefined || names.length === 1) return undefined;
  return {
    id: 'autoscaling/unknown-version',
    severity: 'note',
    field: FIELDS[measure],
    problem: `It is not known which version of ${name} runs, and its newest measures this latency as ${newest.name}`,
    consequence: `Before ${newest.since ?? 'it'} there is no such metric: the latency counts as 0, and never adds a replica.`,
    mend: 'State engineVersion, or engine.version where there is no service.',
  };
}

/** Quantiles are known to the bucket alone: inside of one, Prometheus takes observations as spread evenly. */
function bucketFault(measure: LatencyMeasure, milliseconds: number, engine: MeasuredEngine): Fault | undefined {
  const bounds = latencyHistogram(engine.name, measure, engine.version)?.bounds.map((bound) => bound * 1000) ?? [];
  const above = bounds.find((bound) => bound >= milliseconds);
  const below = bounds.findLast((bound) => bound < milliseconds);
  const field = FIELDS[measure];
  if (above === undefined) {
    return {
      id: 'autoscaling/above-buckets',
      severity: 'warning',
      field,
      problem: `${milliseconds} ms is above all that ${engine.name} tells apart, which ends at ${below ?? 0} ms`,
      consequence: `Every longer latency counts as ${below ?? 0} ms, so that no replica is ever added.`,
      mend: `Use ${below ?? 0} or less, or give the engine further buckets.`,
    };
  }
  if (below === undefined && milliseconds < above) {
    return {
      id: 'autoscaling/below-buckets',
      severity: 'warning',
      field,
      problem: `${milliseconds} ms is below all that ${engine.name} tells apart, which begins at ${above} ms`,
      consequence: `Latencies from 0 to ${above} ms count as ${round(above * 0.95)} ms, however short they are, so that replicas are added up to the most.`,
      mend: `Use ${above} or more, or give the engine finer buckets.`,
    };
  }
  if (above <= milliseconds * TOLERANCE) return undefined;
  return {
    id: 'autoscaling/between-buckets',
    severity: 'note',
    field,
    problem: `${engine.name} does not tell latencies between ${below ?? 0} and ${above} ms apart, and the objective is ${milliseconds} ms`,
    consequence: `Where all are just over ${below ?? 0} ms, they count as up to ${round((below ?? 0) + (above - (below ?? 0)) * 0.95)} ms, and replicas are added that are not needed.`,
    mend: `Use ${above} or ${below ?? above}, or leave it where too many replicas are better than too few.`,
  };
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

const NO_LATENCY: Fault = {
  id: 'autoscaling/objective',
  severity: 'error',
  field: 'objective',
  problem: 'The objective states no latency',
  consequence: 'Nothing but requests that wait decides over replicas.',
  mend: 'State timeToFirstTokenMs, timePerOutputTokenMs or both.',
};
