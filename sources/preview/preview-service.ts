import type { ClusterFacts } from '../../checks/cluster-facts';
import { groupOf, nameOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { identityOf } from '../../kubernetes/object-identity';
import type { MadePod, ServiceChildren } from '../../preview/children/child-object';
import type { ReportedFinding } from '../../reports/report';
import type { SourceCluster } from '../gather-clusters';
import { clusterContents } from '../cluster-contents';
import { findWorkload, isLlmService } from './find-workload';
import { kservePreview } from './kserve-preview';
import { llmPreview } from './llm-preview';
import { omePreview } from './ome-preview';
import { podPreview } from './pod-preview';
import type { Previewed } from './previewed';
import { replicasOf, times } from './replicas';
import type { PodPreview, ServicePreview } from './service-preview';
import { workloadPreview } from './workload-preview';

/** What would be made of a service, or as a sentence why it is not to be told; and what could not be read. */
export interface PreviewResult {
  readonly preview: ServicePreview | string;
  readonly findings: readonly ReportedFinding[];
}

/** What controllers would make of one service among the manifests of its own cluster and what stands there already. */
export function previewService(asked: string, clusters: readonly SourceCluster[]): PreviewResult {
  const contents = clusterContents(clusters);
  const findings = contents.flatMap((content) => content.findings);
  const found = findWorkload(asked, contents);
  if (typeof found === 'string') return { preview: found, findings };
  const { service, cluster } = found;
  const { selection, children } = previewed(service, cluster.manifests, cluster.facts);
  const inventory = cluster.facts.inventory ?? [];
  const preview = {
    cluster: cluster.name,
    service: identityOf(service),
    selection,
    ...madeOf(service, children, cluster.manifests),
    isInventoryKnown: inventory.some((manifest) => groupOf(manifest) === groupOf(service)),
  };
  return { preview, findings };
}

function previewed(service: Manifest, manifests: readonly Manifest[], facts: ClusterFacts): Previewed {
  if (isLlmService(service)) return llmPreview(service, manifests, facts);
  if (service.kind !== 'InferenceService') return workloadPreview(service);
  return groupOf(service) === 'ome.io'
    ? omePreview(service, manifests, facts)
    : kservePreview(service, manifests, facts);
}

type Made = Pick<ServicePreview, 'mode' | 'failure' | 'pods' | 'children' | 'inexact'>;

function madeOf(service: Manifest, made: ServiceChildren, manifests: readonly Manifest[]): Made {
  const nothing = { pods: [], children: [], inexact: [] };
  switch (made.outcome) {
    case 'made': {
      const objects = made.children.map(({ manifest }) => manifest);
      const scalers = [...objects, ...manifests];
      return {
        mode: made.mode,
        pods: made.pods.map((pod) => podPreview(pod, countOf(pod, [...objects, service], scalers))),
        children: made.children.map(({ manifest, carries, inexact }) => ({ carries, inexact, object: manifest })),
        inexact: made.inexact,
      };
    }
    case 'refused':
      return { ...nothing, failure: { outcome: made.outcome, because: made.message, reason: made.reason } };
    default:
      return { ...nothing, failure: { outcome: made.outcome, because: made.because } };
  }
}

/** How many pods of a kind there are: those of a group by the number of groups. */
function countOf(
  { workload, scaled = workload, perReplica = 1 }: MadePod,
  objects: readonly Manifest[],
  scalers: readonly Manifest[],
): PodPreview['replicas'] {
  const made = objects.find((object) => object.kind === scaled.kind && nameOf(object) === scaled.name);
  return times(made === undefined ? { least: 1, most: 1 } : replicasOf(made, scalers), perReplica);
}
