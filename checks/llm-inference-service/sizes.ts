import { isObject } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { isDataParallel, isPipelineParallel, parallelismOf } from '../../preview/llm-inference-service/parallelism';
import { isStated, states, workloadsOf } from '../../preview/llm-inference-service/workload';
import type { Workload } from '../../preview/llm-inference-service/workload';
import type { Fault } from '../finding';
import { refusedService } from './refusal';

/**
 * How a model is spread over pods. Sizes below 1 are refused by the schema.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_validation.go validateWorkloadParallelism
 */
export function checkSizes(spec: JsonObject): readonly Fault[] {
  return workloadsOf(spec).flatMap(({ path, fields }) => [
    ...checkWorkers({ path, fields }),
    ...checkKinds({ path, fields }),
    ...checkDataLocal({ path, fields }),
  ]);
}

type Sized = Pick<Workload, 'path' | 'fields'>;

function checkWorkers({ path, fields }: Sized): readonly Fault[] {
  const parallelism = parallelismOf(fields);
  if (!isStated(fields.worker) || isDataParallel(parallelism) || isPipelineParallel(parallelism)) return [];
  const problem = 'There are workers, and nothing says what they share: neither `data` nor `pipeline` is stated';
  const mend = 'State `parallelism.data` and `dataLocal`, or `parallelism.pipeline`, or leave `worker` out.';
  return [refusedService('llmisvc/worker-sizes', `${path}.worker`, problem, mend)];
}

function checkKinds({ path, fields }: Sized): readonly Fault[] {
  const parallelism = parallelismOf(fields);
  if (!isPipelineParallel(parallelism) || !isDataParallel(parallelism)) return [];
  const problem = 'The workers are to share both the layers (`pipeline`) and the data (`data`, `dataLocal`)';
  return [refusedService('llmisvc/parallel-kinds', `${path}.parallelism`, problem, 'Keep one of them.')];
}

function checkDataLocal({ path, fields }: Sized): readonly Fault[] {
  if (!isObject(fields.parallelism)) return [];
  const hasData = states(fields, 'parallelism', 'data');
  const hasLocal = states(fields, 'parallelism', 'dataLocal');
  if (hasData === hasLocal) return [];
  const [stated, missing] = hasData ? ['data', 'dataLocal'] : ['dataLocal', 'data'];
  return [
    refusedService(
      'llmisvc/data-local',
      `${path}.parallelism.${stated}`,
      `\`${stated}\` is stated, and \`${missing}\` is not`,
      'State both: `data` counts the copies of a group, `dataLocal` those of one pod.',
    ),
  ];
}
