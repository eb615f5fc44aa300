import { fileName } from '../../kubernetes/file-name';
import type { Manifest } from '../../kubernetes/manifest';
import { groupOf, nameOf, namespaceOf } from '../../kubernetes/manifest';
import type { Layer } from '../../constructs/layer';

/** Folder of objects that belong to no namespace. */
const CLUSTER_SCOPE = '_cluster';

/**
 * Path of an object's file below its cluster's folder, from its identity alone: `layer/namespace/kind.group/name.yaml`,
 * with no character that a file system may refuse.
 */
export function objectPath(manifest: Manifest, layer: Layer): string {
  const group = groupOf(manifest);
  const kind = manifest.kind.toLowerCase();
  const folders = [
    namespaceOf(manifest) ?? CLUSTER_SCOPE,
    group === '' ? kind : `${kind}.${group}`,
    nameOf(manifest),
  ].map(fileName);
  return `${layer}/${folders.join('/')}.yaml`;
}
