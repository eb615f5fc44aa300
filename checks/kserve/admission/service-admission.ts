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
import { checkScaling, scalingRefusedByKnative } from './scaling';
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
    ...(hasWrongMode(service) ? checkDeploymentMode(service) : checkScaling(service)),
    ...checkAutoscalerClass(service),
    ...checkServiceVariables(service),
    ...checkServiceWorkers(service, configuration),
    ...checkCollocatedTransformer(service),
    ...checkModelName(service),
    ...service.components.flatMap(checkStorageUris),
    ...checkConfidential(service),
    ...service.components.flatMap(checkComponent),
    ...checkCanaries(service),
  ];
}

/** Whether an annotation is to say the mode and does not. */
function hasWrongMode({ annotations }: Service): boolean {
  const { [DEPLOYMENT_MODE]: mode } = annotations;
  return isStated(mode) && (typeof mode !== 'string' || !isDeploymentMode(currentModeName(mode)));
}

/**
 * The webhook takes any other text for Knative, and the controller for what the cluster's default is; where that is
 * Standard, what makes the Deployment reads the text once more and knows none but Standard. What the webhook refuses of how
 * the service is scaled comes of the text alone, and is told with it.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go GetDeploymentMode
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validateAutoScalingCompExtension
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/factory.go CreateWorkloadReconciler
 */
function checkDeploymentMode(service: Service): readonly Fault[] {
  const mode = textAt(service.annotations, DEPLOYMENT_MODE);
  // What is no text, another rule tells.
  if (mode === undefined) return [];
  const refusal = refusalOfMode(service);
  return [
    {
      id: 'kserve/deployment-mode',
      severity: refusal === undefined ? 'warning' : 'error',
      field: `metadata.annotations["${DEPLOYMENT_MODE}"]`,
      problem: `'${mode}' is no deployment mode`,
      consequence: refusal ?? "The controller ignores it and takes the cluster's default.",
      mend: 'Use Standard or Knative, in these letters.',
    },
  ];
}

/** What keeps a service of an unknown mode from running, as far as that is known. */
function refusalOfMode(service: Service): string | undefined {
  const [refused] = scalingRefusedByKnative(service);
  if (refused !== undefined) {
    return `KServe's webhook takes it for Knative, and refuses the service for its ${refused.field ?? 'scaling'}.`;
  }
  if (!service.isModeKnown || service.mode !== 'Standard') return undefined;
  return "The controller takes the cluster's default, Standard, and then stops (unsupported deployment mode for workload): there is no pod.";
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
