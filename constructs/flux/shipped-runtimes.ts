import { omeRuntimeFacts } from '../../catalog/ome-runtime-facts';
import { groupOf, isManifest, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { catalogueRuntimeSpec } from '../ome-catalogue/runtime-spec';

/** The runtimes that services name and OME brings along; those among the manifests come before them. */
export function shippedOmeRuntimes(manifests: readonly Manifest[]): readonly Manifest[] {
  const services = manifests.filter(
    (manifest) => manifest.kind === 'InferenceService' && groupOf(manifest) === 'ome.io',
  );
  const names = new Set(services.map((service) => textAt(service, 'spec', 'runtime', 'name') ?? ''));
  return [...names].flatMap((name) => {
    const facts = omeRuntimeFacts(name);
    if (facts === undefined) return [];
    const runtime: unknown = JSON.parse(
      JSON.stringify({
        apiVersion: 'ome.io/v1beta1',
        kind: 'ClusterServingRuntime',
        metadata: { name },
        spec: catalogueRuntimeSpec(facts),
      }),
    );
    return isManifest(runtime) ? [runtime] : [];
  });
}
