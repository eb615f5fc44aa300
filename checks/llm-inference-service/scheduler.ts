import { isObject, objectAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { isStated } from '../../preview/llm-inference-service/workload';
import type { Fault } from '../finding';
import { refusedConfig, refusedService } from './refusal';

const PATH = 'spec.router.scheduler';

/** The shortest configuration that the webhook takes for one. */
const SHORTEST = '{…}'.length;

/**
 * What chooses the pod for each request.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_validation.go validateSchedulerConfig
 */
export function checkScheduler(spec: JsonObject): readonly Fault[] {
  const scheduler = objectAt(spec, 'router', 'scheduler');
  return [...checkReplicas(spec, refusedService), ...checkConfig(scheduler.config)];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_config_validation.go validateScheduler */
export function checkSchedulerOfConfig(spec: JsonObject): readonly Fault[] {
  return checkReplicas(spec, refusedConfig);
}

function checkReplicas(spec: JsonObject, refused: typeof refusedService): readonly Fault[] {
  const replicas = valueAt(spec, 'router', 'scheduler', 'replicas');
  if (typeof replicas !== 'number' || replicas > 0) return [];
  const problem = `The scheduler has ${replicas} replicas`;
  return [refused('llmisvc/scheduler-replicas', `${PATH}.replicas`, problem, 'State 1 or more, or leave it out.')];
}

function checkConfig(config: JsonObject[string] | undefined): readonly Fault[] {
  if (!isObject(config)) return [];
  const { inline, ref } = config;
  const refuse = (field: string, problem: string, mend: string) => [
    refusedService('llmisvc/scheduler-config', `${PATH}.config${field}`, problem, mend),
  ];
  if (isStated(inline) === isStated(ref)) {
    return isStated(ref)
      ? refuse('', 'The configuration is stated in `inline`, and refers to a ConfigMap', 'Keep one of them.')
      : refuse('', 'The configuration is empty', 'State `inline` or `ref`, or leave `config` out.');
  }
  if (isStated(inline) && JSON.stringify(inline).length < SHORTEST) {
    return refuse('.inline', 'The configuration is empty', 'State plugins and profiles, or leave `config` out.');
  }
  if (!isObject(ref) || (typeof ref.name === 'string' && ref.name !== '')) return [];
  return refuse('.ref', 'The ConfigMap has no name', 'Name the ConfigMap of the configuration.');
}
