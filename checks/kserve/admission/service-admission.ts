import { arrayAt, isObject, textAt } from '../../../kubernetes/manifest';
import type { Fault } from '../../finding';
import { checkServiceVariables } from './blocked-variables';
import { checkCanaries } from './canaries';
import { isStated, TRANSFORMER_CONTAINER, variableOf } from '../component';
import { checkComponent } from './component-admission';
import { checkConfidential } from './confidential';
import type { KserveConfiguration } from '../kserve-facts';
import { currentModeName, isDeploymentMode } from '../kserve-facts';
import { refusal } from '../refusal';
import { checkScaling } from './scaling';
import { AUTOSCALER_CLASS, DEPLOYMENT_MODE } from '../service';
import type { Service } from '../service';
import { checkServiceWorkers } from './service-workers';
import { checkStorageUris } from './storage-uris';

const AUTOSCALERS = ['hpa', 'keda', 'external', 'none'];

/**
 * What KServe's validating webhook refuses of an InferenceService as the mutating one has left it. Its name is checked
 * by itself.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validateInferenceService
 */
export function checkServiceAdmission(service: Service, configuration: KserveConfiguration): readonly Fault[] {
  return [
    ...checkDeploymentMode(service),
    ...checkAutoscalerClass(service),
    ...checkServiceVariables(service),
    ...checkServiceWorkers(service, configuration),
    ...checkCollocatedTransformer(service),
    ...checkModelName(service),
    ...service.components.flatMap(checkStorageUris),
    ...checkConfidential(service),
    ...service.components.flatMap(checkComponent),
    ...checkScaling(service),
    ...checkCanaries(service),
  ];
}

/**
 * The webhook takes any other text for Knative, and the controller for what the cluster's default is.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go GetDeploymentMode
 */
function checkDeploymentMode({ annotations }: Service): readonly Fault[] {
  const mode = textAt(annotations, DEPLOYMENT_MODE);
  if (mode === undefined || isDeploymentMode(currentModeName(mode))) return [];
  return [
    {
      id: 'kserve/deployment-mode',
      severity: 'warning',
      field: `metadata.annotations["${DEPLOYMENT_MODE}"]`,
      problem: `'${mode}' is no deployment mode`,
      consequence: "The controller ignores it and takes the cluster's default.",
      mend: 'Use Standard or Knative, in these letters.',
    },
  ];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validateInferenceServiceAutoscaler */
function checkAutoscalerClass({ annotations }: Service): readonly Fault[] {
  const autoscaler = textAt(annotations, AUTOSCALER_CLASS);
  if (autoscaler === undefined || AUTOSCALERS.includes(autoscaler)) return [];
  return [
    refusal(
      'service',
      'kserve/autoscaler-class',
      `metadata.annotations["${AUTOSCALER_CLASS}"]`,
      `'${autoscaler}' is no autoscaler class`,
      'Use hpa, keda, external or none.',
    ),
  ];
}

/**
 * A transformer in the predictor's pod reads the model from the predictor.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validateCollocationStorageURI
 */
function checkCollocatedTransformer({ predictor }: Service): readonly Fault[] {
  const containers = arrayAt(predictor.fields, 'containers');
  const index = containers.findIndex((container) => textAt(container, 'name') === TRANSFORMER_CONTAINER);
  const transformer = containers[index];
  if (!isObject(transformer) || variableOf(transformer, 'STORAGE_URI') === undefined) return [];
  return [
    refusal(
      'service',
      'kserve/collocated-storage',
      `${predictor.path}.containers[${index}].env`,
      'The transformer beside the model states STORAGE_URI',
      'Leave it out: the model is mounted into both containers.',
    ),
  ];
}

/**
 * A model is merged into a container of the runtime, whose name it must keep.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validatePredictor
 */
function checkModelName({ predictor }: Service): readonly Fault[] {
  return predictor.implementations
    .filter(({ kind, fields }) => kind === 'model' && isStated(fields.name) && fields.name !== '')
    .map(({ path, fields }) => {
      const problem = `The model has a name, '${textAt(fields, 'name') ?? ''}'`;
      return refusal('service', 'kserve/model-name', `${path}.name`, problem, 'Leave it out.');
    });
}
