import type { ClusterFacts, KserveFacts } from '../../checks/cluster-facts';
import type { ClusterConfiguration } from './configuration';

/** What is known of a cluster, before its inventories are read. */
export interface StatedFacts {
  readonly facts: ClusterFacts;
  readonly runtimes: readonly string[];
}

/**
 * What is known of a cluster from both who may state it. What is configured goes before what the construct states, fact
 * by fact, as options of a command go before the configuration; inventories add up.
 *
 * @param byConstruct - what `Cluster` and its platform say
 * @param configured - what `cdk8s-inference.yaml` says of the cluster of that name
 */
export function joinedStatements(
  byConstruct: ClusterConfiguration | undefined,
  configured: ClusterConfiguration | undefined,
): StatedFacts {
  const [under, over] = [byConstruct?.facts, configured?.facts];
  return {
    facts: {
      kubernetesVersion: over?.kubernetesVersion ?? under?.kubernetesVersion,
      accelerators: over?.accelerators ?? under?.accelerators,
      platform: over?.platform ?? under?.platform,
      environment: over?.environment ?? under?.environment,
      kserve: joinedKserve(under?.kserve, over?.kserve),
    } satisfies Record<Exclude<keyof ClusterFacts, 'inventory' | 'kinds'>, unknown>,
    runtimes: [...new Set([...(byConstruct?.runtimes ?? []), ...(configured?.runtimes ?? [])])],
  };
}

/** A fact that a cluster is silent about must not hide what the other says. */
function joinedKserve(under: KserveFacts | undefined, over: KserveFacts | undefined): KserveFacts | undefined {
  if (under === undefined || over === undefined) return over ?? under;
  return { ...under, ...Object.fromEntries(Object.entries(over).filter(([, fact]) => fact !== undefined)) };
}

/** Whether two names are those of one cluster, whose folder is written in small letters. */
export function isSameCluster(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
