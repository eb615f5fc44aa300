import { EFFECTS } from '../../review/effects/effect';
import type { EffectKind } from '../../review/effects/effect';
import type { Review } from '../../review/review';
import { tallyOf, totalDevices } from '../../review/verdict';

/** Something on which a review is to fail. */
export type Condition =
  | { readonly kind: 'effect'; readonly effect: EffectKind }
  | { readonly kind: 'risk' }
  /** More accelerators than that are asked for at least. */
  | { readonly kind: 'devices'; readonly more: number };

/** The conditions that words state, or what is wrong with the first that states none. */
export function readConditions(words: readonly string[]): readonly Condition[] | string {
  const conditions: Condition[] = [];
  for (const word of words) {
    const effect = EFFECTS.find((each) => each === word);
    const [, more] = /^gpu>(\d+)$/.exec(word) ?? [];
    if (effect !== undefined) conditions.push({ kind: 'effect', effect });
    else if (more !== undefined) conditions.push({ kind: 'devices', more: Number(more) });
    else if (word === 'risk') conditions.push({ kind: 'risk' });
    else return `--fail-on: '${word}' is none of ${EFFECTS.join(', ')}, risk, gpu>8`;
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
        const added = totalDevices(review).map(({ before, after }) => after.least - before.least);
        return added.some((count) => count > condition.more) ? [`gpu>${condition.more}`] : [];
      }
    }
  });
}
