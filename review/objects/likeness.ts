import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';

/** The share of values that two objects have in common, from 0 to 1; what they are called does not count. */
export function likeness(one: Manifest, other: Manifest): number {
  const [mine, theirs] = [valuesOf(one), valuesOf(other)];
  if (mine.size === 0 || theirs.size === 0) return 0;
  let shared = 0;
  for (const value of mine) if (theirs.has(value)) shared++;
  return (2 * shared) / (mine.size + theirs.size);
}

function valuesOf({ metadata: _metadata, ...manifest }: Manifest): ReadonlySet<string> {
  const values = new Set<string>();
  const visit = (value: JsonValue, path: string): void => {
    if (isArray(value)) for (const member of value) visit(member, `${path}[]`);
    else if (isObject(value)) for (const [key, member] of Object.entries(value)) visit(member, `${path}.${key}`);
    else if (path !== '.apiVersion' && path !== '.kind') values.add(`${path}=${String(value)}`);
  };
  visit(manifest, '');
  return values;
}
