/**
 * A PromQL expression, made by the functions of this file alone, so that names, texts and precedence are right.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/
 */
export interface Promql {
  readonly text: string;
  /** Whether it is an operation, and so stands in parentheses inside of another. */
  readonly isOperation: boolean;
}

/** The series of one metric; only of them a rate can be taken. */
export interface Series extends Promql {
  readonly metric: string;
}

/** The series of a metric that have all these labels. */
export function series(metric: string, labels: Readonly<Record<string, string>>): Series {
  const matchers = Object.entries(labels).map(([label, value]) => `${label}=${quoted(value)}`);
  return { metric, ...whole(`${metric}{${matchers.join(',')}}`) };
}

/** By how much counters rise in a second, over this many seconds. */
export function rate(counter: Series, seconds: number): Promql {
  return whole(`rate(${counter.text}[${duration(seconds)}])`);
}

/** The sum of all series, or one for each value of `label`. */
export function sum(summands: Promql, label?: string): Promql {
  return whole(`sum${label === undefined ? '' : ` by (${label}) `}(${summands.text})`);
}

/** The value that a share of all observations of a histogram does not exceed. */
export function histogramQuantile(share: number, buckets: Promql): Promql {
  return whole(`histogram_quantile(${share}, ${buckets.text})`);
}

/** By how much a value changes in a second, over this many seconds and read every `step` seconds. */
export function derivative(value: Promql, seconds: number, step: number): Promql {
  return whole(`deriv(${operand(value)}[${duration(seconds)}:${duration(step)}])`);
}

/** One where there are no such series, and nothing where there are. */
export function absent(expected: Series): Promql {
  return whole(`absent(${expected.text})`);
}

/** The series of `left` whose value compares so, or with `as: 'number'` one or zero for each. */
export function compare(left: Promql, comparison: '>' | '>=', right: number, as?: 'number'): Promql {
  return operation(left, as === 'number' ? `${comparison} bool` : comparison, whole(String(right)));
}

/** Every value `factor` times. */
export function times(value: Promql, factor: number): Promql {
  return operation(value, '*', whole(String(factor)));
}

/** The series of `left`, and those of `right` whose labels `left` lacks. */
export function or(left: Promql, right: Promql): Promql {
  return operation(left, 'or', right);
}

/** The series of `left` whose labels `right` has too. */
export function and(left: Promql, right: Promql): Promql {
  return operation(left, 'and', right);
}

/** An expression that somebody else wrote. */
export function foreign(text: string): Promql {
  return { text, isOperation: true };
}

/** Seconds as Prometheus writes them: `5m`, `90s`. */
export function duration(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

function whole(text: string): Promql {
  return { text, isOperation: false };
}

function operation(left: Promql, operator: string, right: Promql): Promql {
  return { text: `${operand(left)} ${operator} ${operand(right)}`, isOperation: true };
}

function operand({ text, isOperation }: Promql): string {
  return isOperation ? `(${text})` : text;
}

/** PromQL reads texts as Go does, which knows all of JSON's escapes but the one for a slash, which JSON need not use. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
