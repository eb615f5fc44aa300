import { groupOf, nameOf, namespaceOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';

/** The objects of OME among some manifests, by scope and name. */
export class OmeIndex {
  public readonly manifests: readonly Manifest[];
  private readonly byIdentity = new Map<string, Manifest>();
  private namespacesByName: ReadonlyMap<string, readonly (string | undefined)[]> | undefined;

  public constructor(manifests: readonly Manifest[]) {
    this.manifests = manifests.filter((manifest) => groupOf(manifest) === 'ome.io');
    for (const manifest of this.manifests) {
      this.byIdentity.set(identity(manifest.kind, namespaceOf(manifest), nameOf(manifest)), manifest);
    }
  }

  /** An object of a namespace, or of the cluster. */
  public find(kind: string, name: string, namespace?: string): Manifest | undefined {
    return this.byIdentity.get(identity(kind, namespace, name));
  }

  /** The namespaces that have an object of a kind and a name; undefined stands for one that states none. */
  public namespacesWith(kind: string, name: string): readonly (string | undefined)[] {
    this.namespacesByName ??= namespacesByName(this.byIdentity.values());
    return this.namespacesByName.get(`${kind}/${name}`) ?? [];
  }

  /**
   * The runtime that a service names: one of its namespace comes before one of the cluster, whatever kind it states.
   *
   * @see https://github.com/sgl-project/ome/blob/main/pkg/runtimeselector/fetcher.go GetRuntime
   */
  public runtimeOf(service: Manifest): Manifest | undefined {
    const name = textAt(service, 'spec', 'runtime', 'name');
    if (name === undefined) return undefined;
    return this.find('ServingRuntime', name, namespaceOf(service)) ?? this.find('ClusterServingRuntime', name);
  }

  /**
   * The model that a service names: one of its namespace comes before one of the cluster, whatever kind it states.
   *
   * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/reconciliation.go GetBaseModel
   */
  public modelOf(service: Manifest): Manifest | undefined {
    const name = textAt(service, 'spec', 'model', 'name');
    if (name === undefined) return undefined;
    return this.find('BaseModel', name, namespaceOf(service)) ?? this.find('ClusterBaseModel', name);
  }
}

/** The fields of a runtime's component; empty where the runtime is not known or has none. */
export function runtimeComponent(
  runtime: Manifest | undefined,
  component: 'engine' | 'decoder' | 'router',
): JsonObject {
  return objectAt(runtime, 'spec', `${component}Config`);
}

function namespacesByName(manifests: Iterable<Manifest>): ReadonlyMap<string, readonly (string | undefined)[]> {
  const namespaces = new Map<string, (string | undefined)[]>();
  for (const manifest of manifests) {
    const key = `${manifest.kind}/${nameOf(manifest)}`;
    const known = namespaces.get(key);
    if (known === undefined) namespaces.set(key, [namespaceOf(manifest)]);
    else known.push(namespaceOf(manifest));
  }
  return namespaces;
}

const CLUSTER_KINDS: ReadonlySet<string> = new Set(['ClusterServingRuntime', 'ClusterBaseModel', 'AcceleratorClass']);

function identity(kind: string, namespace: string | undefined, name: string): string {
  return `${kind}/${CLUSTER_KINDS.has(kind) ? '' : (namespace ?? '')}/${name}`;
}
