import { isRecord } from '../../catalog/catalog-row';

/**
 * A change of `T`: maps are merged, `null` takes a member out, and everything else, lists included, replaces what is
 * there.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7386
 */
export type MergePatch<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [Key in keyof T]?: MergePatch<T[Key]> | null }
    : T;

type Members = Readonly<Record<string, unknown>>;

/** `target` with a merge patch applied to it; a member of the patch that is undefined changes nothing. */
export function applyMergePatch(target: object, patch: object | undefined): Members {
  return patched(Object.fromEntries(Object.entries(target)), Object.fromEntries(Object.entries(patch ?? {})));
}

function patched(target: Members, patch: Members): Members {
  const result: Record<string, unknown> = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    if (value === null) result[key] = undefined;
    else result[key] = isRecord(value) ? patched(isRecord(result[key]) ? result[key] : {}, value) : value;
  }
  return result;
}
