import { Chart } from 'cdk8s';
import type { ChartProps } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { Platform } from './platform';

/** One target: a cluster and what serves models on it. */
export interface ClusterProps extends Pick<ChartProps, 'namespace' | 'labels'> {
  readonly platform: Platform;
}

/** `instanceof` does not tell a Cluster from another Chart, since Chart decides by a mark of its own. */
const clusters = new WeakMap<IConstruct, Cluster>();

/** A cluster; everything made inside it is written under `dist/<id>/`. */
export class Cluster extends Chart {
  /** The cluster that a construct is part of, if any. */
  public static containing(construct: IConstruct): Cluster | undefined {
    for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = scope.node.scope) {
      const cluster = clusters.get(scope);
      if (cluster !== undefined) return cluster;
    }
    return undefined;
  }

  public readonly platform: Platform;

  public constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id, { namespace: props.namespace, labels: props.labels, disableResourceNameHashes: true });
    this.platform = props.platform;
    clusters.set(this, this);
  }
}
