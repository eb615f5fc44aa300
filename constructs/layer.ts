import type { IConstruct } from 'constructs';

/** What syncs before what: one folder, and one Argo CD Application or Flux Kustomization, each. */
export const SYNCED_LAYERS = ['00-crds', '10-platform', '20-runtimes', '30-models'] as const;

/** A folder of a cluster that syncs. */
export type SyncedLayer = (typeof SYNCED_LAYERS)[number];

/** A folder of a cluster: one that syncs, or the one that says what is synced from where. */
export type Layer = SyncedLayer | 'delivery';

const assigned = new WeakMap<IConstruct, Layer>();

/** Puts constructs into a layer other than the one their kind suggests. */
export class Layers {
  public static of(construct: IConstruct): Layers {
    return new Layers(construct);
  }

  /** The layer assigned to the nearest scope of a construct, if any. */
  public static assignedTo(construct: IConstruct): Layer | undefined {
    for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = scope.node.scope) {
      const layer = assigned.get(scope);
      if (layer !== undefined) return layer;
    }
    return undefined;
  }

  private constructor(private readonly construct: IConstruct) {}

  /** Writes the construct, and everything in it, to `layer`. */
  public assign(layer: Layer): void {
    assigned.set(this.construct, layer);
  }
}
