import type { Manifest } from '../../kubernetes/manifest';

/** One object and the file it is written to. */
export interface IndexedObject {
  readonly manifest: Manifest;
  /** Path below the tree's folder, with forward slashes. */
  readonly path: string;
}

/** The files of one folder that this tool owns as a whole: one cluster, unless another output type is chosen. */
export interface OutputTree {
  /** Folder below the output folder, empty for the output folder itself. */
  readonly folder: string;
  /** Text of every file by its path below the folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly objects: readonly IndexedObject[];
}
