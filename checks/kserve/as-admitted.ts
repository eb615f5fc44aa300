import { arrayAt, isObject, objectAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { FRAMEWORKS } from './component';

/**
 * A service with what its schema demands and nobody writes: models of canaries are containers, whose name is required,
 * and KServe's mutating webhook, which comes before the schema, writes an empty one.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor.go PredictorExtensionSpec
 */
export function asAdmitted(manifest: Manifest): Manifest {
  const canaries = arrayAt(manifest, 'spec', 'canary');
  if (canaries.length === 0 || manifest.kind !== 'InferenceService') return manifest;
  return { ...manifest, spec: { ...objectAt(manifest, 'spec'), canary: canaries.map(withNames) } };
}

function withNames(canary: JsonValue): JsonValue {
  if (!isObject(canary) || !isObject(canary.predictor)) return canary;
  const { predictor } = canary;
  const models = ['model', ...FRAMEWORKS].flatMap((key): readonly (readonly [string, JsonObject])[] => {
    const model = predictor[key];
    return isObject(model) ? [[key, { name: '', ...model }]] : [];
  });
  return { ...canary, predictor: { ...predictor, ...Object.fromEntries(models) } };
}
