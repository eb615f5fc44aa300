import { groupOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { findService, SELECTING } from '../selection/find-service';
import type { FoundService, ManifestsOfCluster, ServiceKinds } from '../selection/find-service';

/** What can be shown, those first that a name means where several kinds have it. */
const TIERS: readonly ((manifest: Manifest) => boolean)[] = [
  (manifest) => SELECTING.isService(manifest) || isLlmService(manifest),
  (manifest) => isLeaderWorkerSet(manifest) || isDisaggregatedSet(manifest),
  (manifest) => isOfApps('Deployment', manifest) || isStatefulSet(manifest),
];

const SHOWN: ServiceKinds = {
  isService: (manifest) => TIERS.some((isOf) => isOf(manifest)),
  inWords: 'InferenceService, LLMInferenceService, LeaderWorkerSet, DisaggregatedSet, Deployment or StatefulSet',
};

export function isLlmService(manifest: Manifest): boolean {
  return manifest.kind === 'LLMInferenceService' && groupOf(manifest) === 'serving.kserve.io';
}

export function isLeaderWorkerSet(manifest: Manifest): boolean {
  return manifest.kind === 'LeaderWorkerSet' && groupOf(manifest) === 'leaderworkerset.x-k8s.io';
}

export function isDisaggregatedSet(manifest: Manifest): boolean {
  return manifest.kind === 'DisaggregatedSet' && groupOf(manifest) === 'disaggregatedset.x-k8s.io';
}

export function isStatefulSet(manifest: Manifest): boolean {
  return isOfApps('StatefulSet', manifest);
}

function isOfApps(kind: string, manifest: Manifest): boolean {
  return manifest.kind === kind && groupOf(manifest) === 'apps';
}

/**
 * The service or workload that a person means, or as a sentence why it is not to be told. A service comes before what
 * somebody called like it.
 *
 * @param asked - `name`, `namespace/name` or `cluster/namespace/name`
 */
export function findWorkload<Cluster extends ManifestsOfCluster>(
  asked: string,
  clusters: readonly Cluster[],
): FoundService<Cluster> | string {
  for (const isService of TIERS) {
    const found = findService(asked, clusters, { ...SHOWN, isService });
    const isAmbiguous = typeof found === 'string' && found.startsWith(`'${asked}' is the name of`);
    if (typeof found !== 'string' || isAmbiguous) return found;
  }
  return findService(asked, clusters, SHOWN);
}
