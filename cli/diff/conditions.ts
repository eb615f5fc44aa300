import { EFFECTS } from '../../review/effects/effect';
import type { EffectKind } from '../../review/effects/effect';
import type { DeviceChange, Review } from '../../review/review';
import { tallyOf, totalDevices } from '../../review/verdict';

/** Something on which a review is to fail. */
export type Condition =
  | { readonly kind: 'effect'; readonly effect: EffectKind }
  | { readonly kind: 'risk' }
  /** More accelerators than that may be asked for beside those before. */
  | { readonly kind: 'devices'; readonly more: number };

/** That nothing happens is nothing to fail on. */
const WORSE = EFFECTS.filter((effect) => effect !== 'none');

/** The conditions that words state, or what is wrong with the first that states none. */
export function readConditions(words: readonly string[]): readonly Condition[] | string {
  const conditions: Condition[] = [];
  for (const word of words) {
    const effect = WORSE.find((each) => each === word);
    const [, more] = /^gpu>(\d+)$/.exec(word) ?? [];
    if (effect !== undefined) conditions.push({ kind: 'effect', effect });
    else if (more !== undefined) conditions.push({ kind: 'devices', more: Number(more) });
    else if (word === 'risk') conditions.push({ kind: 'risk' });
    else return `--fail-on: '${word}' is no condition; there are ${WORSE.join(', ')}, risk, and such as gpu>8`;
  }
  return conditions;
}

/** The conditions that hold, in words. */
export function met(conditions: readonly Condition[], review: Review): readonly string[] {
  const tally = tallyOf(review);
  const objects = review.clusters.flatMap((cluster) => cluster.objects);
  return conditions.flatMap((condition): readonly string[] => {
    switch (condition.kind) {
      case 'effect':
        return tally.has(condition.effect) ? [condition.effect] : [];
      case 'risk':
        return objects.some(({ risks, users }) => risks.length > 0 || users.some((user) => user.risks.length > 0))
          ? ['risk']
          : [];
      case 'devices': {
        return totalDevices(review).some((change) => addedOf(change) > condition.more) ? [`gpu>${condition.more}`] : [];
      }
    }
  });
}

/** How many objects may ask for more accelerators than are counted. */
export function uncountedObjects({ clusters }: Review): number {
  const reviewed = clusters.flatMap(({ objects }) => objects.flatMap((object) => [object, ...object.users]));
  return reviewed.filter(({ uncounted }) => uncounted !== undefined).length;
}

/** How many more accelerators there may be, at least or at most, whichever grows by more. */
function addedOf({ before, after }: DeviceChange): number {
  const most = (before.most ?? Infinity) === Infinity ? 0 : (after.most ?? Infinity) - (before.most ?? 0);
  return Math.max(after.least - before.least, most);
}
