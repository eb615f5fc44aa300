import { arrayAt, isObject, nameOf, namespaceOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import type { DeploymentMode } from '../cluster-facts';
import { componentOf, isStated } from './component';
import type { Component } from './component';
import { currentModeName, isDeploymentMode } from './kserve-facts';
import type { KserveConfiguration } from './kserve-facts';

export const DEPLOYMENT_MODE = 'serving.kserve.io/deploymentMode';
export const AUTOSCALER_CLASS = 'serving.kserve.io/autoscalerClass';

/** An InferenceService, read once. */
export interface Service {
  readonly manifest: Manifest;
  readonly name: string;
  readonly namespace?: string;
  readonly annotations: JsonObject;
  /** Empty where none is stated. */
  readonly predictor: Component;
  /** Those that are stated, the predictor first. */
  readonly components: readonly Component[];
  /** Predictors that get a share of the requests. */
  readonly canaries: readonly Component[];
  readonly mode: DeploymentMode;
  /** Whether the service or the cluster states the mode; otherwise it is what KServe ships. */
  readonly isModeKnown: boolean;
  /** Whether OpenShift AI's webhook writes where the model is, from a connection that the service names. */
  readonly isStorageInjected: boolean;
}

export function serviceOf(manifest: Manifest, configuration: KserveConfiguration): Service {
  const annotations = objectAt(manifest, 'metadata', 'annotations');
  const stated = statedMode(manifest);
  const makesModel = textAt(annotations, DEPLOYMENT_MODE) !== 'ModelMesh';
  const predictorFields = valueAt(manifest, 'spec', 'predictor');
  const predictor = componentOf(
    'predictor',
    isObject(predictorFields) ? predictorFields : {},
    'spec.predictor',
    makesModel,
  );
  const others = (['transformer', 'explainer'] as const).flatMap((kind) => {
    const fields = valueAt(manifest, 'spec', kind);
    return isObject(fields) ? [componentOf(kind, fields, `spec.${kind}`)] : [];
  });
  return {
    manifest,
    name: nameOf(manifest),
    namespace: namespaceOf(manifest),
    annotations,
    predictor,
    components: [...(isObject(predictorFields) ? [predictor] : []), ...others],
    canaries: arrayAt(manifest, 'spec', 'canary').map((canary, index) =>
      componentOf('predictor', objectAt(canary, 'predictor'), `spec.canary[${index}].predictor`, false),
    ),
    mode: stated ?? configuration.defaultDeploymentMode,
    isModeKnown: stated !== undefined || configuration.isDefaultModeKnown,
    isStorageInjected: isStated(annotations['opendatahub.io/connections']),
  };
}

/**
 * The mode that a service is in already, or asks for.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go GetDeploymentMode
 */
function statedMode(manifest: Manifest): DeploymentMode | undefined {
  const status = textAt(manifest, 'status', 'deploymentMode');
  const annotation = textAt(manifest, 'metadata', 'annotations', DEPLOYMENT_MODE);
  return [status, annotation].map((mode) => currentModeName(mode ?? '')).find(isDeploymentMode);
}
