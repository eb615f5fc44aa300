import { groupOf, isObject, nameOf, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';

/** One entry of `inferenceservice-config`, which is a text of JSON; an absent one leaves upstream's defaults. */
export type Section =
  | { readonly state: 'absent' }
  | { readonly state: 'broken'; readonly problem: string }
  | { readonly state: 'read'; readonly fields: JsonObject };

/** Name of the ConfigMap that KServe is configured with. */
export const KSERVE_CONFIGURATION = 'inferenceservice-config';

/** Whether an object is the ConfigMap that KServe is configured with; its namespace is where KServe runs. */
export function isKserveConfiguration(manifest: Manifest): boolean {
  return manifest.kind === 'ConfigMap' && nameOf(manifest) === KSERVE_CONFIGURATION && groupOf(manifest) === '';
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/configmap.go getComponentConfig */
export function sectionOf(configMap: Manifest, name: string): Section {
  const text = valueAt(configMap, 'data', name);
  // A value of another type is the schema's to tell.
  if (typeof text !== 'string') return { state: 'absent' };
  try {
    const value: unknown = JSON.parse(text);
    if (value === null) return { state: 'absent' };
    return isObject(value) ? { state: 'read', fields: value } : { state: 'broken', problem: 'it is no JSON object' };
  } catch (error) {
    return { state: 'broken', problem: error instanceof Error ? error.message : 'it is no JSON' };
  }
}

/**
 * A field of a section, in whatever letters its name is written.
 *
 * @see https://pkg.go.dev/encoding/json#Unmarshal
 */
export function fieldOf(fields: JsonObject | undefined, name: string): JsonValue | undefined {
  if (fields === undefined) return undefined;
  if (Object.hasOwn(fields, name)) return fields[name];
  const lower = name.toLowerCase();
  const alike = Object.keys(fields).find((key) => key.toLowerCase() === lower);
  return alike === undefined ? undefined : fields[alike];
}
