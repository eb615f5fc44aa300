import { arrayAt, isObject } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import type { LlmCluster } from './llm-cluster';
import { refusedConfig } from './refusal';
import { checkSchedulerOfConfig } from './scheduler';
import { checkConfigTemplates } from './templates';

/**
 * What KServe's validating webhook refuses of an LLMInferenceServiceConfig.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_config_validation.go validate
 */
export function checkConfig(config: Manifest, { configuration }: LlmCluster): readonly Fault[] {
  if (!isObject(config.spec)) return [];
  const faults = [...checkBaseRefs(config), ...checkSchedulerOfConfig(config.spec)];
  return faults.length > 0 ? faults : checkConfigTemplates(config, configuration);
}

function checkBaseRefs({ spec }: Manifest): readonly Fault[] {
  if (arrayAt(spec, 'baseRefs').length === 0) return [];
  const problem = 'A configuration refers to others';
  return [refusedConfig('llmisvc/nested-config', 'spec.baseRefs', problem, 'Name all configurations in the service.')];
}
