import { podType } from '../catalog/pod-types';
import { arrayAt, textAt } from '../kubernetes/manifest';
import type { JsonObject } from '../kubernetes/manifest';
import { strategicMerge } from './strategic-merge/strategic-merge';
import type { StrategicMerge } from './strategic-merge/strategic-merge';

/**
 * A container put over another of a runtime, both as Go writes them; the arguments of both follow one another.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go MergeRuntimeContainers
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/merging.go MergeRuntimeContainers
 */
export function mergeContainers(base: JsonObject, overlay: JsonObject): StrategicMerge {
  const result = strategicMerge(base, overlay, podType('Container'));
  if (!result.ok) return result;
  const { args: _args, ...merged } = result.merged;
  const args = [...arrayAt(base, 'args'), ...arrayAt(overlay, 'args')];
  const name = textAt(merged, 'name') ?? '';
  const named = { ...merged, name: name === '' ? (textAt(base, 'name') ?? '') : name };
  return { ok: true, merged: args.length === 0 ? named : { ...named, args } };
}
