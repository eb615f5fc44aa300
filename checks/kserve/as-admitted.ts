import { KSERVE_FRAMEWORKS } from '../../catalog/kserve-frameworks';
import { arrayAt, groupOf, isArray, isObject, objectAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { setProperty } from '../../kubernetes/set-property';

/** Kinds that KServe's mutating webhooks write anew before their schemas are asked. */
const REWRITTEN: ReadonlySet<string> = new Set(['InferenceService', 'LLMInferenceService']);

/**
 * A service as its schema sees it, after KServe's mutating webhook has written it anew: models of canaries are
 * containers, whose name is required, and get an empty one; amounts such as 0.5 become texts.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor.go PredictorExtensionSpec
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_defaults.go Default
 */
export function asAdmitted(manifest: Manifest): Manifest {
  if (!REWRITTEN.has(manifest.kind) || groupOf(manifest) !== 'serving.kserve.io') return manifest;
  const spec = objectAt(manifest, 'spec');
  const written = withTextAmounts(spec);
  const canaries = arrayAt(spec, 'canary');
  if (canaries.length === 0) return written === spec ? manifest : { ...manifest, spec: written };
  return { ...manifest, spec: { ...(isObject(written) ? written : {}), canary: canaries.map(withNames) } };
}

/** The same value where no amount is a number with a fraction. */
function withTextAmounts(value: JsonValue): JsonValue {
  if (isArray(value)) {
    const items = value.map(withTextAmounts);
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isObject(value)) return value;
  let written: Record<string, JsonValue> | undefined;
  for (const key of Object.keys(value)) {
    const field = value[key];
    if (typeof field !== 'object') continue;
    const inner = AMOUNTS.has(key) && isObject(field) ? textAmounts(field) : withTextAmounts(field);
    if (inner === field) continue;
    written ??= { ...value };
    setProperty(written, key, inner);
  }
  return written ?? value;
}

const AMOUNTS: ReadonlySet<string> = new Set(['limits', 'requests']);

function textAmounts(amounts: JsonObject): JsonObject {
  const isPart = (amount: JsonValue) => typeof amount === 'number' && !Number.isInteger(amount);
  if (!Object.values(amounts).some(isPart)) return amounts;
  return Object.fromEntries(
    Object.entries(amounts).map(([name, amount]) => [name, isPart(amount) ? JSON.stringify(amount) : amount]),
  );
}

function withNames(canary: JsonValue): JsonValue {
  if (!isObject(canary) || !isObject(canary.predictor)) return canary;
  const { predictor } = canary;
  const models = ['model', ...KSERVE_FRAMEWORKS].flatMap((key): readonly (readonly [string, JsonObject])[] => {
    const model = predictor[key];
    return isObject(model) ? [[key, { name: '', ...model }]] : [];
  });
  return { ...canary, predictor: { ...predictor, ...Object.fromEntries(models) } };
}
