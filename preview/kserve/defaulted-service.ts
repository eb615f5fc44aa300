import { podType } from '../../catalog/pod-types';
import { arrayAt, isObject, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
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
const MODES: ReadonlySet<string> = new Set(['Standard', 'Knative', 'ModelMesh']);

/**
 * A service with what KServe's webhook writes into it, as far as pods depend on it. Undefined where KServe makes none,
 * as under ModelMesh or for a {@link refusedMode}, and where a field has a type that the API server refuses.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_defaults.go DefaultInferenceService
 */
export function defaultedService(manifest: Manifest, configuration: PodConfiguration): DefaultedService | undefined {
  const predictor = objectAt(manifest, 'spec', 'predictor');
  const stated = unionOfTexts(objectAt(manifest, 'metadata', 'annotations'));
  const mode = modeOf(stated[DEPLOYMENT_MODE], configuration.defaultDeploymentMode);
  const demands = modelDemands(manifest, configuration.defaultDeploymentMode);
  if (mode === undefined || (demands === undefined && arrayAt(predictor, 'containers').length === 0)) return undefined;
  const { [DEPLOYMENT_MODE]: annotated } = stated;
  const pinned = annotated === undefined ? undefined : presentName(annotated);
  const key = demands?.formatField.split('.')[2] ?? 'model';
  const fields = valueAt(predictor, key);
  const service = {
    manifest,
    labels: unionOfTexts(objectAt(manifest, 'metadata', 'labels')),
    annotations: {
      ...(demands === undefined || demands.format === '' ? {} : { modelFormat: demands.format }),
      ...stated,
      ...(pinned !== undefined || mode === 'Standard' ? { [DEPLOYMENT_MODE]: pinned ?? mode } : {}),
    },
    predictor,
    mode,
  };
  if (demands === undefined || !isObject(fields)) return service;
  const container = asGoWritesIt(fields, podType('Container'));
  return { ...service, model: { key, fields, format: demands.format, stated: container, container } };
}

/**
 * The text of an annotation that is no deployment mode, where that keeps the controller from making pods: it takes the
 * cluster's default, and where that is Standard, what makes the Deployment reads the annotation once more.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/factory.go CreateWorkloadReconciler
 */
export function refusedMode(manifest: Manifest, { defaultDeploymentMode }: PodConfiguration): string | undefined {
  const mode = textAt(manifest, 'metadata', 'annotations', DEPLOYMENT_MODE);
  if (defaultDeploymentMode !== 'Standard' || mode === undefined || mode === '') return undefined;
  return MODES.has(presentName(mode)) ? undefined : mode;
}

/** Its present name, where it is known under an old one. */
function presentName(mode: string): string {
  if (mode === 'RawDeployment') return 'Standard';
  return mode === 'Serverless' ? 'Knative' : mode;
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go GetDeploymentMode */
function modeOf(
  stated: string | undefined,
  byDefault: PodConfiguration['defaultDeploymentMode'],
): DefaultedService['mode'] | undefined {
  const name = presentName(stated ?? '');
  const mode = MODES.has(name) ? name : byDefault;
  if (mode === 'Knative') return 'Knative';
  return mode === 'Standard' && (name === mode || name === '') ? 'Standard' : undefined;
}
