const LEADING_KEYS = new Map([['name', 0]]);
const LEADING_MANIFEST_KEYS = new Map([
  ['apiVersion', 0],
  ['kind', 1],
  ['metadata', 2],
]);
const AFTER_LEADING_KEYS = 3;

/** The keys of a whole manifest: `apiVersion`, `kind`, `metadata`, then the rest by code unit. */
export function manifestKeys(manifest: object): readonly string[] {
  return inOrder(Object.keys(manifest), LEADING_MANIFEST_KEYS);
}

/** The keys of a map inside a manifest: `name` first, then the rest by code unit, never by locale. */
export function fieldKeys(map: object): readonly string[] {
  return inOrder(Object.keys(map), LEADING_KEYS);
}

/** Most maps come in order already, which costs one pass to see; only the others are sorted. */
function inOrder(keys: string[], leading: ReadonlyMap<string, number>): readonly string[] {
  let previous: string | undefined;
  for (const key of keys) {
    if (previous !== undefined && compare(previous, key, leading) > 0)
      return keys.sort((a, b) => compare(a, b, leading));
    previous = key;
  }
  return keys;
}

function compare(a: string, b: string, leading: ReadonlyMap<string, number>): number {
  const rank = (leading.get(a) ?? AFTER_LEADING_KEYS) - (leading.get(b) ?? AFTER_LEADING_KEYS);
  if (rank !== 0) return rank;
  return a < b ? -1 : Number(a > b);
}
