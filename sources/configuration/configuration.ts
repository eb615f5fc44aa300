import type { Acknowledgement } from '../../checks/acknowledge/acknowledgement';
import type { ClusterFacts } from '../../checks/cluster-facts';
import type { FailOn } from '../../reports/report';

/** What is known of one cluster, and which files are its own. */
export interface ClusterConfiguration {
  readonly name: string;
  /** Files, folders and patterns, from the working directory. */
  readonly paths: readonly string[];
  /** Inventories of what stands in the cluster: files and folders from the working directory, and names of catalogues. */
  readonly runtimes: readonly string[];
  readonly facts: ClusterFacts;
}

/** What users state of checks, in `cdk8s-inference.yaml`. */
export interface Configuration {
  /** Where it stands. @default - nothing is configured */
  readonly file?: string;
  readonly clusters: readonly ClusterConfiguration[];
  readonly failOn?: FailOn;
  readonly strict?: boolean;
  /** Ids of rules, or `family/*`. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly acknowledgements: readonly Acknowledgement[];
  /** What one accelerator costs in an hour, by resource, in whatever currency. */
  readonly prices: ReadonlyMap<string, number>;
}

/** What holds where nothing is configured. */
export const NO_CONFIGURATION: Configuration = {
  clusters: [],
  only: [],
  skip: [],
  acknowledgements: [],
  prices: new Map(),
};
