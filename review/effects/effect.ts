/** What a change does to running pods, from the least to the worst. */
export const EFFECTS = ['none', 'metadata', 'create', 'traffic', 'scale', 'restart', 'recreate', 'prune'] as const;

/**
 * - `none`: no pod, and nothing that leads to one, is touched.
 * - `metadata`: labels or annotations alone, which reach no pod.
 * - `create`: something new is made.
 * - `traffic`: where requests go.
 * - `scale`: how many pods there are.
 * - `restart`: pods are replaced step by step, as their workload says.
 * - `recreate`: the API server refuses the change; the object has to be deleted and made again, with all its pods.
 * - `prune`: the object is deleted, with all that it owns.
 */
export type EffectKind = (typeof EFFECTS)[number];

export interface Effect {
  readonly kind: EffectKind;
  /** A sentence without its full stop. */
  readonly reason: string;
}

export function isWorse(one: EffectKind, other: EffectKind): boolean {
  return EFFECTS.indexOf(one) > EFFECTS.indexOf(other);
}

/** The worst of several, of equals the first. */
export function worstOf(effects: readonly Effect[]): Effect | undefined {
  return effects.reduce<Effect | undefined>(
    (worst, effect) => (worst === undefined || isWorse(effect.kind, worst.kind) ? effect : worst),
    undefined,
  );
}
