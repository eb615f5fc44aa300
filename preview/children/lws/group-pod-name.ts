/**
 * How pods of a LeaderWorkerSet are named: the leader by its group, workers after it from 1.
 *
 * @param workers - how many a group has, for the name of a worker
 */
export function groupPodName(set: string, workers?: number): string {
  if (workers === undefined) return `${set}-<group>`;
  return `${set}-<group>-${workers === 1 ? '1' : `<1..${workers}>`}`;
}
