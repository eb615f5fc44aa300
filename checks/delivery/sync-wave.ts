import { objectAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';

export const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/** Annotations by which objects are applied before or after all others, instead of among them. */
const HOOKS = ['argocd.argoproj.io/hook', 'helm.sh/hook'];

/**
 * The wave that an object states; what is no whole number does not count.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/gitops-engine/pkg/sync/syncwaves/waves.go Wave
 */
export function statedWave(manifest: Manifest): number | undefined {
  const text = waveText(manifest);
  return typeof text === 'string' && isWave(text) ? Number(text) : undefined;
}

/** What stands where a wave is stated. */
export function waveText(manifest: Manifest): JsonValue | undefined {
  return objectAt(manifest, 'metadata', 'annotations')[SYNC_WAVE];
}

/** Whether Go reads a text as a whole number. */
export function isWave(text: string): boolean {
  return /^[+-]?\d+$/.test(text);
}

export function isHook(manifest: Manifest): boolean {
  const annotations = objectAt(manifest, 'metadata', 'annotations');
  return HOOKS.some((key) => annotations[key] !== undefined);
}
