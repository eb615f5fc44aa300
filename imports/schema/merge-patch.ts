import { isPlainObject } from './plain-object';

/**
 * What a JSON merge patch makes of a value: its fields replace those of the value, and null leaves one out.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7386
 */
export function mergePatched(value: unknown, patch: unknown): unknown {
  if (!isPlainObject(patch)) return patch;
  const fields = new Map(isPlainObject(value) ? Object.entries(value) : []);
  for (const [name, change] of Object.entries(patch)) {
    if (change === null) fields.delete(name);
    else fields.set(name, mergePatched(fields.get(name), change));
  }
  return Object.fromEntries(fields);
}
