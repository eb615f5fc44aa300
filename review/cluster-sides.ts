import { isKserveConfiguration } from '../checks/kserve/config-map';
import type { Manifest } from '../kubernetes/manifest';
import { isSame } from './changes/value-changes';
import { isMadeIntoPods } from './effects/kinds';
import { neighboursOf } from './neighbours/neighbours';
import { KeyIndex } from './neighbours/key-index';
import { identityAsPath, identityOf, objectKey } from '../kubernetes/object-identity';
import type { ObjectPair } from './objects/pair-objects';
import { asScaledBefore } from './pods/left-by-scaler';
import { withoutLostSources } from './pods/lost-source';
import { keyOfRead, keysOfReads } from './pods/readers';
import { keysOfScaled, keysOfTarget } from './pods/scalers';
import type { Workload } from './pods/workload';
import { workloadsOf } from './pods/workloads';
import type { ClusterPair, TreeObject } from './tree-pair';

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

  /** Objects that go, and leave none of their names. */
  private readonly gone: ReadonlySet<Manifest>;

  private readonly users = new KeyIndex<Neighbour>(
    () => this.neighbours,
    ({ before, after }) => [before, after].flatMap((side) => [...keysOfSources(side), ...keysOfTarget(side.manifest)]),
  );
  private readonly changedUsers = new KeyIndex<Workload>(() => this.changedWorkloads(), keysOfSources);
  private readonly readers = new KeyIndex<Neighbour>(
    () => this.neighbours,
    ({ after }) => keysOfReads(after),
  );

  /**
   * @param pairs - the objects of changed files
   * @param stays - whether an object that is no longer written stays in the cluster all the same
   */
  public constructor(
    { before, after, unchanged, facts }: ClusterPair,
    pairs: readonly ObjectPair[],
    stays: (object: TreeObject) => boolean,
  ) {
    const changed = [...before, ...after].map(({ manifest }) => manifest);
    const around = neighboursOf(changed, unchanged);
    const written = new Set(after.map(({ manifest }) => objectKey(manifest)));
    const left = before.filter(({ manifest }) => isMadeIntoPods(manifest) && !written.has(objectKey(manifest)));
    const kept = left.filter(stays);
    this.gone = new Set(left.filter((object) => !kept.includes(object)).map(({ manifest }) => manifest));
    this.before = byManifest(workloadsOf([...before, ...around], facts.before));
    this.after = byManifest(workloadsOf([...kept, ...after, ...around], facts.after));
    const sides = [...around.map(({ manifest }) => [manifest, manifest] as const), ...pairs.flatMap(unchangedSides)];
    this.neighbours = sides.flatMap(([one, other]) => {
      const { before: old, after: young } = this.workloadsOf(one, other);
      return old === undefined || young === undefined ? [] : [{ before: old, after: young }];
    });
  }

  /** The workload that an object is, on both sides. */
  public workloadsOf(before: Manifest | undefined, after: Manifest | undefined): Partial<Neighbour> {
    const [old, young] = [before && this.before.get(before), after && this.after.get(after)];
    if (old === undefined || young === undefined) return { before: old, after: young };
    const needing = withoutLostSources(old, young, (manifest) => this.gone.has(manifest));
    return { before: old, after: asScaledBefore(old, needing) };
  }

  private changedWorkloads(): readonly Workload[] {
    const unchanged = new Set(this.neighbours.map(({ after }) => after.manifest));
    return [...this.after.values()].filter(({ manifest }) => !unchanged.has(manifest));
  }

  /** The unchanged workloads whose pods read a ConfigMap or a Secret, or are made by what it configures. */
  public readersOf(manifest: Manifest): readonly Neighbour[] {
    const readers = this.readers.of([keyOfRead(manifest)]);
    const made = isKserveConfiguration(manifest)
      ? this.neighbours.filter(({ after }) => after.manifest.kind === 'InferenceService')
      : [];
    return byName([...new Set([...readers, ...made])], ({ after }) => after);
  }

  /** The unchanged workloads that are made of an object or scaled by it, or were. */
  public usersOf(before: Manifest | undefined, after: Manifest | undefined): readonly Neighbour[] {
    const sides = [before, after].flatMap((manifest) => manifest ?? []);
    const users = this.users.of(sides.flatMap((manifest) => [objectKey(manifest), ...keysOfScaled(manifest)]));
    return byName(users, ({ after: workload }) => workload);
  }

  /** The workloads after the change that were changed themselves, and are made of an object. */
  public changedUsersOf(after: Manifest | undefined): readonly Workload[] {
    return after === undefined ? [] : byName(this.changedUsers.of([objectKey(after)]), (workload) => workload);
  }
}

/** An object that says the same on both sides, and stands in a file with others that do not. */
function unchangedSides({ before, after }: ObjectPair): readonly (readonly [Manifest, Manifest])[] {
  const isUnchanged = before !== undefined && after !== undefined && isSame(before.manifest, after.manifest);
  return isUnchanged ? [[before.manifest, after.manifest]] : [];
}

/** In an order that does not depend on the files that they stand in. */
function byName<T>(entries: readonly T[], workloadOf: (entry: T) => Workload): readonly T[] {
  const named = entries.map((entry) => ({ entry, name: identityAsPath(identityOf(workloadOf(entry).manifest)) }));
  return named.toSorted((one, other) => (one.name < other.name ? -1 : 1)).map(({ entry }) => entry);
}

function keysOfSources({ madeOf }: Workload): readonly string[] {
  return madeOf.map(objectKey);
}

function byManifest(workloads: readonly Workload[]): ReadonlyMap<Manifest, Workload> {
  return new Map(workloads.map((workload) => [workload.manifest, workload]));
}
