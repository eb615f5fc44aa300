import { mergePatched } from './merge-patch';
import { isPlainObject } from './plain-object';
import type { GroupSchemas } from './schema';

/**
 * Parses the text of a `schemas/<group>.json` file.
 *
 * @throws Error if the text is no JSON, or not of that form
 */
export function parseGroupSchemas(text: string): GroupSchemas {
  return groupSchemasOf(JSON.parse(text));
}

/**
 * Parses the text of such a file and applies a merge patch to it.
 *
 * @throws Error if the text is no JSON, or the result not of that form
 */
export function parsePatchedSchemas(text: string, patch: unknown): GroupSchemas {
  return groupSchemasOf(mergePatched(JSON.parse(text), patch));
}

function groupSchemasOf(parsed: unknown): GroupSchemas {
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
