import { groupOf, nameOf, namespaceOf } from '../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import type { Finding } from '../finding';
import { checkTransitions } from './check-transitions';

/** What is refused of a tree of manifests because of what stands in the cluster from a tree before. */
export function checkAgainstBase(
  before: readonly LocatedManifest[],
  after: readonly LocatedManifest[],
): readonly Finding[] {
  const byIdentity = new Map(before.map(({ manifest }) => [identityOf(manifest), manifest]));
  return after.flatMap(({ manifest, where }) => {
    const counterpart = nameOf(manifest) === '' ? undefined : byIdentity.get(identityOf(manifest));
    if (counterpart === undefined) return [];
    return checkTransitions(counterpart, manifest).map((fault) => ({ ...fault, where }));
  });
}

function identityOf(manifest: Manifest): string {
  return JSON.stringify([groupOf(manifest), manifest.kind, namespaceOf(manifest) ?? '', nameOf(manifest)]);
}
