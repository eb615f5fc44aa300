import { arrayAt, isObject, nameOf, textAt, valueAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import type { ComponentKind } from './component';

const PREFIX = 'internal.serving.kserve.io';

/**
 * What the controller tells KServe's webhook of pods by annotations: that requests are to be logged or put together, that
 * an agent is to load models, where credentials are.
 *
 * @param model - what the predictor states of its model, unless its containers stand for themselves
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/component.go
 */
export function internalAnnotations(
  service: Manifest,
  kind: ComponentKind,
  fields: JsonObject,
  model: JsonObject | undefined,
): Readonly<Record<string, string>> {
  return {
    ...loggerAnnotations(fields.logger),
    ...(kind === 'explainer' ? {} : batcherAnnotations(fields.batcher)),
    ...(kind === 'predictor'
      ? { ...storageAnnotations(fields, model), ...agentAnnotations(service, fields, model) }
      : {}),
  };
}

function loggerAnnotations(logger: JsonObject[string] | undefined): Readonly<Record<string, string>> {
  if (!isObject(logger)) return {};
  const url = textAt(logger, 'url');
  const lists = (['metadataHeaders', 'metadataAnnotations'] as const).flatMap((name) => {
    const items = arrayAt(logger, name).filter((item) => typeof item === 'string');
    const key = name === 'metadataHeaders' ? 'logger-metadata-headers' : 'logger-metadata-annotations';
    return valueAt(logger, name) === undefined ? [] : [[`${PREFIX}/${key}`, items.join(',')] as const];
  });
  return {
    [`${PREFIX}/logger`]: 'true',
    ...(url === undefined ? {} : { [`${PREFIX}/logger-sink-url`]: url }),
    [`${PREFIX}/logger-mode`]: textAt(logger, 'mode') ?? '',
    ...Object.fromEntries(lists),
  };
}

function batcherAnnotations(batcher: JsonObject[string] | undefined): Readonly<Record<string, string>> {
  if (!isObject(batcher)) return {};
  const { maxBatchSize: size, maxLatency: latency } = batcher;
  return {
    [`${PREFIX}/batcher`]: 'true',
    ...(typeof size === 'number' ? { [`${PREFIX}/batcher-max-batchsize`]: String(size) } : {}),
    ...(typeof latency === 'number' ? { [`${PREFIX}/batcher-max-latency`]: String(latency) } : {}),
  };
}

function storageAnnotations(predictor: JsonObject, model: JsonObject = {}): Readonly<Record<string, string>> {
  const { storage = null } = model;
  const container = textAt(predictor, 'storageContainerName') ?? '';
  const key = textAt(storage, 'key');
  const parameters = valueAt(storage, 'parameters');
  return {
    ...(isObject(storage) ? { [`${PREFIX}/storage-spec`]: 'true' } : {}),
    ...(isObject(parameters) ? { [`${PREFIX}/storage-spec-param`]: sortedJson(parameters) } : {}),
    ...(key === undefined ? {} : { [`${PREFIX}/storage-spec-key`]: key }),
    ...(container === '' || textAt(model, 'storageUri') === undefined
      ? {}
      : { [`${PREFIX}/storage-container-name`]: container }),
  };
}

function agentAnnotations(
  service: Manifest,
  predictor: JsonObject,
  model: JsonObject | undefined,
): Readonly<Record<string, string>> {
  if (!holdsSeveralModels(predictor, model)) return {};
  return {
    [`${PREFIX}/agent`]: 'true',
    [`${PREFIX}/configVolumeName`]: modelConfigName(nameOf(service)),
    [`${PREFIX}/configMountPath`]: '/mnt/configs',
    [`${PREFIX}/modelDir`]: '/mnt/models',
  };
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/constants/constants.go ModelConfigName */
export function modelConfigName(service: string): string {
  return `modelconfig-${service}-0`;
}

/**
 * Whether KServe takes a predictor for one that serves whatever models are sent to it: one that states no model.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go IsMMSPredictor
 */
export function holdsSeveralModels(predictor: JsonObject, model: JsonObject = {}): boolean {
  const containers = arrayAt(predictor, 'containers');
  if (containers.length > 0) {
    return arrayAt(containers[0], 'env').some(
      (variable) => textAt(variable, 'name') === 'MULTI_MODEL_SERVER' && textAt(variable, 'value') === 'true',
    );
  }
  if (isObject(predictor.huggingface) || textAt(model, 'modelFormat', 'name') === 'huggingface') return false;
  const isStored = textAt(model, 'storageUri') !== undefined || isObject(model.storage);
  return !isStored && arrayAt(predictor, 'storageUris').length === 0;
}

/** As Go writes a map. */
function sortedJson(map: JsonObject): string {
  return JSON.stringify(Object.fromEntries(Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1))));
}
