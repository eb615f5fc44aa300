import { arrayAt, isObject, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';

/** A predictor that takes a part of the requests beside the stable one. */
export interface Canary {
  readonly name: string;
  /** The service with the canary in place of its predictor. */
  readonly service: Manifest;
  readonly replicas: number;
}

/** What a canary has not, whatever the stable predictor has. */
const OF_AUTOSCALERS: ReadonlySet<string> = new Set(['maxReplicas', 'scaleTarget', 'scaleMetric', 'autoScaling']);

/**
 * The canaries of a service, each what it states put over the stable predictor.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go buildCanaryPredictor
 */
export function canariesOf(service: Manifest): readonly Canary[] {
  const stable = objectAt(service, 'spec', 'predictor');
  return arrayAt(service, 'spec', 'canary').flatMap((canary): readonly Canary[] => {
    const own = objectAt(canary, 'predictor');
    const replicas = replicasOf(stable, own, isObject(canary) ? canary.trafficPercent : undefined);
    const scaled = Object.entries(over(stable, own)).filter(([name]) => !OF_AUTOSCALERS.has(name));
    const predictor = { ...Object.fromEntries(scaled), minReplicas: replicas };
    const spec = { ...objectAt(service, 'spec'), predictor };
    return [{ name: textAt(own, 'name') ?? '', replicas, service: { ...service, spec } }];
  });
}

/** Its part of the stable predictor's pods, rounded up. */
function replicasOf(stable: JsonObject, own: JsonObject, percent: JsonValue | undefined): number {
  if (typeof own.minReplicas === 'number') return own.minReplicas;
  const least = typeof stable.minReplicas === 'number' ? stable.minReplicas : 1;
  return Math.ceil((least * (typeof percent === 'number' ? percent : 0)) / 100);
}

/**
 * Maps are put over one another; what is no map, and not empty, replaces what is below it.
 *
 * @see https://github.com/imdario/mergo Merge, WithOverride
 */
function over(base: JsonObject, overlay: JsonObject): JsonObject {
  const merged: Record<string, JsonValue> = { ...base };
  for (const [key, value] of Object.entries(overlay)) {
    const below = base[key];
    if (isObject(value) && isObject(below)) merged[key] = over(below, value);
    else if (!isEmpty(value)) merged[key] = value;
  }
  return merged;
}

function isEmpty(value: JsonValue): boolean {
  return (
    value === null || value === '' || value === 0 || value === false || (Array.isArray(value) && value.length === 0)
  );
}
