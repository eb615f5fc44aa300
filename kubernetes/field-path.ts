import { escapeUnreadable } from './unreadable';

/** One step into a manifest: a key of a map or an index of a list. */
export type FieldPathSegment = string | number;

const SIMPLE_KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/**
 * Names a field of a manifest the way people write it, such as `spec.containers[0].args[1]` or
 * `metadata.annotations["serving.kserve.io/deploymentMode"]`; the empty string is the manifest itself.
 *
 * A key that could be taken for more than one step stands quoted in brackets, and the result is always printable.
 */
export function fieldPath(segments: readonly FieldPathSegment[]): string {
  let path = '';
  for (const segment of segments) {
    if (typeof segment === 'number') path += `[${segment}]`;
    else if (!SIMPLE_KEY.test(segment)) path += `[${escapeUnreadable(JSON.stringify(segment))}]`;
    else path += path === '' ? segment : `.${segment}`;
  }
  return path;
}
