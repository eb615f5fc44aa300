import { isArray, isObject, nameOf } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';

/** The share of values that two objects have in common, from 0 to 1; what they are called does not count. */
export function likeness(one: Manifest, other: Manifest): number {
  const [mine, theirs] = [valuesOf(one), valuesOf(other)];
  if (mine.size === 0 || theirs.size === 0) return 0;
  let shared = 0;
  for (const value of mine) if (theirs.has(value)) shared++;
  return (2 * shared) / (mine.size + theirs.size);
}

function valuesOf(manifest: Manifest): ReadonlySet<string> {
  const { metadata: _metadata, ...said } = manifest;
  const withoutName = forgetting(nameOf(manifest));
  const values = new Set<string>();
  const visit = (value: JsonValue, path: string): void => {
    if (isArray(value)) for (const member of value) visit(member, `${path}[]`);
    else if (isObject(value)) for (const [key, member] of Object.entries(value)) visit(member, `${path}.${key}`);
    else if (path !== '.apiVersion' && path !== '.kind') values.add(`${path}=${withoutName(String(value))}`);
  };
  visit(said, '');
  return values;
}

/** Takes a name out of texts: what an object is called shows in its labels, paths and selectors too. */
function forgetting(name: string): (text: string) => string {
  if (name === '') return (text) => text;
  const word = new RegExp(`(?<![A-Za-z0-9])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![A-Za-z0-9])`, 'g');
  return (text) => (text.includes(name) ? text.replace(word, '') : text);
}
