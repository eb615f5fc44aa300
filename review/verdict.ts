import { costInWords, costOf } from './cost';
import type { Prices } from './cost';
import { worstOf } from './effects/effect';
import type { EffectKind } from './effects/effect';
import { totalOf } from './pods/devices';
import { boundsInWords, isFixed } from './pods/bounds';
import type { DeviceChange, ObjectReview, Review } from './review';

/** How many objects meet which effect: of what others are made of, those that it shows in. */
export type Tally = ReadonlyMap<EffectKind, number>;

/** How the tally is told, the worst first. */
const WORDS: readonly (readonly [EffectKind, one: string, several: string])[] = [
  ['prune', 'object is removed', 'objects are removed'],
  ['recreate', 'object has to be made again', 'objects have to be made again'],
  ['restart', 'workload restarts', 'workloads restart'],
  ['scale', 'workload is scaled', 'workloads are scaled'],
  ['traffic', 'change of traffic', 'changes of traffic'],
  ['create', 'object is added', 'objects are added'],
  ['metadata', 'change of metadata alone', 'changes of metadata alone'],
  ['none', 'object changes without an effect on pods', 'objects change without an effect on pods'],
];

export function tallyOf(review: Review): Tally {
  const tally = new Map<EffectKind, number>();
  for (const object of review.clusters.flatMap(({ objects }) => objects)) {
    for (const kind of kindsOf(object)) tally.set(kind, (tally.get(kind) ?? 0) + 1);
  }
  return tally;
}

/** One line that says it all: what happens to pods, and what becomes of accelerators. */
export function verdictOf(review: Review, prices: Prices = new Map()): string {
  const tally = tallyOf(review);
  const effects = WORDS.flatMap(([kind, one, several]) => {
    const count = tally.get(kind) ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : several}`];
  });
  const total = totalDevices(review);
  const cost = costOf(total, prices);
  const told = [...effects, ...total.map(deviceInWords), ...(cost === undefined ? [] : [costInWords(cost)])];
  return told.length === 0 ? 'Nothing changes in any cluster' : told.join(', ');
}

/** Of all clusters. */
export function totalDevices({ clusters }: Review): readonly DeviceChange[] {
  return totalOf(clusters.flatMap(({ devices }) => devices));
}

/** `+4 nvidia.com/gpu (8 → 12)`, or `nvidia.com/gpu 2–4 → 2–8` where autoscalers decide. */
export function deviceInWords({ resource, before, after }: DeviceChange): string {
  const told = `${boundsInWords(before)} → ${boundsInWords(after)}`;
  return isFixed(before) && isFixed(after)
    ? `${signed(after.least - before.least)} ${resource} (${told})`
    : `${resource} ${told}`;
}

function signed(count: number): string {
  return count < 0 ? `−${-count}` : `+${count}`;
}

function kindsOf({ effects, users, changedUsers }: ObjectReview): readonly EffectKind[] {
  const ofUsers = users.flatMap((user) => worstOf(user.effects)?.kind ?? []);
  const [own] = effects;
  if (own.kind === 'none' && users.length === 0 && changedUsers.length > 0) return [];
  const isOfUsers = ofUsers.length > 0 && own.kind !== 'prune' && own.kind !== 'recreate' && own.kind !== 'create';
  return isOfUsers ? ofUsers : [own.kind, ...ofUsers];
}
