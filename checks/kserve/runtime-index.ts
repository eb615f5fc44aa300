import { groupOf, nameOf, namespaceOf, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';

/** The KServe runtimes among some manifests, by scope and name. */
export class RuntimeIndex {
  private readonly runtimes = new Map<string, Manifest>();

  public constructor(manifests: Iterable<Manifest>) {
    for (const manifest of manifests) {
      if (groupOf(manifest) !== 'serving.kserve.io') continue;
      if (manifest.kind === 'ServingRuntime') this.runtimes.set(key(namespaceOf(manifest), nameOf(manifest)), manifest);
      if (manifest.kind === 'ClusterServingRuntime') this.runtimes.set(key(undefined, nameOf(manifest)), manifest);
    }
  }

  /** The runtime that a service names: one of its namespace comes before one of the cluster. */
  public namedBy(service: Manifest): Manifest | undefined {
    const name = textAt(service, 'spec', 'predictor', 'model', 'runtime');
    if (name === undefined) return undefined;
    return this.runtimes.get(key(namespaceOf(service), name)) ?? this.runtimes.get(key(undefined, name));
  }
}

function key(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}
