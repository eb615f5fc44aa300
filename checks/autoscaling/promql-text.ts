/** Words of PromQL that stand where a metric could. */
const KEYWORDS: ReadonlySet<string> = new Set(
  'and atan2 bool by group_left group_right ignoring inf nan offset on or start end unless without'.split(' '),
);

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

/** Whether a query gives another value where a part of it gives none. */
export function hasAlternative(query: string): boolean {
  return /\bor\b/i.test(skeletonOf(query));
}
