import type { ObjectIdentity } from '../kubernetes/object-identity';
import type { Change } from './changes/change';
import type { Effect } from './effects/effect';
import type { ModelChange } from './models/model-facts';
import type { Bounds } from './pods/bounds';

/** Accelerators that pods ask for, by resource, before and after. */
export interface DeviceChange {
  /** Such as `nvidia.com/gpu`. */
  readonly resource: string;
  readonly before: Bounds;
  readonly after: Bounds;
}

/** Something that can go wrong, or cannot be undone, with a change that may be meant. */
export interface Risk {
  /** Stable word for it, such as `data-loss`. */
  readonly id: RiskId;
  readonly problem: string;
  /** What to do about it. */
  readonly mend: string;
}

/** The worst come first. */
export const RISKS = [
  'data-loss',
  'needed-object-gone',
  'service-refused',
  'owner-changed',
  'deletes-applications',
  'served-name',
  'model-weights',
  'replicas-removed',
  'spare-devices',
  'probe-budget',
  'late-restart',
  'order-changed',
  'destination-changed',
  'source-changed',
  'image-downgrade',
  'image-not-pinned',
  'large-object',
] as const;
export type RiskId = (typeof RISKS)[number];

/** What is to be read of one object. */
export interface ObjectReview {
  readonly change: 'added' | 'removed' | 'changed' | 'renamed' | 'moved';
  readonly object: ObjectIdentity;
  /** What it was called before. @default - it keeps its name */
  readonly formerly?: ObjectIdentity;
  /** The file, after or where it is gone before. */
  readonly path: string;
  readonly changes: readonly Change[];
  /** What differs of the model that it serves; of what is added, all that is known. */
  readonly model: readonly ModelChange[];
  /** The worst comes first. */
  readonly effects: readonly [Effect, ...Effect[]];
  /** Empty where it asks for none, before as after. */
  readonly devices: readonly DeviceChange[];
  /** Why it may ask for more than is told. @default - it is known what it asks for, or that it stays the same */
  readonly uncounted?: string;
  readonly risks: readonly Risk[];
  /** Unchanged workloads that are made of it. */
  readonly users: readonly UserReview[];
  /** Workloads that are made of it and changed themselves: what becomes of them is told of each. */
  readonly changedUsers: readonly ObjectIdentity[];
}

/** An object that was not changed itself, and is made of one that was. */
export interface UserReview {
  readonly object: ObjectIdentity;
  /** Empty where nothing becomes of it. */
  readonly effects: readonly Effect[];
  readonly model: readonly ModelChange[];
  readonly devices: readonly DeviceChange[];
  /** As of an object that changes. */
  readonly uncounted?: string;
  readonly risks: readonly Risk[];
}

/** What is to be read of one cluster. */
export interface ClusterReview {
  /** @default - nobody named it */
  readonly name?: string;
  readonly objects: readonly ObjectReview[];
  /** How many objects are written in another way and mean the same. */
  readonly rewritten: number;
  /** In total, of all that is changed. */
  readonly devices: readonly DeviceChange[];
}

/** What a change of a tree of manifests comes to. */
export interface Review {
  readonly clusters: readonly ClusterReview[];
  /** Places that could not be read after the change, of whose objects nothing is known. */
  readonly unread: readonly string[];
}
