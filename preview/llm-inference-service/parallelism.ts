import { valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';

/** The sizes of a workload, as far as they are whole numbers. */
export interface Parallelism {
  readonly tensor?: number;
  readonly pipeline?: number;
  readonly data?: number;
  readonly dataLocal?: number;
}

export function parallelismOf(workload: JsonObject): Parallelism {
  const size = (name: string) => wholeNumber(valueAt(workload, 'parallelism', name));
  return { tensor: size('tensor'), pipeline: size('pipeline'), data: size('data'), dataLocal: size('dataLocal') };
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_types_func.go IsDataParallel */
export function isDataParallel({ data = 0, dataLocal = 0 }: Parallelism): boolean {
  return data > 0 || dataLocal > 0;
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_types_func.go IsPipelineParallel */
export function isPipelineParallel({ pipeline = 0 }: Parallelism): boolean {
  return pipeline > 0;
}

/**
 * How many pods a group has, if the workload has workers.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_types_func.go GetSize
 */
export function groupSize(parallelism: Parallelism): number {
  const { data = 1, dataLocal = 1, pipeline = 1 } = parallelism;
  if (isDataParallel(parallelism)) return Math.max(Math.floor(Math.max(data, 1) / Math.max(dataLocal, 1)), 1);
  return isPipelineParallel(parallelism) ? pipeline : 1;
}

function wholeNumber(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}
