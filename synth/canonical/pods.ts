import { isArray, isObject, textAt } from '../../kubernetes/manifest';
import type { JsonArray, JsonObject, JsonValue } from '../../kubernetes/manifest';
import { canonicalQuantity } from '../../kubernetes/quantity';

/** Fields of pods and containers that Go's types omit when empty, so that empty and absent are the same. */
const EMPTY_MEANS_ABSENT: ReadonlySet<string> = new Set([
  'affinity',
  'annotations',
  'args',
  'command',
  'env',
  'envFrom',
  'imagePullSecrets',
  'initContainers',
  'labels',
  'limits',
  'nodeSelector',
  'ports',
  'requests',
  'resources',
  'securityContext',
  'tolerations',
  'topologySpreadConstraints',
  'volumeMounts',
  'volumes',
]);

/** Maps whose values are quantities. */
const QUANTITY_MAPS: ReadonlySet<string> = new Set(['limits', 'requests', 'capacity', 'overhead', 'hard']);

/** Fields that are quantities. */
const QUANTITIES: ReadonlySet<string> = new Set(['sizeLimit', 'divisor']);

/**
 * The canonical form of everything that describes pods: quantities as the API machinery prints them, each variable
 * once, no empty leftovers. What needs no change is returned as it is, not copied.
 */
export function canonicalPods(object: JsonObject): JsonObject {
  let changed: Record<string, JsonValue> | undefined;
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (value === undefined) continue;
    const canonical = canonicalField(key, value);
    if (canonical === value) continue;
    changed ??= { ...object };
    if (canonical === undefined) Reflect.deleteProperty(changed, key);
    else changed[key] = canonical;
  }
  return changed ?? object;
}

/** `undefined` where the field is a leftover. */
function canonicalField(key: string, value: JsonValue): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return QUANTITIES.has(key) ? quantity(value) : value;
  const canonical = canonicalValue(key, value);
  return EMPTY_MEANS_ABSENT.has(key) && Object.keys(canonical).length === 0 ? undefined : canonical;
}

function canonicalValue(key: string, value: JsonArray | JsonObject): JsonArray | JsonObject {
  if (isArray(value)) return key === 'env' ? onePerName(canonicalList(value)) : canonicalList(value);
  return QUANTITY_MAPS.has(key) ? quantities(value) : canonicalPods(value);
}

function canonicalList(list: JsonArray): JsonArray {
  let changed: JsonValue[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    if (!isObject(item)) continue;
    const canonical = canonicalPods(item);
    if (canonical === item) continue;
    changed ??= [...list];
    changed[index] = canonical;
  }
  return changed ?? list;
}

/**
 * One entry per name: at the place of the first, since later variables may refer to it, with the value of the last,
 * which is the one the kubelet would set and the one a merge by name keeps.
 */
function onePerName(env: JsonArray): JsonArray {
  const last = new Map<JsonValue, JsonValue>();
  for (const variable of env) last.set(textAt(variable, 'name') ?? variable, variable);
  if (last.size === env.length) return env;
  return [...last.values()];
}

function quantities(map: JsonObject): JsonObject {
  let changed: Record<string, JsonValue> | undefined;
  for (const key of Object.keys(map)) {
    const value = map[key];
    if (value === undefined) continue;
    const canonical = quantity(value);
    if (canonical === value) continue;
    changed ??= { ...map };
    changed[key] = canonical;
  }
  return changed ?? map;
}

/**
 * Text that is no quantity stays, for the check that names it. A whole number of bytes may become shorter a second
 * time (`1.953125Ki`, `2000`, `2k`), and the webhook would see to that.
 */
function quantity(value: JsonValue): JsonValue {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  const once = canonicalQuantity(value);
  if (once === undefined || once === value) return value;
  return canonicalQuantity(once) ?? once;
}
