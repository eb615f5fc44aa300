import type { GoStruct, GoType } from '../../catalog/pod-types';
import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { setProperty } from '../../kubernetes/set-property';
import { mergeLists, MissingMergeKey } from './merge-lists';

export type StrategicMerge =
  | { readonly ok: true; readonly merged: JsonObject }
  /** Upstream's words. */
  | { readonly ok: false; readonly problem: string };

/**
 * Puts a patch over a base as a strategic merge patch: maps field by field, lists by the keys of their items where their
 * type has one, all else as a whole. Both are as Go writes them (`asGoWritesIt`), so that there are no directives in them.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/strategicpatch/patch.go StrategicMergePatch
 */
export function strategicMerge(base: JsonObject, patch: JsonObject, type: GoStruct): StrategicMerge {
  try {
    return { ok: true, merged: mergeMaps(base, patch, type) };
  } catch (error) {
    if (!(error instanceof MissingMergeKey)) throw error;
    return { ok: false, problem: error.message };
  }
}

function mergeMaps(base: JsonObject, patch: JsonObject, type: GoType): JsonObject {
  const merged: Record<string, JsonValue> = { ...base };
  for (const name of Object.keys(patch)) {
    const value = patch[name];
    const known = Object.hasOwn(merged, name) ? merged[name] : undefined;
    if (value === undefined || value === null) Reflect.deleteProperty(merged, name);
    else setProperty(merged, name, known === undefined ? value : mergeValues(known, value, name, type));
  }
  return merged;
}

function mergeValues(base: JsonValue, patch: JsonValue, name: string, parent: GoType): JsonValue {
  if (isObject(base) && isObject(patch)) return mergeMaps(base, patch, typeIn(parent, name));
  if (!isArray(base) || !isArray(patch)) return patch;
  const key = parent.kind === 'struct' ? parent.fields.get(name)?.mergeKey : undefined;
  if (key === undefined) return patch;
  const item = typeIn(parent, name);
  return mergeLists(base, patch, key, (one, other) => mergeMaps(one, other, item));
}

/** The type of what a field points to, or of its items. */
function typeIn(parent: GoType, name: string): GoType {
  const type = parent.kind === 'struct' ? parent.fields.get(name)?.type : undefined;
  return type === undefined ? ANY : pointedTo(type);
}

const ANY: GoType = { kind: 'any' };

function pointedTo(type: GoType): GoType {
  return type.kind === 'pointer' || type.kind === 'list' ? pointedTo(type.of) : type;
}
