import { nearestDnsLabel } from '../../kubernetes/names';
import { isObject, nameOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';

/** `app: isvc.<name>-predictor` is a label on every pod, and label values end at 63 characters. */
const LONGEST_NAME = 48;

const COMPONENTS = ['predictor', 'transformer', 'explainer'] as const;

/**
 * What KServe's validating webhook, or right after it the controller, refuses of an InferenceService.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/component.go
 */
export function checkInferenceService(manifest: Manifest): readonly Fault[] {
  return [
    ...checkName(nameOf(manifest)),
    ...checkAutoscalerClass(textAt(manifest, 'metadata', 'annotations', 'serving.kserve.io/autoscalerClass')),
    ...COMPONENTS.flatMap((component) => {
      const extension = valueAt(manifest, 'spec', component);
      return isObject(extension) ? checkReplicas(extension, `spec.${component}`) : [];
    }),
    ...checkStorage(objectAt(manifest, 'spec', 'predictor', 'model')),
    ...checkCanary(valueAt(manifest, 'spec', 'predictor', 'canaryTrafficPercent')),
  ];
}

function checkName(name: string): readonly Fault[] {
  if (!/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name)) {
    return [
      {
        id: 'kserve/service-name',
        severity: 'error',
        field: 'metadata.name',
        problem: `'${name.slice(0, 80)}' is no name for an InferenceService: it starts with a letter and has lower-case letters, digits and dashes`,
        consequence: "KServe's webhook refuses the service.",
        mend: `Name it '${nearestDnsLabel(name.replace(/^[^A-Za-z]+/, ''), LONGEST_NAME)}', say.`,
      },
    ];
  }
  if (name.length <= LONGEST_NAME) return [];
  return [
    {
      id: 'kserve/service-name-length',
      severity: 'error',
      field: 'metadata.name',
      problem: `'${name}' has ${name.length} characters, ${LONGEST_NAME} fit`,
      consequence: `The controller labels pods with 'isvc.${name}-predictor', over the 63 characters a label value may have, and makes none.`,
      mend: `Shorten it to '${nearestDnsLabel(name, LONGEST_NAME)}', say.`,
    },
  ];
}

function checkAutoscalerClass(autoscaler: string | undefined): readonly Fault[] {
  if (autoscaler === undefined || ['hpa', 'external', 'keda', 'none'].includes(autoscaler)) return [];
  return [
    {
      id: 'kserve/autoscaler-class',
      severity: 'error',
      field: 'metadata.annotations["serving.kserve.io/autoscalerClass"]',
      problem: `'${autoscaler}' is no autoscaler class`,
      consequence: "KServe's webhook refuses the service.",
      mend: 'Use hpa, keda, external or none.',
    },
  ];
}

function checkReplicas(component: JsonObject, path: string): readonly Fault[] {
  const { minReplicas: min, maxReplicas: max, containerConcurrency: concurrency } = component;
  const faults: Fault[] = [];
  for (const [field, value] of Object.entries({
    minReplicas: min,
    maxReplicas: max,
    containerConcurrency: concurrency,
  })) {
    if (value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= 0)) continue;
    faults.push({
      id: 'kserve/negative-count',
      severity: 'error',
      field: `${path}.${field}`,
      problem: `${JSON.stringify(value)} is no count: it is a whole number from 0`,
      consequence: "KServe's webhook refuses the service.",
      mend: 'Use 0 or more.',
    });
  }
  if (faults.length === 0 && typeof max === 'number' && max !== 0) {
    const least = typeof min === 'number' ? min : 1;
    if (least > max) {
      faults.push({
        id: 'kserve/replicas-range',
        severity: 'error',
        field: `${path}.minReplicas`,
        problem: `The least number of replicas, ${least}, is over the largest, ${max}`,
        consequence: "KServe's webhook refuses the service.",
        mend: `Set min to ${max} or less, or max to ${least} or more.`,
      });
    }
  }
  return faults;
}

function checkStorage(model: JsonObject): readonly Fault[] {
  const stated = ['storageUri', 'storageUris', 'storage'].filter((field) => model[field] !== undefined);
  if (stated.length < 2) return [];
  return [
    {
      id: 'kserve/storage-twice',
      severity: 'error',
      field: `spec.predictor.model.${stated[1] ?? ''}`,
      problem: `The model's place is stated as ${stated.join(' and as ')}`,
      consequence: 'The controller refuses the service: it must be only one.',
      mend: 'Keep one of them.',
    },
  ];
}

function checkCanary(percent: unknown): readonly Fault[] {
  if (percent === undefined) return [];
  if (typeof percent === 'number' && Number.isInteger(percent) && percent >= 0 && percent <= 100) return [];
  return [
    {
      id: 'kserve/canary-percent',
      severity: 'error',
      field: 'spec.predictor.canaryTrafficPercent',
      problem: `${JSON.stringify(percent)} is no percentage`,
      consequence: 'Traffic cannot be split, and the service does not become ready.',
      mend: 'Use a whole number from 0 to 100.',
    },
  ];
}
