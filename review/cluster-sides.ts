import { isKserveConfiguration } from '../checks/kserve/config-map';
import type { Manifest } from '../kubernetes/manifest';
import { neighboursOf } from './neighbours/neighbours';
import { objectKey } from '../kubernetes/object-identity';
import { reads } from './pods/readers';
import { scales } from './pods/scalers';
import type { Workload } from './pods/workload';
import { workloadsOf } from './pods/workloads';
import type { ClusterPair } from './tree-pair';

/** A workload that no change was written of, before and after: what it is made of may have changed. */
export interface Neighbour {
  readonly before: Workload;
  readonly after: Workload;
}

/** The workloads of a cluster before and after, as far as a change may concern them. */
export class ClusterSides {
  public readonly neighbours: readonly Neighbour[];
  private readonly before: ReadonlyMap<Manifest, Workload>;
  private readonly after: ReadonlyMap<Manifest, Workload>;

  public constructor({ before, after, unchanged, facts }: ClusterPair) {
    const changed = [...before, ...after].map(({ manifest }) => manifest);
    const around = neighboursOf(changed, unchanged);
    this.before = byManifest(workloadsOf([...before, ...around], facts.before));
    this.after = byManifest(workloadsOf([...after, ...around], facts.after));
    this.neighbours = around.flatMap(({ manifest }) => {
      const [old, young] = [this.before.get(manifest), this.after.get(manifest)];
      return old === undefined || young === undefined ? [] : [{ before: old, after: young }];
    });
  }

  public workloadBefore(manifest: Manifest | undefined): Workload | undefined {
    return manifest && this.before.get(manifest);
  }

  public workloadAfter(manifest: Manifest | undefined): Workload | undefined {
    return manifest && this.after.get(manifest);
  }

  /** The unchanged workloads whose pods read a ConfigMap or a Secret, or are made by what it configures. */
  public readersOf(manifest: Manifest): readonly Neighbour[] {
    const isOfKserve = isKserveConfiguration(manifest);
    return this.neighbours.filter(
      ({ after }) => reads(after, manifest) || (isOfKserve && after.manifest.kind === 'InferenceService'),
    );
  }

  /** The unchanged workloads that are made of an object or scaled by it, or were. */
  public usersOf(before: Manifest | undefined, after: Manifest | undefined): readonly Neighbour[] {
    const sides = [before, after].flatMap((manifest) => manifest ?? []);
    const keys = new Set(sides.map(objectKey));
    const uses = ({ manifest: workload, madeOf }: Workload) =>
      madeOf.some((manifest) => keys.has(objectKey(manifest))) || sides.some((scaler) => scales(scaler, workload));
    return this.neighbours.filter((neighbour) => uses(neighbour.before) || uses(neighbour.after));
  }
}

function byManifest(workloads: readonly Workload[]): ReadonlyMap<Manifest, Workload> {
  return new Map(workloads.map((workload) => [workload.manifest, workload]));
}
