import { podType } from '../../catalog/pod-types';
import type { FieldPathSegment } from '../../kubernetes/field-path';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { asGoWritesIt } from '../go-json/go-value';
import type { Sources } from '../origin';
import { refused } from '../pods-result';
import type { NoPods } from '../pods-result';
import { strategicMerge } from '../strategic-merge/strategic-merge';

/** What the controller takes of a runtime beside its containers; the rest of a pod's fields is dropped. */
const OF_RUNTIME = [
  'nodeSelector',
  'affinity',
  'tolerations',
  'volumes',
  'imagePullSecrets',
  'schedulerName',
  'resourceClaims',
] as const;

/** A part of a manifest that states fields of a pod. */
export interface PodPart {
  readonly manifest: Manifest;
  readonly path: readonly FieldPathSegment[];
  readonly fields: JsonObject;
}

export type PodSpecResult =
  | { readonly ok: true; readonly spec: JsonObject; readonly sources: Sources }
  | { readonly ok: false; readonly none: NoPods };

/**
 * All of a pod but its containers.
 *
 * @param runtime - absent where the service states its pod alone
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go MergePodSpec
 */
export function mergedPodSpec(service: PodPart, runtime?: PodPart): PodSpecResult {
  const type = podType('PodSpec');
  const overlay = { author: 'service' as const, ...service, value: asGoWritesIt(service.fields, type) };
  if (runtime === undefined) return { ok: true, spec: overlay.value, sources: { layers: [overlay] } };
  const taken = OF_RUNTIME.filter((name) => runtime.fields[name] !== undefined).map(
    (name) => [name, runtime.fields[name] ?? null] as const,
  );
  const base = { author: 'runtime' as const, ...runtime, value: asGoWritesIt(Object.fromEntries(taken), type) };
  const result = strategicMerge(base.value, overlay.value, type);
  if (result.ok) {
    return { ok: true, spec: result.merged, sources: { layers: [overlay, base] } };
  }
  const message = `failed to consolidate serving runtime PodSpecs. Detail: ${result.problem}`;
  return { ok: false, none: refused(message, 'InvalidPredictorSpec') };
}
