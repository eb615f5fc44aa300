import { deliveredClusters, toldOncePerSet } from '../checks/delivery/check-delivery';
import type { DeliveredClusters } from '../checks/delivery/check-delivery';
import type { SourcedObjects } from '../checks/delivery/delivered-tree';
import type { DeliveringApplication } from '../checks/delivery/delivering-applications';
import type { Finding } from '../checks/finding';

/** How many bytes of manifests Argo CD reads of one folder, unless it is told otherwise: `10M`, as quantities are read. */
const MOST_BYTES = 10_000_000;

/**
 * Folders with more manifests than Argo CD reads.
 *
 * @param sizeOf - how many bytes a file has
 * @see https://github.com/argoproj/argo-cd/blob/master/reposerver/repository/repository.go getPotentiallyValidManifests
 */
export function checkFolderSizes(delivered: DeliveredClusters, sizeOf: (file: string) => number): readonly Finding[] {
  const { byCluster, sourced } = deliveredClusters(delivered);
  const applications = byCluster.flat();
  return toldOncePerSet(
    applications.flatMap((application) => largeFolders(application, sourced, sizeOf)),
    applications,
  );
}

function largeFolders(
  { sources, where }: DeliveringApplication,
  sourced: SourcedObjects,
  sizeOf: (file: string) => number,
): readonly Finding[] {
  return sources
    .filter((source) => sourced.isOfManifests(source))
    .flatMap((source): readonly Finding[] => {
      const files = new Set(sourced.of(source).map(({ object }) => object.file));
      const bytes = [...files].reduce((sum, file) => sum + sizeOf(file), 0);
      if (bytes <= MOST_BYTES) return [];
      return [
        {
          id: 'argo/folder-size',
          severity: 'warning',
          where,
          field: `${source.field}.path`,
          problem: `The files of '${source.path}' have ${(bytes / 1_000_000).toFixed(1)} MB together`,
          consequence:
            'Unless Argo CD was told otherwise, it reads 10 MB of one folder: the Application shows an error, and nothing of it is applied.',
          mend: "Deliver a part of it otherwise, such as CRDs with the chart that brings them, or raise 'reposerver.max.combined.directory.manifests.size' in the ConfigMap argocd-cmd-params-cm.",
        },
      ];
    });
}
