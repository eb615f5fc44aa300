import type { ChildObject, Inexactness } from '../child-object';

/** What leads to a service, and what is not known of it. */
export interface Entrance {
  readonly children: readonly ChildObject[];
  readonly inexact: readonly Inexactness[];
}
