import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { listOf } from '../schema/cel/value';
import type { MapValue, Value } from '../schema/cel/value';

/** An object whose controller has written an empty list of conditions, and nothing else yet. */
const UNTOUCHED: JsonObject = {
  metadata: { name: 'untouched', namespace: 'untouched', generation: 1 },
  spec: {},
  status: { observedGeneration: 1, conditions: [] },
};

/** Names that expressions on the health of an object may use; others are left undecided. */
export const HEALTH_VARIABLES = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];

/** The values of these names for such an object. */
export function untouchedObject(apiVersion: string, kind: string): Readonly<Record<string, Value>> {
  return {
    apiVersion,
    kind,
    ...Object.fromEntries(Object.entries(UNTOUCHED).map(([name, value]) => [name, valueOf(value)])),
  };
}

function valueOf(json: JsonValue): Value {
  if (typeof json === 'number') return BigInt(json);
  if (isArray(json)) return listOf(json.map(valueOf));
  return isObject(json) ? mapOf(json) : json;
}

function mapOf(json: JsonObject): MapValue {
  return {
    kind: 'map',
    size: Object.keys(json).length,
    keys: () => Object.keys(json),
    get: (key) => {
      const member = typeof key === 'string' && Object.hasOwn(json, key) ? json[key] : undefined;
      return member === undefined ? undefined : valueOf(member);
    },
  };
}
