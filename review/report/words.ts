import { identityInWords } from '../../kubernetes/object-identity';
import type { Change } from '../changes/change';
import { worstOf } from '../effects/effect';
import type { EffectKind } from '../effects/effect';
import type { ModelChange } from '../models/model-facts';
import type { ClusterReview, ObjectReview, UserReview } from '../review';

/** What happens, as a heading says it. */
export const EFFECT_WORDS: Readonly<Record<EffectKind, string>> = {
  none: 'no effect on pods',
  metadata: 'metadata only',
  create: 'added',
  traffic: 'traffic only',
  scale: 'scale only',
  restart: 'rolling restart',
  recreate: 'recreate',
  prune: 'removed',
};

/** What else happens to an object. */
export const BESIDE_WORDS: Readonly<Record<EffectKind, string>> = {
  ...EFFECT_WORDS,
  metadata: 'metadata',
  scale: 'scaled',
  traffic: 'traffic',
};

/** `InferenceService models/granite`, and what it was called before. */
export function objectInWords({ object, formerly }: ObjectReview): string {
  return formerly === undefined
    ? identityInWords(object)
    : `${identityInWords(object)}, formerly ${identityInWords(formerly)}`;
}

/** What is told of unchanged objects that are made of a changed one: `used by 7 services: 7 restart`. */
export function usersInWords(users: readonly UserReview[]): string | undefined {
  if (users.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const { effects, risks } of users) {
    const kind = worstOf(effects)?.kind ?? 'none';
    const word = kind === 'none' && risks.length > 0 ? 'at risk' : USER_WORDS[kind];
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const told = [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
  return `used by ${users.length} other ${users.length === 1 ? 'object' : 'objects'}: ${told}`;
}

/** Those of the users of an object that there is something to say of. */
export function concernedUsers(users: readonly UserReview[]): readonly UserReview[] {
  return users.filter(({ effects, risks }) => effects.length > 0 || risks.length > 0);
}

const USER_WORDS: Readonly<Record<EffectKind, string>> = {
  none: 'unaffected',
  metadata: 'unaffected',
  create: 'made',
  traffic: 'with other traffic',
  scale: 'scaled',
  restart: 'restart',
  recreate: 'recreated',
  prune: 'removed',
};

/** How many objects differ in how they are written alone. */
export function rewrittenInWords({ rewritten }: Pick<ClusterReview, 'rewritten'>): string {
  return `${rewritten} ${rewritten === 1 ? 'object is' : 'objects are'} written in another way, with the same meaning`;
}

/** What a change is of, as the first column of a table has it. */
export function nameOfChange({ what, name, field }: Change): string {
  switch (what) {
    case 'flag':
      return name === 'arguments' ? `${field} (no flags)` : name;
    case 'variable':
      return name;
    case 'image':
    case 'script':
    case 'field':
      return field;
  }
}

/** Both values of a change; of images that keep their repository, what tells them apart, with digests cut short. */
export function valuesInWords({ what, before, after }: Change): readonly [string | undefined, string | undefined] {
  if (what !== 'image') return [before, after];
  return [before && shortImage(before), after && shortImage(after)];
}

function shortImage(image: string): string {
  return image.replace(/(@sha256:[0-9a-f]{12})[0-9a-f]{52}$/, '$1…');
}

/** What differs of the models that an object and its users serve, each once: `context length 4096 → 8192`. */
export function modelInWords({ model, users }: ObjectReview): readonly string[] {
  const all = [...model, ...users.flatMap((user) => user.model)].map(modelChangeInWords);
  return [...new Set(all)];
}

function modelChangeInWords({ fact, before, after }: ModelChange): string {
  if (before === undefined) return `${fact} ${after ?? ''}`;
  return `${fact} ${before} → ${after ?? 'not stated'}`;
}
