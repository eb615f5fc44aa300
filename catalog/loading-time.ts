/** Seconds an engine takes besides reading weights: imports, compilation, graph capture, warm-up. */
const ENGINE_START = { least: 20, careful: 300 };

/** GiB per second at which weights are read: from a fast disk, and from a slow network file system. */
const READ_RATE = { fast: 5, slow: 0.2 };

/** Least time any start is given. */
const LEAST_SECONDS = 600;

/** How long an engine takes until it answers, in seconds. */
export interface LoadingSeconds {
  /** What the fastest disks take. */
  readonly least: number;
  /** What no start should be cut off at. */
  readonly careful: number;
}

/** How long a start may take, from the size of a model's weights, or of a small one where it is not known. */
export function loadingSeconds(weightsGiB: number | undefined): LoadingSeconds {
  const weights = weightsGiB ?? 0;
  return {
    least: Math.ceil(ENGINE_START.least + weights / READ_RATE.fast),
    careful: Math.max(LEAST_SECONDS, Math.ceil(ENGINE_START.careful + weights / READ_RATE.slow)),
  };
}
