import { nameOf } from '../../kubernetes/manifest';
import { objectKey } from '../../kubernetes/object-identity';
import type { LocatedManifest } from '../../kubernetes/manifest';
import type { Finding } from '../finding';
import type { StatedKinds } from '../schema/stated-kinds';
import { checkTransitions } from './check-transitions';

/** What is refused of a tree of manifests because of what stands in the cluster from a tree before. */
export function checkAgainstBase(
  before: readonly LocatedManifest[],
  after: readonly LocatedManifest[],
  kinds?: StatedKinds,
): readonly Finding[] {
  const byIdentity = new Map(before.map(({ manifest }) => [objectKey(manifest), manifest]));
  return after.flatMap(({ manifest, where }) => {
    const counterpart = nameOf(manifest) === '' ? undefined : byIdentity.get(objectKey(manifest));
    if (counterpart === undefined) return [];
    return checkTransitions(counterpart, manifest, kinds).map((fault) => ({ ...fault, where }));
  });
}
