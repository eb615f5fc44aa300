import type { ClusterFacts } from '../checks/cluster-facts';
import type { LocatedManifest } from '../kubernetes/manifest';

/** An object of a tree of files. */
export interface TreeObject extends LocatedManifest {
  /** Of its file, from the root of the repository. */
  readonly path: string;
  /** As it is written. */
  readonly text: string;
}

/** A file that is the same before and after. It is read only where something that changed may concern it. */
export interface UnchangedFile {
  readonly path: string;
  /** Of its only object. @default - it is not known before the file is read */
  readonly name?: string;
  /** In lower case, the kinds of its objects, and perhaps others. */
  readonly kinds: () => ReadonlySet<string>;
  readonly text: () => string;
  readonly objects: () => readonly TreeObject[];
}

/** One cluster before and after. */
export interface ClusterPair {
  /** @default - nobody named it */
  readonly name?: string;
  /** Objects of the files that differ. */
  readonly before: readonly TreeObject[];
  readonly after: readonly TreeObject[];
  readonly unchanged: readonly UnchangedFile[];
  readonly facts: { readonly before: ClusterFacts; readonly after: ClusterFacts };
}
