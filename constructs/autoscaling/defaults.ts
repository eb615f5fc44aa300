/** What holds where the settings say nothing; all but the number of requests are seconds. */
export const DEFAULTS = {
  waitingPerReplica: 5,
  rangeSeconds: 300,
  scrapeIntervalSeconds: 15,
  alertAfterSeconds: 600,
  stabilizationSeconds: 900,
  scaleDownSeconds: 300,
  cooldownSeconds: 900,
} as const;

/** Failures in a row after which a fallback holds. */
export const DEFAULT_FAILURE_THRESHOLD = 3;
