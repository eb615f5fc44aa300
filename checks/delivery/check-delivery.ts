import type { LocatedManifest } from '../../kubernetes/manifest';
import type { Finding } from '../finding';
import { checkFolders, checkNamespaceManifest } from './application-folder';
import { checkApplicationOptions } from './application-options';
import { checkDeletion } from './deletion';
import { checkDestination } from './destination';
import { SourcedObjects } from './delivered-tree';
import type { FilePlacement, PlacedManifest } from './delivered-tree';
import { deliveringApplications } from './delivering-applications';
import type { DeliveringApplication } from './delivering-applications';
import { checkRepositories } from './repository';
import { checkSyncWindows } from './sync-windows';
import { checkOwners } from './two-owners';
import { applyingKustomizations, checkTools } from './two-tools';
import type { ApplyingKustomization } from './two-tools';
import { checkClaimWaves, checkWave } from './wave-rules';

/** What Argo CD would make of the objects of one cluster, whoever delivers them. */
export function checkDelivery(objects: readonly LocatedManifest[]): readonly Finding[] {
  const alone = objects.flatMap(({ manifest, where }) =>
    [
      ...checkWave(manifest),
      ...checkApplicationOptions(manifest),
      ...checkRepositories(manifest),
      ...checkDestination(manifest),
      ...checkSyncWindows(manifest),
    ].map((fault) => ({ ...fault, where })),
  );
  return [...alone, ...checkClaimWaves(objects)];
}

/** The files of several clusters, some of which have Applications that deliver others. */
export interface DeliveredClusters {
  /** By clusters; the Applications of one cluster are those of one Argo CD. */
  readonly clusters: readonly (readonly PlacedManifest[])[];
  readonly placement: FilePlacement;
}

/** The Applications of clusters, and the objects that they deliver. */
export interface DeliveredObjects {
  readonly byCluster: readonly (readonly DeliveringApplication[])[];
  /** Of all clusters. */
  readonly kustomizations: readonly ApplyingKustomization[];
  readonly sourced: SourcedObjects;
}

export function deliveredClusters({ clusters, placement }: DeliveredClusters): DeliveredObjects {
  const byCluster = clusters.map(deliveringApplications).filter((applications) => applications.length > 0);
  if (byCluster.length === 0) return { byCluster, kustomizations: [], sourced: new SourcedObjects([], [], placement) };
  const kustomizations = clusters.flatMap(applyingKustomizations);
  const sources = [
    ...byCluster.flat().flatMap((application) => application.sources),
    ...kustomizations.map(({ source }) => source),
  ];
  return { byCluster, kustomizations, sourced: new SourcedObjects(sources, clusters.flat(), placement) };
}

/** What the Applications of all clusters make of the files that they deliver. */
export function checkDeliveredFiles(delivered: DeliveredClusters): readonly Finding[] {
  const { byCluster, kustomizations, sourced } = deliveredClusters(delivered);
  const { placement } = delivered;
  const findings = byCluster.flatMap((applications) => [
    ...applications.flatMap((application) => [
      ...checkFolders(application, sourced),
      ...checkNamespaceManifest(application, sourced),
      ...checkDeletion(application, sourced),
    ]),
    ...checkOwners(applications, sourced, placement),
    ...checkTools(applications, kustomizations, sourced, placement),
  ]);
  return toldOncePerSet(findings, byCluster.flat());
}

/** The Applications of a set have one text, and what is wrong with it is told of the first of them. */
export function toldOncePerSet(
  findings: readonly Finding[],
  applications: readonly DeliveringApplication[],
): readonly Finding[] {
  const sets = new Set(applications.filter(({ set }) => set !== undefined).map(({ where }) => where));
  const told = new Set<string>();
  return findings.filter(({ id, where, field }) => {
    const place = JSON.stringify([id, where, field ?? null]);
    const isAgain = sets.has(where) && told.has(place);
    told.add(place);
    return !isAgain;
  });
}
