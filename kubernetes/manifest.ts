/** Plain data, as it stands in YAML or JSON. */
export type JsonValue = string | number | boolean | null | JsonArray | JsonObject;
export type JsonArray = readonly JsonValue[];
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** One plain Kubernetes object. */
export interface Manifest extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
}

/** A manifest and the place a person would look for it: a construct path or `file:line:column`. */
export interface LocatedManifest {
  readonly manifest: Manifest;
  readonly where: string;
  /**
   * The file that it is written to, below the output folder.
   *
   * @default - `where` says in which file it stands, or it stands in none
   */
  readonly file?: string;
}

/** Of parsed JSON or YAML: whether it is a map. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of parsed JSON or YAML: whether it is a list. */
export function isArray(value: unknown): value is JsonArray {
  return Array.isArray(value);
}

/** Of parsed JSON or YAML: whether it says which kind of object it is. */
export function isManifest(value: unknown): value is Manifest {
  return isObject(value) && typeof value.apiVersion === 'string' && typeof value.kind === 'string';
}

/** The value at a path of keys, `undefined` where one of them leads nowhere. */
export function valueAt(value: JsonValue | undefined, ...keys: readonly string[]): JsonValue | undefined {
  return follow(value, keys);
}

/** The object at a path, empty where there is none. */
export function objectAt(value: JsonValue | undefined, ...keys: readonly string[]): JsonObject {
  const found = follow(value, keys);
  return isObject(found) ? found : {};
}

/** The list at a path, empty where there is none. */
export function arrayAt(value: JsonValue | undefined, ...keys: readonly string[]): JsonArray {
  const found = follow(value, keys);
  return isArray(found) ? found : [];
}

/** The text at a path. */
export function textAt(value: JsonValue | undefined, ...keys: readonly string[]): string | undefined {
  const found = follow(value, keys);
  return typeof found === 'string' ? found : undefined;
}

function follow(value: JsonValue | undefined, keys: readonly string[]): JsonValue | undefined {
  let current = value;
  for (const key of keys) {
    if (!isObject(current)) return undefined;
    current = current[key];
  }
  return current;
}

/** The API group of a manifest, empty for the core group. */
export function groupOf({ apiVersion }: Manifest): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

export function nameOf(manifest: Manifest): string {
  return textAt(manifest, 'metadata', 'name') ?? '';
}

export function namespaceOf(manifest: Manifest): string | undefined {
  return textAt(manifest, 'metadata', 'namespace');
}
