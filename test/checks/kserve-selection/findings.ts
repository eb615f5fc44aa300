import type { ClusterFacts } from '../../../checks/cluster-facts';
import type { Finding } from '../../../checks/finding';
import { checkNamedRuntime } from '../../../checks/kserve/named-runtime';
import { checkSelection } from '../../../checks/kserve/selection';
import { nameOf } from '../../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../../kubernetes/manifest';
import { RuntimeIndex } from '../../../preview/kserve/runtime-index';

/** What is found of the runtimes of services; objects are placed by their names. */
export function findings(manifests: readonly Manifest[], facts: ClusterFacts = {}): readonly Finding[] {
  const objects: readonly LocatedManifest[] = manifests.map((manifest) => ({ manifest, where: nameOf(manifest) }));
  const index = new RuntimeIndex(manifests, facts.inventory);
  const named = objects.flatMap(({ manifest, where }) => {
    if (manifest.kind !== 'InferenceService') return [];
    return checkNamedRuntime(manifest, index.namedBy(manifest)).map((fault) => ({ ...fault, where }));
  });
  return [...checkSelection(objects, facts), ...named];
}
