import type { LocatedManifest } from '../../kubernetes/manifest';
import type { Finding } from '../finding';
import { checkFolders, checkNamespaceManifest } from './application-folder';
import { checkApplicationOptions } from './application-options';
import { checkDeletion } from './deletion';
import { SourcedObjects } from './delivered-tree';
import type { FilePlacement, PlacedManifest } from './delivered-tree';
import { deliveringApplications } from './delivering-applications';
import { checkSyncWindows } from './sync-windows';
import { checkOwners } from './two-owners';
import { checkClaimWaves, checkWave } from './wave-rules';

/** What Argo CD would make of the objects of one cluster, whoever delivers them. */
export function checkDelivery(objects: readonly LocatedManifest[]): readonly Finding[] {
  const alone = objects.flatMap(({ manifest, where }) =>
    [...checkWave(manifest), ...checkApplicationOptions(manifest), ...checkSyncWindows(manifest)].map((fault) => ({
      ...fault,
      where,
    })),
  );
  return [...alone, ...checkClaimWaves(objects)];
}

/** The files of several clusters, some of which have Applications that deliver others. */
export interface DeliveredClusters {
  /** By clusters; the Applications of one cluster are those of one Argo CD. */
  readonly clusters: readonly (readonly PlacedManifest[])[];
  readonly placement: FilePlacement;
}

/** What the Applications of all clusters make of the files that they deliver. */
export function checkDeliveredFiles({ clusters, placement }: DeliveredClusters): readonly Finding[] {
  const byCluster = clusters.map(deliveringApplications).filter((applications) => applications.length > 0);
  if (byCluster.length === 0) return [];
  const sources = byCluster.flat().flatMap((application) => application.sources);
  const sourced = new SourcedObjects(sources, clusters.flat(), placement);
  return byCluster.flatMap((applications) => [
    ...applications.flatMap((application) => [
      ...checkFolders(application, sourced),
      ...checkNamespaceManifest(application, sourced),
      ...checkDeletion(application, sourced),
    ]),
    ...checkOwners(applications, sourced, placement),
  ]);
}
