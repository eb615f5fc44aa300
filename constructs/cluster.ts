import { Chart } from 'cdk8s';
import type { ChartProps } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { EnvironmentFacts } from '../checks/cluster-facts';
import type { Platform } from './platform';

/** One target: a cluster and what serves models on it. */
export interface ClusterProps extends Pick<ChartProps, 'namespace' | 'labels'> {
  /**
   * What serves models on it.
   *
   * @default - it serves none: it manages other clusters, say
   */
  readonly platform?: Platform;
  /**
   * The stage that it belongs to, as of {@link Environments}; what the environment demands is checked of all that is made
   * in the cluster.
   *
   * @default - nothing is demanded beyond what holds in every cluster
   */
  readonly environment?: EnvironmentFacts;
  /**
   * Version of Kubernetes, such as `1.31`, by which its own kinds are judged.
   *
   * @default - the newest version whose kinds are known
   */
  readonly kubernetesVersion?: string;
  /**
   * Extended resources by which pods get the accelerators of the cluster's nodes, such as `nvidia.com/gpu`; others are an
   * error.
   *
   * @default - they are not known, and any are accepted
   */
  readonly accelerators?: readonly string[];
  /**
   * What stands in the cluster and is not made here, such as the runtimes that the platform brings along: files and
   * folders in the working directory, or `kserve`, `openshift-ai` and `ome` for what these ship.
   *
   * @default []
   */
  readonly runtimes?: readonly string[];
}

/** `instanceof` does not tell a Cluster from another Chart, since Chart decides by a mark of its own. */
const clusters = new WeakMap<IConstruct, Cluster>();

/**
 * A cluster; everything made inside it is written under `dist/<id>/`. What is stated of it here and by its platform is
 * what `synth` judges by, and is written to the folder's `INDEX.json`, so that `check` judges by the same.
 */
export class Cluster extends Chart {
  /** The cluster that a construct is part of, if any. */
  public static containing(construct: IConstruct): Cluster | undefined {
    for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = scope.node.scope) {
      const cluster = clusters.get(scope);
      if (cluster !== undefined) return cluster;
    }
    return undefined;
  }

  public readonly platform: Platform | undefined;
  public readonly environment: EnvironmentFacts | undefined;
  public readonly kubernetesVersion: string | undefined;
  public readonly accelerators: readonly string[] | undefined;
  public readonly runtimes: readonly string[];

  public constructor(scope: Construct, id: string, props: ClusterProps = {}) {
    super(scope, id, { namespace: props.namespace, labels: props.labels, disableResourceNameHashes: true });
    this.platform = props.platform;
    this.environment = props.environment;
    this.kubernetesVersion = props.kubernetesVersion;
    this.accelerators = props.accelerators;
    this.runtimes = props.runtimes ?? [];
    clusters.set(this, this);
  }
}
