/** Keys that lead a whole manifest, in this order. */
const LEADING_MANIFEST_KEYS = ['apiVersion', 'kind', 'metadata'];

/** The keys of a whole manifest: `apiVersion`, `kind`, `metadata`, then the rest by code unit. */
export function manifestKeys(manifest: object): readonly string[] {
  const keys = Object.keys(manifest);
  const leading = LEADING_MANIFEST_KEYS.filter((key) => keys.includes(key));
  return [...leading, ...keys.filter((key) => !leading.includes(key)).sort(byCodeUnit)];
}

/** The keys of a map inside a manifest: `name` first, then the rest by code unit, never by locale. */
export function fieldKeys(map: object): readonly string[] {
  const keys = Object.keys(map);
  return keys.length < 2 ? keys : keys.sort(byNameThenCodeUnit);
}

function byNameThenCodeUnit(a: string, b: string): number {
  if (a === 'name') return -1;
  return b === 'name' ? 1 : byCodeUnit(a, b);
}

/** No two keys of a map are equal. */
function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : 1;
}
