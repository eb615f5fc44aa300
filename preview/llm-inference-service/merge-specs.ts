import { isArray, isObject, objectAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { asGoWritesIt } from '../go-json/go-value';
import { strategicMerge } from '../strategic-merge/strategic-merge';
import { llmSpecType } from './spec-type';
import { isStated } from './workload';

export type SpecMerge =
  | { readonly ok: true; readonly spec: JsonObject }
  /** Upstream's words. */
  | { readonly ok: false; readonly problem: string };

/**
 * Puts specs over each other, the lowest first. What a spec states as its type's zero value is no statement of Go's, but
 * for that of a pointer; lists are merged where those of pods are.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/config_merge.go MergeSpecs
 */
export function mergeSpecs(specs: readonly JsonObject[]): SpecMerge {
  const [first = {}, ...others] = specs;
  let merged = asGoWritesIt(first, llmSpecType());
  for (const override of others) {
    const patch = patchOf(override);
    const stuck = unmergeable(merged, patch);
    if (stuck !== undefined) {
      return { ok: false, problem: `unable to find api field in struct RawExtension for the json field "${stuck}"` };
    }
    const result = strategicMerge(merged, patch, llmSpecType());
    if (!result.ok) return result;
    merged = result.merged;
  }
  return { ok: true, spec: merged };
}

/** What a spec states; a pod without `containers` has none of its own, and keeps those below. */
function patchOf(override: JsonObject): JsonObject {
  const { model, ...patch } = asGoWritesIt(withContainers(override), llmSpecType());
  const { uri, ...named } = objectAt(model);
  return { ...patch, model: uri === undefined || uri === '' ? named : { uri, ...named } };
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_defaults.go SetDefaults */
function withContainers(spec: JsonObject): JsonObject {
  const workload = (fields: JsonObject): JsonObject => ({
    ...fields,
    ...(isObject(fields.template) ? { template: { containers: [], ...stated(fields.template) } } : {}),
    ...(isObject(fields.worker) ? { worker: { containers: [], ...stated(fields.worker) } } : {}),
  });
  const { prefill, router } = spec;
  const scheduler = valueAt(router, 'scheduler');
  return {
    ...workload(spec),
    ...(isObject(prefill) ? { prefill: workload(prefill) } : {}),
    ...(isObject(router) && isObject(scheduler) ? { router: { ...router, scheduler: workload(scheduler) } } : {}),
  };
}

function stated(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isStated(value)));
}

/**
 * A map or list of a scheduler's configuration that both sides have: Go knows no type by which to merge it.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/strategicpatch/meta.go LookupPatchMetadataForStruct
 */
function unmergeable(base: JsonObject, patch: JsonObject): string | undefined {
  const inline = (spec: JsonObject) => objectAt(spec, 'router', 'scheduler', 'config', 'inline');
  const [below, above] = [inline(base), inline(patch)];
  return Object.keys(above)
    .sort()
    .find((key) => Object.hasOwn(below, key) && areMerged(below[key], above[key]));
}

function areMerged(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return (isObject(one) && isObject(other)) || (isArray(one) && isArray(other));
}
