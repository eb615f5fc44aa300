import { isObject, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';

/** One set of pods that serve a model: all of them, or those that prefill where others decode. */
export interface Workload {
  readonly role: 'main' | 'prefill';
  /** Of the field that describes it. */
  readonly path: 'spec' | 'spec.prefill';
  readonly fields: JsonObject;
}

/** The workloads that a spec describes. */
export function workloadsOf(spec: JsonObject): readonly Workload[] {
  const main: Workload = { role: 'main', path: 'spec', fields: spec };
  return isObject(spec.prefill) ? [main, { role: 'prefill', path: 'spec.prefill', fields: spec.prefill }] : [main];
}

/** Whether a field is there to Go, which takes null for nothing. */
export function isStated(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}

export function specOf(manifest: Manifest): JsonObject {
  return isObject(manifest.spec) ? manifest.spec : {};
}

/** Whether a path of keys leads to something. */
export function states(value: JsonValue | undefined, ...keys: readonly string[]): boolean {
  return isStated(valueAt(value, ...keys));
}
