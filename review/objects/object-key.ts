import { groupOf, nameOf, namespaceOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';

/** What tells objects of one cluster apart, in whatever version they are written. */
export function objectKey(manifest: Manifest): string {
  return JSON.stringify([groupOf(manifest), manifest.kind, namespaceOf(manifest) ?? '', nameOf(manifest)]);
}
