import { isPlainObject } from './plain-object';
import type { GroupSchemas } from './schema';

/**
 * Parses the text of a `schemas/<group>.json` file.
 *
 * @throws Error if the text is no JSON, or not of that form
 */
export function parseGroupSchemas(text: string): GroupSchemas {
  const parsed: unknown = JSON.parse(text);
  if (!isGroupSchemas(parsed)) throw new Error('it lacks "group", "kinds" or "definitions"');
  return parsed;
}

// The files are written by the generator only, hence their outer form is check enough.
function isGroupSchemas(value: unknown): value is GroupSchemas {
  return (
    isPlainObject(value) &&
    typeof value.group === 'string' &&
    isPlainObject(value.definitions) &&
    isPlainObject(value.kinds) &&
    Object.values(value.kinds).every((kind) => isPlainObject(kind) && isPlainObject(kind.versions))
  );
}
