import type { Manifest } from '../../kubernetes/manifest';
import type { Owners } from './owners';

/** What syncs which files, before and after, and how many files a folder has. */
export interface Delivery {
  readonly before: Owners;
  readonly after: Owners;
  readonly syncedBy: (owner: SyncingPair) => Synced;
}

/** What syncs objects, such as an Application; one side is missing where it is added or removed. */
export interface SyncingPair {
  readonly before?: Manifest;
  readonly after?: Manifest;
}

/** What an Application or a Kustomization brings. */
export interface Synced {
  readonly files: () => number;
  /** How many objects it brought before, and does no longer, as it looks elsewhere. */
  readonly lost: () => number;
  /** All that it brought before, as far as they are at hand. */
  readonly objects: () => readonly Manifest[];
  /** Those of its services whose controllers hand annotations on to pods. */
  readonly services: () => readonly Manifest[];
}
