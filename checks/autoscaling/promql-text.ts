/** Words of PromQL that stand where a metric could. */
const KEYWORDS: ReadonlySet<string> = new Set(
  'and atan2 bool by group_left group_right ignoring inf nan offset on or start end unless without'.split(' '),
);

/**
 * Metrics that a pod of an engine exposes itself; requests that come in are counted by the router in front of vLLM.
 *
 * @see https://docs.vllm.ai/projects/production-stack/en/latest/use_cases/autoscaling-keda.html
 */
const ENGINE_METRIC = /^(?:vllm|sglang):(?!num_incoming_requests)/;

const LABEL_LISTS = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/gi;

/** A query without texts, labels and ranges: operators, functions and metrics. */
export function skeletonOf(query: string): string {
  return query
    .replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`/g, '""')
    .replace(/#.*/g, '')
    .replace(/\{[^}]*\}|\[[^\]]*\]/g, ' ')
    .replace(LABEL_LISTS, ' ');
}

/** The metrics that a query reads, as far as it names them outside of braces. */
export function metricsOf(query: string): readonly string[] {
  const words = skeletonOf(query).matchAll(/(?<![\w:.])([A-Za-z_:][\w:]*)(?!\s*\(|[\w:])/g);
  return [...words].map(([, word = '']) => word).filter((word) => !KEYWORDS.has(word.toLowerCase()));
}

/** Whether a query is of a quantile, which is not a number while nothing is observed. */
export function isQuantile(query: string): boolean {
  return /\bhistogram_quantile\s*\(/.test(skeletonOf(query));
}

/** Whether a query compares, which leaves out what is not a number; `or` alone keeps it. */
export function isCompared(query: string): boolean {
  return /[<>]|[=!]=/.test(skeletonOf(query));
}

/** Whether a query reads what pods of an engine measure themselves, and nothing else. */
export function isOfEngine(query: string): boolean {
  const metrics = metricsOf(query);
  return metrics.length > 0 && metrics.every((metric) => ENGINE_METRIC.test(metric));
}
