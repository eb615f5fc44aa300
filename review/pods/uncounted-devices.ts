import { isSameBounds } from './bounds';
import { runtimeName } from './lost-source';
import type { Workload } from './workload';

/**
 * Why pods of a workload may ask for other devices than are told: they are not foreseen, and nothing says that they ask
 * for the same as before.
 */
export function uncountedDevices(before: Workload | undefined, after: Workload | undefined): string | undefined {
  // What the controller refuses or leaves alone keeps the pods that it has.
  if (before !== undefined && (after?.isRefused === true || after?.isFrozen === true)) return undefined;
  const isSame =
    before !== undefined && after !== undefined && before.pods === undefined && after.pods === undefined
      ? isSameAsBefore(before, after)
      : false;
  return isSame ? undefined : (after?.unforeseen ?? before?.unforeseen);
}

function isSameAsBefore(before: Workload, after: Workload): boolean {
  const [old, young] = [before.stated ?? [], after.stated ?? []];
  const isAsMany =
    old.length === young.length && old.every(({ count }, index) => isSameBounds(count, young[index]?.count ?? count));
  return isAsMany && runtimeName(before.manifest) === runtimeName(after.manifest);
}
