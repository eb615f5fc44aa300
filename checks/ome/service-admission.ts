import { isObject, nameOf, textAt, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { nearestDnsLabel } from '../../kubernetes/names';
import type { Fault } from '../finding';
import { checkKeda } from './keda';
import { refusal } from './refusal';

/** Services of Kubernetes are named by labels. */
const LONGEST_NAME = 63;

const KIND = 'InferenceService';

/**
 * What OME's webhook refuses of an InferenceService by itself.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/webhook/admission/isvc/inference_service_validation.go
 */
export function checkServiceAdmission(service: Manifest): readonly Fault[] {
  return [
    ...checkName(nameOf(service)),
    ...checkNameLength(service),
    ...checkAutoscaler(service),
    ...checkTargetUtilization(annotation(service, 'ome.io/targetUtilizationPercentage')),
    ...checkComponents(service),
  ];
}

/** @see validateInferenceServiceName */
function checkName(name: string): readonly Fault[] {
  // That there is none is told of any object.
  if (name === '' || /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name)) return [];
  return [
    refusal(
      KIND,
      'ome/service-name',
      'metadata.name',
      `'${name.slice(0, 80)}' is no name for an InferenceService: it starts with a letter and has lower-case letters, digits and dashes`,
      `Name it '${nearestDnsLabel(name.replace(/^[^A-Za-z]+/, ''))}', say.`,
    ),
  ];
}

/**
 * Of each component the controller makes a Service that is called like both.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/components/engine.go determineEngineName
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validation/generic.go NameIsDNS1035Label
 */
function checkNameLength(service: Manifest): readonly Fault[] {
  const name = nameOf(service);
  const suffix = isObject(valueAt(service, 'spec', 'decoder')) ? '-decoder' : '-engine';
  const longest = LONGEST_NAME - suffix.length;
  if (name.length <= longest) return [];
  return [
    {
      id: 'ome/service-name-length',
      severity: 'error',
      field: 'metadata.name',
      problem: `'${name.slice(0, 80)}' has ${name.length} characters, ${longest} fit`,
      consequence: `The controller makes a Service of this name and '${suffix}', and the API server refuses more than ${LONGEST_NAME} characters.`,
      mend: `Shorten it to '${nearestDnsLabel(name, longest)}', say.`,
    },
  ];
}

/** @see validateInferenceServiceAutoscaler */
function checkAutoscaler(service: Manifest): readonly Fault[] {
  const autoscaler = annotation(service, 'ome.io/autoscalerClass');
  const metric = annotation(service, 'ome.io/metrics');
  switch (autoscaler) {
    case undefined:
    case 'external':
      return [];
    case 'keda':
      return checkKeda(service);
    case 'hpa':
      if (metric === undefined || metric === 'cpu' || metric === 'memory') return [];
      return [
        refusal(
          KIND,
          'ome/autoscaler-metric',
          'metadata.annotations["ome.io/metrics"]',
          `'${metric}' is no metric that OME's HorizontalPodAutoscaler scales by`,
          'Use cpu or memory, or the autoscaler class keda.',
        ),
      ];
    default:
      return [
        refusal(
          KIND,
          'ome/autoscaler-class',
          'metadata.annotations["ome.io/autoscalerClass"]',
          `'${autoscaler}' is no autoscaler class`,
          'Use hpa, keda or external.',
        ),
      ];
  }
}

/** @see validateAutoscalerTargetUtilizationPercentage */
function checkTargetUtilization(percentage: string | undefined): readonly Fault[] {
  if (percentage === undefined) return [];
  const number = /^[+-]?[0-9]+$/.test(percentage) ? Number(percentage) : 0;
  if (number >= 1 && number <= 100) return [];
  return [
    refusal(
      KIND,
      'ome/target-utilization',
      'metadata.annotations["ome.io/targetUtilizationPercentage"]',
      `'${percentage}' is no percentage`,
      'Use a whole number from 1 to 100.',
    ),
  ];
}

/**
 * Engine and model are demanded even where the engine brings its own image, unless the webhook makes both of a
 * predictor.
 *
 * @see validateEngineDecoderConfiguration
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/reconciliation.go ReconcileBaseModel
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/deployment.go validateDeploymentModeCompatibility
 */
function checkComponents(service: Manifest): readonly Fault[] {
  const predictor = valueAt(service, 'spec', 'predictor');
  const hasEngine = isObject(valueAt(service, 'spec', 'engine'));
  if (isObject(predictor) && Object.keys(predictor).length > 0) {
    return [
      {
        id: 'ome/predictor',
        severity: 'warning',
        field: 'spec.predictor',
        problem: 'The service has a predictor, which OME no longer reads',
        consequence: "OME's webhook rewrites it into engine, model and runtime, so that Git and the cluster differ.",
        mend: 'State spec.engine, spec.model and spec.runtime.',
      },
    ];
  }
  const faults: Fault[] = [];
  if (!hasEngine && isObject(valueAt(service, 'spec', 'decoder'))) {
    faults.push(
      refusal(
        KIND,
        'ome/decoder-without-engine',
        'spec.decoder',
        'The service has a decoder and no engine',
        'State the engine too; `engine: {}` takes everything from the runtime.',
      ),
    );
  } else if (!hasEngine) {
    faults.push({
      id: 'ome/no-engine',
      severity: 'error',
      field: 'spec.engine',
      problem: 'The service has no engine',
      consequence: 'A runtime whose engine the service does not name makes no pod: the controller fails.',
      mend: 'State it; `engine: {}` takes everything from the runtime.',
    });
  }
  if ((textAt(service, 'spec', 'model', 'name') ?? '') === '') {
    faults.push({
      id: 'ome/no-model',
      severity: 'error',
      field: 'spec.model',
      problem: 'The service names no model',
      consequence: 'The controller fails (model reference is required) and makes no pod.',
      mend: 'Name a BaseModel or ClusterBaseModel.',
    });
  }
  return faults;
}

function annotation(service: Manifest, key: string): string | undefined {
  return textAt(service, 'metadata', 'annotations', key);
}
