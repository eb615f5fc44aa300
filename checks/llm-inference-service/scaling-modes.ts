import type { JsonObject } from '../../kubernetes/manifest';
import { isObject } from '../../kubernetes/manifest';
import { states, workloadsOf } from '../../preview/llm-inference-service/workload';
import type { Fault } from '../finding';
import { refusedService } from './refusal';

/**
 * Whether what decodes and what prefills is scaled alike. The other rules of scaling stand in the schema.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_validation.go ValidateActuatorConsistency
 */
export function checkScalingModes(spec: JsonObject): readonly Fault[] {
  const [main, prefill] = workloadsOf(spec);
  const [decoding, prefilling] = [main?.fields.scaling, prefill?.fields.scaling];
  if (!isObject(decoding) || !isObject(prefilling)) return [];
  const refuse = (field: string, one: string, other: string) => [
    refusedService(
      'llmisvc/scaling-modes',
      `spec.prefill.scaling${field}`,
      `What decodes is scaled by ${one}, and what prefills by ${other}`,
      'Scale both in the same way.',
    ),
  ];
  const [direct, other] = [states(decoding, 'keda'), states(prefilling, 'keda')];
  if (direct !== other) return refuse('', direct ? 'KEDA' : 'WVA', other ? 'KEDA' : 'WVA');
  if (!states(decoding, 'wva') || !states(prefilling, 'wva')) return [];
  const actuator = (scaling: JsonObject) => (states(scaling, 'wva', 'hpa') ? 'an HPA' : 'KEDA');
  const [one, two] = [actuator(decoding), actuator(prefilling)];
  return one === two ? [] : refuse('.wva', `WVA with ${one}`, `WVA with ${two}`);
}
