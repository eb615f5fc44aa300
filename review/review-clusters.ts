import { Owners } from './delivery/owners';
import type { Manifest } from '../kubernetes/manifest';
import { objectKey } from '../kubernetes/object-identity';
import type { Review } from './review';
import { reviewCluster } from './review-cluster';
import type { Delivery, Synced, SyncingPair } from './delivery/delivery';
import type { ClusterPair } from './tree-pair';

/** What there is to review of clusters, in the order of their names; those in which nothing changed are left out. */
export function reviewClusters(pairs: readonly ClusterPair[]): Pick<Review, 'clusters'> {
  const delivery = new LazyDelivery(pairs);
  const clusters = pairs
    .filter(({ before, after }) => before.length > 0 || after.length > 0)
    .map((pair) => reviewCluster(pair, delivery))
    .filter(({ objects, rewritten }) => objects.length > 0 || rewritten > 0);
  return { clusters: clusters.toSorted((one, other) => ((one.name ?? '') < (other.name ?? '') ? -1 : 1)) };
}

/** What syncs the files of all clusters, read only where an object is moved or what syncs changes. */
class LazyDelivery implements Delivery {
  private sides: { readonly before: Owners; readonly after: Owners } | undefined;

  public constructor(private readonly pairs: readonly ClusterPair[]) {}

  public get before(): Owners {
    return this.owners().before;
  }

  public get after(): Owners {
    return this.owners().after;
  }

  public syncedBy({ before, after }: SyncingPair): Synced {
    const owners = new Owners([before, after].filter((manifest) => manifest !== undefined).slice(0, 1));
    const isSynced = ({ path }: { readonly path: string }) => owners.of(path).length > 0;
    const unchanged = () => this.pairs.flatMap((pair) => pair.unchanged).filter(isSynced);
    return {
      lost: () => (before === undefined || after === undefined ? 0 : this.lost(before, after)),
      files: () => {
        const changed = this.pairs.flatMap((pair) => pair.before).filter(isSynced);
        return new Set([...changed, ...unchanged()].map(({ path }) => path)).size;
      },
      objects: () => {
        const changed = this.pairs.flatMap((pair) => pair.before).filter(isSynced);
        return [...changed, ...unchanged().flatMap((file) => file.objects())].map(({ manifest }) => manifest);
      },
      services: () =>
        unchanged()
          .filter((file) => file.kinds().has('inferenceservice'))
          .flatMap((file) => file.objects())
          .map((object) => object.manifest)
          .filter(({ kind }) => kind === 'InferenceService'),
    };
  }

  private lost(before: Manifest, after: Manifest): number {
    const [old, young] = [new Owners([before]), new Owners([after])];
    if (old.isSame(young)) return 0;
    const all = this.pairs.map(({ unchanged, ...sides }) => {
      const keysOf = (owners: Owners, side: 'before' | 'after') => {
        const isSynced = ({ path }: { readonly path: string }) => owners.of(path).length > 0;
        const files = unchanged.filter(isSynced).flatMap((file) => file.objects());
        return new Set([...files, ...sides[side].filter(isSynced)].map(({ manifest }) => objectKey(manifest)));
      };
      const kept = keysOf(young, 'after');
      return [...keysOf(old, 'before')].filter((key) => !kept.has(key)).length;
    });
    return all.reduce((sum, count) => sum + count, 0);
  }

  private owners(): { readonly before: Owners; readonly after: Owners } {
    if (this.sides !== undefined) return this.sides;
    const unchanged = this.pairs
      .flatMap((pair) => pair.unchanged)
      .filter((file) => ['application', 'applicationset', 'kustomization'].some((kind) => file.kinds().has(kind)))
      .flatMap((file) => file.objects());
    const of = (side: 'before' | 'after') =>
      new Owners([...unchanged, ...this.pairs.flatMap((pair) => pair[side])].map(({ manifest }) => manifest));
    this.sides = { before: of('before'), after: of('after') };
    return this.sides;
  }
}
