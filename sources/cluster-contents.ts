import type { ClusterFacts } from '../checks/cluster-facts';
import type { Manifest } from '../kubernetes/manifest';
import type { ReportedFinding } from '../reports/report';
import type { SourceCluster } from './gather-clusters';
import { readSource } from './read-source';

/** What the files of a cluster hold. */
export interface ClusterContent {
  /** @default - there is one cluster alone, or nobody named it */
  readonly name?: string;
  readonly facts: ClusterFacts;
  readonly manifests: readonly Manifest[];
  /** What is wrong with the files. */
  readonly findings: readonly ReportedFinding[];
}

/** Reads the files of clusters. */
export function clusterContents(clusters: readonly SourceCluster[]): readonly ClusterContent[] {
  return clusters.map(({ name, facts = {}, sources }) => {
    const read = sources.map(readSource);
    return {
      name: clusters.length > 1 ? name : undefined,
      facts,
      manifests: read.flatMap(({ manifests }) => manifests.map(({ manifest }) => manifest)),
      findings: read.flatMap((content) => content.findings),
    };
  });
}
