import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { canonicalQuantity } from '../../kubernetes/quantity';

/**
 * What the API server writes where a field of a pod, a claim or a reference is not stated, so that stating it changes
 * nothing.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go
 */
const DEFAULTS: ReadonlyMap<string, readonly JsonValue[]> = new Map<string, readonly JsonValue[]>([
  ['apiGroup', ['rbac.authorization.k8s.io']],
  ['apiVersion', ['v1']],
  ['defaultMode', [420]],
  ['dnsPolicy', ['ClusterFirst']],
  ['failureThreshold', [3]],
  // Which of them depends on the image's tag.
  ['imagePullPolicy', ['Always', 'IfNotPresent']],
  ['kind', ['PersistentVolumeClaim']],
  ['periodSeconds', [10]],
  ['protocol', ['TCP']],
  ['restartPolicy', ['Always']],
  ['schedulerName', ['default-scheduler']],
  ['scheme', ['HTTP']],
  ['successThreshold', [1]],
  ['terminationGracePeriodSeconds', [30]],
  ['terminationMessagePath', ['/dev/termination-log']],
  ['terminationMessagePolicy', ['File']],
  ['timeoutSeconds', [1]],
  ['volumeMode', ['Filesystem']],
]);

/** Maps of quantities, which may be written in several ways. */
const QUANTITIES: ReadonlySet<string> = new Set(['requests', 'limits']);

/** Whether the API server takes two values of a field for the same, by Go's semantic equality after defaulting. */
export function isSameValue(one: JsonValue | undefined, other: JsonValue | undefined, key = '', around = ''): boolean {
  if (isEmpty(one) && isEmpty(other)) return true;
  if (isEmpty(one)) return isDefault(other, key);
  if (isEmpty(other)) return isDefault(one, key);
  if (isArray(one) && isArray(other)) {
    return one.length === other.length && one.every((item, index) => isSameValue(item, other[index], key, around));
  }
  if (isObject(one) && isObject(other)) return areSameFields(one, other, key);
  return one === other || (QUANTITIES.has(around) && isSameQuantity(one, other));
}

function areSameFields(one: JsonObject, other: JsonObject, around: string): boolean {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) =>
    isSameValue(ownField(one, name), ownField(other, name), name, around),
  );
}

function ownField(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function isEmpty(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function isDefault(value: JsonValue | undefined, key: string): boolean {
  return value !== undefined && DEFAULTS.get(key)?.includes(value) === true;
}

/** Whether two quantities are the same, such as `1` and `1000m`. */
export function isSameQuantity(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  const canonical = canonicalOf(one);
  return canonical !== undefined && canonical === canonicalOf(other);
}

function canonicalOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? canonicalQuantity(value) : undefined;
}
