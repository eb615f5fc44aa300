import { arrayAt, nameOf } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';
import { addVariable } from '../pod-edits';
import type { DefaultedService } from './defaulted-service';
import { modelDemands } from './model-demands';
import type { ServerType } from './server-type';

/** The directory of the model in its container. */
export const MODEL_PATH = '/mnt/models';

const MODEL_CLASSES: ReadonlyMap<string, string> = new Map([
  ['xgboost', 'mlserver_xgboost.XGBoostModel'],
  ['lightgbm', 'mlserver_lightgbm.LightGBMModel'],
  ['mlflow', 'mlserver_mlflow.MLflowRuntime'],
]);

/**
 * A service with what the controller sets up for the server that its runtime starts.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_defaults.go SetRuntimeDefaults
 */
export function withServerDefaults(service: DefaultedService, server: ServerType): DefaultedService {
  const { manifest, model } = service;
  if (model === undefined) return service;
  const { container, fields, format } = model;
  const isLocal = isStated(fields.storageUri) || isStated(fields.storage);
  switch (server) {
    case 'mlserver': {
      const variables: Readonly<Record<string, string>> = isLocal
        ? { MLSERVER_MODEL_NAME: nameOf(manifest), MLSERVER_MODEL_URI: MODEL_PATH }
        : { MLSERVER_LOAD_MODELS_AT_STARTUP: 'false' };
      const modelClass = MODEL_CLASSES.get(format) ?? 'mlserver_sklearn.SKLearnModel';
      const changed = Object.entries(variables).reduce(
        (one, [name, value]) => addVariable(one, name, value),
        container,
      );
      return { ...service, labels: { ...service.labels, modelClass }, model: { ...model, container: changed } };
    }
    case 'torchserve': {
      const protocol = modelDemands(manifest)?.protocol ?? 'v1';
      const serviceEnvelope = protocol === 'v2' || protocol === 'grpc-v2' ? 'kservev2' : 'kserve';
      const env = [...arrayAt(container, 'env'), { name: 'PROTOCOL_VERSION', value: protocol }];
      return {
        ...service,
        labels: { ...service.labels, serviceEnvelope },
        model: { ...model, container: { ...container, env } },
      };
    }
    case 'tritonserver': {
      if (isLocal) return service;
      const args = [...arrayAt(container, 'args'), '--model-control-mode=explicit'];
      return { ...service, model: { ...model, container: { ...container, args } } };
    }
    default:
      return service;
  }
}

function isStated(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}
