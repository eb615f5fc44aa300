import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';

/** Scheduling, pulling the image, and bringing the weights to the node. */
const MARGIN_SECONDS = 600;

/** How long is waited for models at least. */
const LEAST_SECONDS = 1800;

/**
 * How long the slowest of some pods may take until it serves, as a duration: what its startup probe allows, and some time
 * before that. Where several copies start one after another, it takes longer.
 */
export function loadingTime(manifests: readonly Manifest[]): string {
  const budgets = manifests.flatMap(startupProbes).map((probe) => {
    const seconds = (name: string, least: number): number => {
      const value = probe[name];
      return typeof value === 'number' ? value : least;
    };
    return seconds('initialDelaySeconds', 0) + seconds('periodSeconds', 10) * seconds('failureThreshold', 3);
  });
  const most = budgets.reduce((one, other) => Math.max(one, other), 0);
  return `${Math.ceil(Math.max(LEAST_SECONDS, most + MARGIN_SECONDS) / 60)}m`;
}

/** Wherever they stand: in templates of pods, in runtimes, and in services that add to these. */
function startupProbes(value: JsonValue): readonly JsonObject[] {
  if (isArray(value)) return value.flatMap(startupProbes);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === 'startupProbe' && isObject(member) ? [member] : startupProbes(member),
  );
}
