import { nameOf, namespaceOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import type { Finding } from '../finding';
import { folderOfObject } from './covered-files';
import { pathOf } from './kustomizations';

/** What makes of one folder other objects, or brings them to another cluster. */
const DIFFERENCES = [
  'commonMetadata',
  'components',
  'images',
  'kubeConfig',
  'namePrefix',
  'nameSuffix',
  'patches',
  'postBuild',
  'targetNamespace',
];

/**
 * Kustomizations that apply one folder of one source in one way, and so the same objects. Those in different folders may
 * be of different clusters.
 */
export function checkSharedPaths(kustomizations: readonly LocatedManifest[]): readonly Finding[] {
  const first = new Map<string, LocatedManifest>();
  return kustomizations.flatMap((kustomization): readonly Finding[] => {
    const { manifest, where } = kustomization;
    const key = JSON.stringify([
      folderOfObject(kustomization) ?? null,
      sourceOf(manifest),
      pathOf(manifest),
      differencesOf(manifest),
    ]);
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, kustomization);
      return [];
    }
    return [
      {
        id: 'flux/shared-path',
        severity: 'warning',
        where,
        field: 'spec.path',
        problem: `The Kustomizations '${nameOf(other.manifest)}' and '${nameOf(manifest)}' apply the same folder`,
        consequence:
          'Each takes the objects for its own at every run, and what one of them deletes is gone for the other, too.',
        mend: 'Leave one of them out, or give each a folder of its own.',
      },
    ];
  });
}

function sourceOf(manifest: Manifest): readonly string[] {
  const reference = objectAt(manifest, 'spec', 'sourceRef');
  const namespace = textAt(reference, 'namespace') ?? namespaceOf(manifest) ?? '';
  return [textAt(reference, 'kind') ?? '', namespace, textAt(reference, 'name') ?? ''];
}

function differencesOf(manifest: Manifest): readonly unknown[] {
  return DIFFERENCES.map((field) => valueAt(manifest, 'spec', field) ?? null);
}
