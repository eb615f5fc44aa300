import type { ClusterFacts } from '../../checks/cluster-facts';
import { groupOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { identityOf } from '../../kubernetes/object-identity';
import type { ObjectIdentity } from '../../kubernetes/object-identity';
import type { ReportedFinding } from '../../reports/report';
import type { SourceCluster } from '../gather-clusters';
import { clusterContents } from '../cluster-contents';
import { findService } from './find-service';
import { kserveSelection } from './kserve-selection';
import { omeSelection } from './ome-selection';
import type { Selection } from './selection-report';

/** What a service gets, and where it was found. */
export interface ServiceSelection extends Selection {
  /** @default - nobody named it */
  readonly cluster?: string;
  readonly service: ObjectIdentity;
  /** Whether an inventory says what else is in the cluster. */
  readonly isInventoryKnown: boolean;
}

/** A selection, or as a sentence why there is none; and what could not be read. */
export interface SelectionResult {
  readonly selection: ServiceSelection | string;
  readonly findings: readonly ReportedFinding[];
}

/** Selects the runtime of one service among the manifests of its own cluster and what stands there already. */
export function selectForService(asked: string, clusters: readonly SourceCluster[]): SelectionResult {
  const contents = clusterContents(clusters);
  const findings = contents.flatMap((content) => content.findings);
  const found = findService(asked, contents);
  if (typeof found === 'string') return { selection: found, findings };
  const { service, cluster } = found;
  const { facts, manifests, name } = cluster;
  const selection = {
    cluster: name,
    service: identityOf(service),
    ...selectionOf(service, manifests, facts),
    isInventoryKnown: (facts.inventory ?? []).some((manifest) => groupOf(manifest) === groupOf(service)),
  };
  return { selection, findings };
}

function selectionOf(service: Manifest, manifests: readonly Manifest[], facts: ClusterFacts): Selection {
  return groupOf(service) === 'ome.io'
    ? omeSelection(service, manifests, facts)
    : kserveSelection(service, manifests, facts);
}
