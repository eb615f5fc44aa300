import { KSERVE_FORMATS_OF_V2, KSERVE_FRAMEWORKS, KSERVE_FRAMEWORKS_OF_V2 } from '../../catalog/kserve-frameworks';
import { arrayAt, isObject, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonArray, JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';

const DEPLOYMENT_MODE = 'serving.kserve.io/deploymentMode';
/** The webhook notes the format without a prefix. */
const FORMAT = 'modelFormat';

const MAIN_CONTAINER = 'kserve-container';

/** Old names of deployment modes, which the webhook rewrites. */
const MODE_NAMES: Readonly<Record<string, string>> = { RawDeployment: 'Standard', Serverless: 'Knative' };

/**
 * An InferenceService as KServe's mutating webhook leaves it.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_defaults.go
 */
export function canonicalInferenceService(manifest: Manifest): Manifest {
  const spec = objectAt(manifest, 'spec');
  const metadata = objectAt(manifest, 'metadata');
  const predictor = canonicalPredictor(objectAt(spec, 'predictor'));
  const annotations = additionalAnnotations(objectAt(metadata, 'annotations'), predictor);
  const components = {
    ...(spec.predictor === undefined || predictor === spec.predictor ? {} : { predictor }),
    ...namedComponent(spec, 'transformer'),
    ...namedComponent(spec, 'explainer'),
  };
  return {
    ...manifest,
    ...(annotations === undefined ? {} : { metadata: { ...metadata, annotations } }),
    ...(Object.keys(components).length === 0 ? {} : { spec: { ...spec, ...components } }),
  };
}

/** The annotations as the webhook leaves them, `undefined` where it has nothing to change. */
function additionalAnnotations(annotations: JsonObject, predictor: JsonObject): JsonObject | undefined {
  const format = textAt(predictor, 'model', 'modelFormat', 'name');
  const mode = textAt(annotations, DEPLOYMENT_MODE);
  const renamed = mode === undefined ? undefined : MODE_NAMES[mode];
  const unstated = format !== undefined && annotations[FORMAT] === undefined;
  if (!unstated && renamed === undefined) return undefined;
  return {
    ...(unstated ? { [FORMAT]: format } : {}),
    ...annotations,
    ...(renamed === undefined ? {} : { [DEPLOYMENT_MODE]: renamed }),
  };
}

function canonicalPredictor(predictor: JsonObject): JsonObject {
  const framework = KSERVE_FRAMEWORKS.find((name) => isObject(predictor[name]));
  if (framework !== undefined) {
    const { [framework]: legacy, ...rest } = predictor;
    const protocol: JsonObject = KSERVE_FRAMEWORKS_OF_V2.has(framework) ? { protocolVersion: 'v2' } : {};
    return { ...rest, model: { ...protocol, ...(isObject(legacy) ? legacy : {}), modelFormat: { name: framework } } };
  }
  const model = valueAt(predictor, 'model');
  if (isObject(model)) {
    const format = textAt(model, 'modelFormat', 'name') ?? '';
    if (!KSERVE_FORMATS_OF_V2.has(format) || model.protocolVersion !== undefined) return predictor;
    return { ...predictor, model: { ...model, protocolVersion: 'v2' } };
  }
  const containers = arrayAt(predictor, 'containers');
  const unnamed = textAt(containers[0], 'name') === undefined;
  return containers.length === 1 || unnamed
    ? { ...predictor, ...(containers.length === 0 ? {} : { containers: withMainContainer(containers) }) }
    : predictor;
}

function namedComponent(spec: JsonObject, component: 'transformer' | 'explainer'): JsonObject {
  const containers = arrayAt(spec, component, 'containers');
  if (containers.length === 0) return {};
  return { [component]: { ...objectAt(spec, component), containers: withMainContainer(containers) } };
}

/** The list with its first container under the name that the controller demands. */
function withMainContainer(containers: JsonArray): readonly JsonValue[] {
  return containers.map((container, index) =>
    index === 0 && isObject(container) ? { ...container, name: MAIN_CONTAINER } : container,
  );
}
