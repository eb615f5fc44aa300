import { isObject } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { isStated, workloadsOf } from '../../preview/llm-inference-service/workload';
import { inWords } from '../finding';
import type { Fault } from '../finding';
import { refusedService } from './refusal';

const ID = 'llmisvc/rollout';

/**
 * How many pods may be missing, and how many too many, while new ones take the place of old ones.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_validation.go ValidateWorkloadRolloutFields
 */
export function checkRollout(spec: JsonObject): readonly Fault[] {
  return workloadsOf(spec).flatMap(({ path, fields }) => {
    const { rolloutStrategy: strategy } = fields;
    if (!isObject(strategy)) return [];
    const field = `${path}.rolloutStrategy`;
    const faults = (['maxUnavailable', 'maxSurge'] as const).flatMap((name) =>
      checkAmount(strategy[name], `${field}.${name}`),
    );
    return faults.length > 0 ? faults : checkProgress(strategy, field, isStated(fields.worker));
  });
}

function checkAmount(amount: JsonValue | undefined, field: string): readonly Fault[] {
  if (typeof amount === 'number' && amount < 0) {
    return [refusedService(ID, field, `${amount} is below 0`, 'State 0 or more, or percents.')];
  }
  if (typeof amount !== 'string' || (/^[0-9]+%$/.test(amount) && Number.parseInt(amount, 10) <= 100)) return [];
  const problem = `${inWords(amount)} is neither a number nor percents up to 100%`;
  return [refusedService(ID, field, problem, "State a number, or percents such as '25%'.")];
}

function checkProgress(strategy: JsonObject, field: string, isGroup: boolean): readonly Fault[] {
  const { maxUnavailable, maxSurge } = strategy;
  if (!isStated(maxUnavailable) || isSome(maxUnavailable, Math.floor)) return [];
  if (isStated(maxSurge)) {
    if (isSome(maxSurge, Math.ceil)) return [];
    const problem = `No pod may be missing, and none may be too many: of one pod, ${inWords(maxUnavailable ?? 0)} is none`;
    return [refusedService(ID, field, problem, 'Raise one of them to 1.')];
  }
  if (!isGroup) return [];
  const problem = 'No group may be missing, and none may be too many, since `maxSurge` is not stated';
  return [refusedService(ID, `${field}.maxUnavailable`, problem, 'State `maxSurge: 1`.')];
}

/** Whether an amount is more than nothing of one pod, which is what the webhook asks. */
function isSome(amount: JsonValue | undefined, round: (value: number) => number): boolean {
  if (typeof amount === 'number') return amount > 0;
  return typeof amount === 'string' && round(Number.parseInt(amount, 10) / 100) > 0;
}
