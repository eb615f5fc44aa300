import type { ClusterFacts } from '../../../checks/cluster-facts';
import type { Finding } from '../../../checks/finding';
import { KserveServices } from '../../../checks/kserve/kserve-services';
import { checkNamedRuntime } from '../../../checks/kserve/named-runtime';
import { checkSelection } from '../../../checks/kserve/selection';
import { nameOf } from '../../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../../kubernetes/manifest';

/** What is found of the runtimes of services; objects are placed by their names. */
export function findings(manifests: readonly Manifest[], facts: ClusterFacts = {}): readonly Finding[] {
  const objects: readonly LocatedManifest[] = manifests.map((manifest) => ({ manifest, where: nameOf(manifest) }));
  const services = new KserveServices(objects, facts);
  const named = objects.flatMap(({ manifest, where }) => {
    if (manifest.kind !== 'InferenceService') return [];
    return checkNamedRuntime(manifest, services.runtimeOf(manifest)).map((fault) => ({ ...fault, where }));
  });
  return [...checkSelection(objects, facts, services), ...named];
}
