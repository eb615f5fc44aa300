import type { RequiredSecret } from '../../checks/secrets/required-secrets';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import type { RecordedAcknowledgement } from '../../sources/recorded-object';

/** One object and the file it is written to. */
export interface IndexedObject {
  readonly manifest: Manifest;
  /** Path below the tree's folder, with forward slashes. */
  readonly path: string;
  /**
   * What constructs acknowledge of it.
   *
   * @default []
   */
  readonly acknowledged?: readonly RecordedAcknowledgement[];
}

/** The files of one folder that this tool owns as a whole: one cluster, unless another output type is chosen. */
export interface OutputTree {
  /** Folder below the output folder, empty for the output folder itself. */
  readonly folder: string;
  /** Text of every file by its path below the folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly objects: readonly IndexedObject[];
  /** What the Cluster states whose objects these are. @default - they are of none, or of several */
  readonly statement?: JsonObject;
  /**
   * The Secrets that the cluster has to have beside these objects.
   *
   * @default []
   */
  readonly secrets?: readonly RequiredSecret[];
}
