import { nameOf } from '../../kubernetes/manifest';
import type { Finding } from '../finding';
import type { SourcedObjects } from './delivered-tree';
import type { DeliveringApplication } from './delivering-applications';

/**
 * Folders whose files all lie deeper than Argo CD looks.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/reposerver/repository/repository.go getPotentiallyValidManifests
 */
export function checkFolders({ sources, where }: DeliveringApplication, sourced: SourcedObjects): readonly Finding[] {
  return sources.flatMap((source): readonly Finding[] => {
    const objects = sourced.below(source);
    const [first] = objects;
    if (source.recurse || first === undefined || !sourced.isOfManifests(source)) return [];
    if (objects.some(({ path }) => !path.includes('/'))) return [];
    return [
      {
        id: 'argo/shallow-folder',
        severity: 'error',
        where,
        field: `${source.field}.directory.recurse`,
        problem: `All files of '${source.path}' lie in folders below it, such as '${first.path}', and recurse is not true`,
        consequence:
          'Argo CD reads the files of the folder itself alone: it applies nothing, and is in sync with that.',
        mend: 'Set `directory.recurse: true`.',
      },
    ];
  });
}

/**
 * Metadata of a namespace that its own manifest overwrites.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#namespace-metadata
 */
export function checkNamespaceManifest(
  application: DeliveringApplication,
  sourced: SourcedObjects,
): readonly Finding[] {
  const { hasNamespaceMetadata, createsNamespace, namespace, where, fieldPrefix } = application;
  if (!hasNamespaceMetadata || !createsNamespace || namespace === undefined) return [];
  const manifest = application.sources
    .filter((source) => sourced.isOfManifests(source))
    .flatMap((source) => sourced.of(source))
    .find(({ object }) => object.manifest.kind === 'Namespace' && nameOf(object.manifest) === namespace);
  if (manifest === undefined) return [];
  return [
    {
      id: 'argo/namespace-metadata',
      severity: 'warning',
      where,
      field: `${fieldPrefix}spec.syncPolicy.managedNamespaceMetadata`,
      problem: `The Namespace '${namespace}' has a manifest too (${manifest.object.file})`,
      consequence: 'The manifest precedes, and what is stated here is not applied.',
      mend: 'State labels and annotations in the manifest, and leave out managedNamespaceMetadata and CreateNamespace.',
    },
  ];
}
