/** A runtime as people tell it from others. */
export interface RuntimeIdentity {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** A runtime that a service does not get. */
export interface UnchosenRuntime extends RuntimeIdentity {
  readonly reasons: readonly string[];
}

/** Which runtime a service gets, and why not another. */
export interface Selection {
  /** What the service asks of a runtime, in words. */
  readonly asks: readonly string[];
  /** Several where what decides between them is not known; none where the service gets no pod. */
  readonly runtimes: readonly RuntimeIdentity[];
  /**
   * Whether the cluster has to find something out before a runtime is selected at all.
   *
   * @default false
   */
  readonly isOpen?: boolean;
  readonly because: string;
  readonly others: readonly UnchosenRuntime[];
}
