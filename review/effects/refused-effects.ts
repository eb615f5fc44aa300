import type { Workload } from '../pods/workload';
import type { Effect } from './effect';

/**
 * What becomes of pods where the controller refuses a service, before or after, or is told to leave it alone; undefined
 * where it takes both.
 */
export function refusedEffects(before: Workload, after: Workload): readonly Effect[] | undefined {
  if (after.isRefused === true) {
    return [{ kind: 'none', reason: `its pods stay as they are, as ${after.unforeseen ?? 'it is refused'}` }];
  }
  if (after.isFrozen === true) {
    return [{ kind: 'none', reason: 'KServe leaves it as it is while it is ready, as disable-auto-update says' }];
  }
  return before.isRefused === true
    ? [{ kind: 'restart', reason: 'likely, as the controller refused it before, so that it has other pods or none' }]
    : undefined;
}
