import type { IConstruct } from 'constructs';
import type { Cluster } from '../cluster';
import type { SyncedLayer } from '../layer';
import type { ArgoApplication } from './application';

/** Kinds of objects that are put into waves: those that come before serving ones, those that come after them too, or none. */
export type ArgoWaveChoice = 'before-serving' | 'all' | 'none';

/** A cluster that Argo CD delivers. */
export interface ArgoDeliveredCluster {
  /** The construct that says so. */
  readonly delivery: IConstruct;
  readonly cluster: Cluster;
  readonly applications: ReadonlyMap<SyncedLayer, ArgoApplication>;
  readonly waves: ArgoWaveChoice;
  /** Whether deletion of what serves is to be confirmed. */
  readonly protects: boolean;
}

/** By the root of the tree. */
const recorded = new WeakMap<IConstruct, ArgoDeliveredCluster[]>();

/** Notes a cluster for synthesis. */
export function recordDeliveredCluster(delivered: ArgoDeliveredCluster): void {
  const { root } = delivered.delivery.node;
  const known = recorded.get(root);
  if (known === undefined) recorded.set(root, [delivered]);
  else known.push(delivered);
}

/** The clusters of a tree that Argo CD delivers, in the order in which that was said. */
export function deliveredClustersIn(root: IConstruct): readonly ArgoDeliveredCluster[] {
  return recorded.get(root) ?? [];
}
