import { createHash } from 'node:crypto';
import type { Manifest } from '../../kubernetes/manifest';
import { groupOf, nameOf, namespaceOf } from '../../kubernetes/manifest';
import type { Layer } from '../../constructs/layer';

/** Folder of objects that belong to no namespace. */
const CLUSTER_SCOPE = '_cluster';

/** Longest name a file may have on common file systems is 255 bytes; the extension and a hash must fit. */
const LONGEST_STEM = 200;

/**
 * Path of an object's file below its cluster's folder, from its identity alone: `layer/namespace/kind.group/name.yaml`,
 * in lower case and with no character that a file system may refuse.
 */
export function objectPath(manifest: Manifest, layer: Layer): string {
  const group = groupOf(manifest);
  const kind = group === '' ? manifest.kind : `${manifest.kind}.${group}`;
  const folders = [namespaceOf(manifest) ?? CLUSTER_SCOPE, kind, nameOf(manifest)].map(fileName);
  return `${layer}/${folders.join('/')}.yaml`;
}

/** A text as one component of a path. */
export function fileName(text: string): string {
  // A leading dot would hide the file, and a name of dots alone would leave the folder.
  const safe = text
    .toLowerCase()
    .replace(/^\.|[^a-z0-9._-]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  if (safe.length <= LONGEST_STEM) return safe;
  return `${safe.slice(0, LONGEST_STEM)}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}
