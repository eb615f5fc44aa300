import { podType } from '../../catalog/pod-types';
import { arrayAt, isObject, objectAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { asGoWritesIt } from '../go-json/go-value';
import { unionOfTexts } from '../pod-edits';
import type { PodConfiguration } from './configuration';
import { modelDemands } from './model-demands';

/** The model of a predictor. */
export interface ServiceModel {
  /** The member of the predictor that states it: `model`, or a framework. */
  readonly key: string;
  readonly fields: JsonObject;
  readonly format: string;
  /** The container that is stated, as Go writes it. */
  readonly stated: JsonObject;
  /** The container that is put over the runtime's: with what the controller sets up in it. */
  readonly container: JsonObject;
}

/** A service as the controller sees it. */
export interface DefaultedService {
  readonly manifest: Manifest;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly predictor: JsonObject;
  /** @default - the predictor states its containers itself */
  readonly model?: ServiceModel;
  readonly mode: 'Standard' | 'Knative';
}

const DEPLOYMENT_MODE = 'serving.kserve.io/deploymentMode';

/**
 * A service with what KServe's webhook writes into it, as far as pods depend on it. Undefined where KServe makes none,
 * as under ModelMesh, and where a field has a type that the API server refuses.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_defaults.go DefaultInferenceService
 */
export function defaultedService(manifest: Manifest, configuration: PodConfiguration): DefaultedService | undefined {
  const predictor = objectAt(manifest, 'spec', 'predictor');
  const stated = unionOfTexts(objectAt(manifest, 'metadata', 'annotations'));
  const mode = modeOf(stated[DEPLOYMENT_MODE] ?? configuration.defaultDeploymentMode);
  const demands = modelDemands(manifest, configuration.defaultDeploymentMode);
  if (mode === undefined || (demands === undefined && arrayAt(predictor, 'containers').length === 0)) return undefined;
  const isPinned = DEPLOYMENT_MODE in stated || configuration.defaultDeploymentMode === 'Standard';
  const key = demands?.formatField.split('.')[2] ?? 'model';
  const fields = valueAt(predictor, key);
  const service = {
    manifest,
    labels: unionOfTexts(objectAt(manifest, 'metadata', 'labels')),
    annotations: {
      ...(demands === undefined || demands.format === '' ? {} : { modelFormat: demands.format }),
      ...stated,
      ...(isPinned ? { [DEPLOYMENT_MODE]: mode } : {}),
    },
    predictor,
    mode,
  };
  if (demands === undefined || !isObject(fields)) return service;
  const container = asGoWritesIt(fields, podType('Container'));
  return { ...service, model: { key, fields, format: demands.format, stated: container, container } };
}

function modeOf(mode: string): DefaultedService['mode'] | undefined {
  if (mode === 'Standard' || mode === 'RawDeployment') return 'Standard';
  return mode === 'Knative' || mode === 'Serverless' ? 'Knative' : undefined;
}
