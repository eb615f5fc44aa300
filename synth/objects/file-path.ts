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

/**
 * A text as one component of a path; two texts never give the same. Capital letters are escaped too: names of roles
 * may differ in nothing else, and some file systems do not tell them apart.
 */
export function fileName(text: string): string {
  // A leading dot would hide the file, and a name of dots alone would leave the folder.
  const safe = text.replace(/^\.|[^a-z0-9._-]/gu, (character) =>
    Buffer.from(character).toString('hex').replace(/../g, '%$&'),
  );
  if (safe.length <= LONGEST_STEM) return safe;
  return `${safe.slice(0, LONGEST_STEM)}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}
