/** A file of a tree, which is read only where it must be. */
export interface TreeFile {
  /** From the root of the tree. */
  readonly path: string;
  /** The same for files of the same content, where the tree knows it without reading. */
  readonly id?: string;
  /** Where it lies. @default - it is in Git's store */
  readonly location?: string;
  readonly read: () => Buffer;
}

/** A folder, as it stands now or at a revision. */
export interface Tree {
  /** As a person called it. */
  readonly name: string;
  /** The way from the root of the repository to that of the tree, empty or ending in a slash. */
  readonly prefix: string;
  readonly files: ReadonlyMap<string, TreeFile>;
  /** Makes files ready that are going to be read, all at once. */
  readonly prepare: (files: readonly TreeFile[]) => void;
}

/** A tree, or why it cannot be had. */
export type TreeReading = { readonly ok: true; readonly tree: Tree } | { readonly ok: false; readonly problem: string };

const MANIFEST = /\.(?:ya?ml|json)$/i;

/** Folders that hold the files of others, or no manifests of their own. */
const FOREIGN = /(?:^|\/)(?:node_modules|\.git|\.staging)\//;

/** Whether a file may hold manifests, or says which folder is a cluster's. */
export function mayHoldManifests(path: string): boolean {
  return MANIFEST.test(path) && !FOREIGN.test(path);
}
