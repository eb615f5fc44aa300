import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A path with slashes, as repositories name their files. */
export function slashed(path: string): string {
  return path.split(sep).join('/');
}

/** A path as the reference of a URI: relative ones stay so, with each step encoded. */
export function fileUri(path: string): string {
  if (isAbsolute(path)) return pathToFileURL(path).href;
  // Halves of surrogate pairs cannot be encoded; a buffer holds a replacement for them.
  const encodable = Buffer.from(path).toString();
  return slashed(encodable).split('/').map(encodeURIComponent).join('/');
}
