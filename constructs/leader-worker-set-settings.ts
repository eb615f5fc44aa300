/** How the groups of a LeaderWorkerSet are placed, started and replaced; values are spelled as its API spells them. */
export interface LeaderWorkerSetSettings {
  /** What happens to a group when one of its pods ends. @default RecreateGroupOnPodRestart */
  readonly restartPolicy?: 'RecreateGroupOnPodRestart' | 'RecreateGroupAfterStart' | 'None';
  /** Whether workers wait until the leader is ready. @default LeaderCreated: they do not */
  readonly startupPolicy?: 'LeaderCreated' | 'LeaderReady';
  /** How groups are replaced on a change. @default one group at a time, none beside the others */
  readonly rollingUpdate?: RollingUpdate;
  /** Start all pods of a group or none, through Volcano. @default each pod by itself */
  readonly gang?: GangScheduling;
  /** Node label whose values each hold one group alone, such as `topology.kubernetes.io/rack`. @default any node */
  readonly exclusiveTopology?: string;
  /**
   * Keep prefill and decode in one `DisaggregatedSet`, which rolls both out in step, instead of two LeaderWorkerSets;
   * for engines with a decoder, and LeaderWorkerSet 0.9 or later.
   *
   * @default false
   */
  readonly disaggregatedSet?: boolean;
}

/** Counts are of groups, or percentages of them such as `25%`. */
export interface RollingUpdate {
  /** Groups that may be missing; percentages are rounded down. @default 1 */
  readonly maxUnavailable?: number | string;
  /** Groups that may be made beside the others; percentages are rounded up. @default 0 */
  readonly maxSurge?: number | string;
  /** Groups of a lower number keep the old version. @default 0 */
  readonly partition?: number;
}

/** Scheduling of whole groups; the LeaderWorkerSet controller must be configured for Volcano. */
export interface GangScheduling {
  readonly scheduler: 'volcano';
  /** Volcano's queue. @default Volcano's default queue */
  readonly queue?: string;
}
