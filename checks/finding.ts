/** How bad a finding is: an `error` stops synth, a `warning` is printed, a `note` says what could not be decided. */
export type Severity = 'error' | 'warning' | 'note';

/**
 * One result of a check: what is wrong, where, what it would do in the cluster, and how to mend it.
 */
export interface Finding {
  /** Stable identifier, `family/rule`, such as `kserve/format-mismatch`. */
  readonly id: string;
  readonly severity: Severity;
  /** Construct path (`openshift/granite`) or `file:line:column`. */
  readonly where: string;
  /** Path of the field inside the object or the props, such as `spec.predictor.minReplicas`. */
  readonly field?: string;
  /** What is wrong, with the offending value. */
  readonly problem: string;
  /** What the API server, a controller or the engine would do with it. */
  readonly consequence: string;
  /** What to write instead. */
  readonly mend: string;
}

/** What a check states before it knows where the faulty object stands. */
export type Fault = Omit<Finding, 'where'>;

/** An offending value as a message shows it: text in quotation marks, so that '8' is told from 8. */
export function inWords(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
