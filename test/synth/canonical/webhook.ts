import { isArray, isObject } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../../kubernetes/manifest';

const LEGACY = [
  'sklearn',
  'tensorflow',
  'xgboost',
  'pytorch',
  'triton',
  'onnx',
  'huggingface',
  'pmml',
  'lightgbm',
  'paddle',
];

/**
 * KServe's mutating webhook, told a second time and in other words than the code under test, as far as it rewrites
 * rather than adds from the cluster's configuration.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_defaults.go
 */
export function mutate(service: Manifest): JsonValue {
  const mutated: unknown = JSON.parse(JSON.stringify(service), (key, value: unknown) => {
    if (key === 'serving.kserve.io/deploymentMode' && value === 'RawDeployment') return 'Standard';
    if (key === 'serving.kserve.io/deploymentMode' && value === 'Serverless') return 'Knative';
    if (key === 'predictor' && isObject(value)) return predictor(value);
    if ((key === 'transformer' || key === 'explainer') && isObject(value)) return named(value, true);
    return value;
  });
  if (!isObject(mutated)) throw new Error('not an object');
  const { spec, metadata } = mutated;
  const model = isObject(spec) && isObject(spec.predictor) ? spec.predictor.model : undefined;
  if (!isObject(model) || !isObject(model.modelFormat) || !isObject(metadata)) return mutated;
  const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
  const format = model.modelFormat.name ?? '';
  return { ...mutated, metadata: { ...metadata, annotations: { modelFormat: format, ...annotations } } };
}

function predictor(component: JsonObject): JsonObject {
  for (const name of LEGACY) {
    const { [name]: framework, ...rest } = component;
    if (isObject(framework)) return predictor({ ...rest, model: { ...framework, modelFormat: { name } } });
  }
  const { model } = component;
  if (!isObject(model)) return named(component, false);
  const format = isObject(model.modelFormat) ? model.modelFormat.name : undefined;
  return format === 'triton' || format === 'vLLM'
    ? { ...component, model: { protocolVersion: 'v2', ...model } }
    : component;
}

function named(component: JsonObject, always: boolean): JsonObject {
  const { containers } = component;
  if (!isArray(containers)) return component;
  const [first, ...others] = containers;
  if (!isObject(first) || !(always || others.length === 0 || first.name === undefined)) return component;
  return { ...component, containers: [{ ...first, name: 'kserve-container' }, ...others] };
}
