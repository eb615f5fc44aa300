import { type CatalogRow, isListOf, isNumber, isText, readCatalog } from './catalog-row';
import { compareVersions } from './flags/version';

/** Engines whose metrics are catalogued. */
export const METERED_ENGINES = ['vllm', 'sglang'] as const;

export type MeteredEngine = (typeof METERED_ENGINES)[number];

/** What an engine measures of a request. */
export type LatencyMeasure = 'timeToFirstToken' | 'timePerOutputToken';

/** A histogram of seconds that an engine exposes to Prometheus. */
export interface LatencyHistogram {
  readonly measure: LatencyMeasure;
  /** Without the suffix `_bucket`. */
  readonly name: string;
  /** The first version that has it. @default every version that is known */
  readonly since?: string;
  /** The first version that lacks it again. @default none */
  readonly removed?: string;
  /** Upper bounds of the buckets in ascending order, in seconds, unless the engine is told others. */
  readonly bounds: readonly number[];
  readonly sources: readonly string[];
}

/** What is known of an engine's metrics. */
export interface EngineMetrics {
  readonly engine: string;
  /** Label that holds the name under which the model is served. */
  readonly modelLabel: string;
  /** Gauge of requests that wait. */
  readonly waiting: string;
  /** Gauge of requests that are computed. */
  readonly running: string;
  /** For each measure, the one to prefer comes first. */
  readonly histograms: readonly LatencyHistogram[];
}

const isMeasure = (value: unknown): value is LatencyMeasure =>
  value === 'timeToFirstToken' || value === 'timePerOutputToken';

let catalog: ReadonlyMap<string, EngineMetrics> | undefined;

/** The metrics of an engine, whatever its version. */
export function engineMetrics(engine: MeteredEngine): EngineMetrics {
  catalog ??= new Map(
    readCatalog('engine-metrics.json')
      .table('engines')
      .map(metricsOf)
      .map((metrics) => [metrics.engine, metrics]),
  );
  const metrics = catalog.get(engine);
  if (metrics === undefined) throw new Error(`engine-metrics.json: no row for ${engine}`);
  return metrics;
}

/**
 * The histogram in which a version of an engine measures a latency, or undefined where it has none. Time per output
 * token is the mean of each request where the engine measures that, and the gap between two tokens elsewhere.
 *
 * @param version - such as `0.11.0`; the newest, where it is not known
 */
export function latencyHistogram(
  engine: MeteredEngine,
  measure: LatencyMeasure,
  version?: string,
): LatencyHistogram | undefined {
  return engineMetrics(engine).histograms.find((histogram) => {
    if (histogram.measure !== measure) return false;
    if (version === undefined) return histogram.removed === undefined;
    const { since, removed } = histogram;
    if (since !== undefined && compareVersions(version, since) < 0) return false;
    return removed === undefined || compareVersions(version, removed) < 0;
  });
}

export function isMeteredEngine(engine: string): engine is MeteredEngine {
  return METERED_ENGINES.some((name) => name === engine);
}

function metricsOf(row: CatalogRow): EngineMetrics {
  return {
    engine: row.required('engine', isText),
    modelLabel: row.required('modelLabel', isText),
    waiting: row.required('waiting', isText),
    running: row.required('running', isText),
    histograms: row.table('histograms').map((histogram) => ({
      measure: histogram.required('measure', isMeasure),
      name: histogram.required('name', isText),
      since: histogram.optional('since', isText),
      removed: histogram.optional('removed', isText),
      bounds: histogram.required('bounds', isListOf(isNumber)),
      sources: histogram.required('sources', isListOf(isText)),
    })),
  };
}
