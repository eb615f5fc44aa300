import { nameOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import type { Scaler } from './scaler';

const LONGEST_LABEL = 63;
const LONGEST_STABILIZATION = 3600;

/**
 * Numbers of a scaler that admission refuses, beside those of KEDA's schema. The bounds of stabilization windows are
 * added to it when it is released.
 *
 * @see https://github.com/kedacore/keda/blob/main/apis/keda/v1alpha1/scaledobject_types.go CheckReplicaCountBoundsAreValid
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/autoscaling/validation/validation.go
 */
export function checkBounds(scaler: Scaler): readonly Fault[] {
  return [
    ...checkStabilization(scaler),
    ...(scaler.kind === 'ScaledObject'
      ? [...checkIdle(scaler), ...checkHpaName(scaler)]
      : [...checkRange(scaler), ...checkZero(scaler)]),
  ];
}

function checkRange({ kind, min, max, minField, maxField }: Scaler): readonly Fault[] {
  if (min === undefined || max === undefined || min <= max) return [];
  return [
    {
      id: 'autoscaling/replica-range',
      severity: 'error',
      field: minField,
      problem: `At least ${min} and at most ${max} replicas are asked for`,
      consequence: `The API server refuses the ${kind}.`,
      mend: `Set ${maxField} to ${min} or more, or ${minField} to ${max} or less.`,
    },
  ];
}

function checkZero({ min, minField }: Scaler): readonly Fault[] {
  if (min !== 0) return [];
  return [
    {
      id: 'autoscaling/hpa-zero',
      severity: 'warning',
      field: minField,
      problem: 'A HorizontalPodAutoscaler is to keep 0 replicas',
      consequence: 'The API server refuses it, unless the alpha feature HPAScaleToZero is on.',
      mend: 'Use 1, or a ScaledObject of KEDA.',
    },
  ];
}

function checkStabilization({ behavior, behaviorPath }: Scaler): readonly Fault[] {
  return (['scaleUp', 'scaleDown'] as const).flatMap((direction): readonly Fault[] => {
    const seconds = valueAt(behavior, direction, 'stabilizationWindowSeconds');
    if (typeof seconds !== 'number' || (seconds >= 0 && seconds <= LONGEST_STABILIZATION)) return [];
    return [
      {
        id: 'autoscaling/stabilization',
        severity: 'error',
        field: `${behaviorPath}.${direction}.stabilizationWindowSeconds`,
        problem: `${seconds} is not from 0 to ${LONGEST_STABILIZATION} seconds`,
        consequence:
          'The API server refuses it; KEDA before this bound cannot make its HPA, and nothing is ever scaled.',
        mend: `Use ${seconds < 0 ? 0 : LONGEST_STABILIZATION}.`,
      },
    ];
  });
}

/** A least number of 0 counts as 1 here where it is stated, and as 0 where it is not. */
function checkIdle({ manifest, min: least, minField }: Scaler): readonly Fault[] {
  const idle = valueAt(manifest, 'spec', 'idleReplicaCount');
  const isStated = valueAt(manifest, ...minField.split('.')) !== undefined;
  const min = least === 0 && isStated ? 1 : least;
  if (typeof idle !== 'number' || min === undefined || idle < min) return [];
  return [
    {
      id: 'autoscaling/idle-replicas',
      severity: 'error',
      field: 'spec.idleReplicaCount',
      problem: `${idle} replicas run when nothing is asked for, and at least ${min} when something is`,
      consequence: "KEDA's webhook refuses the ScaledObject: the first number must be the smaller.",
      mend: `Set minReplicaCount to ${idle + 1} or more${min > 0 ? ', or idleReplicaCount to 0' : ', or leave idleReplicaCount out'}.`,
    },
  ];
}

/** @see https://github.com/kedacore/keda/blob/main/apis/keda/v1alpha1/scaledobject_webhook.go verifyName */
function checkHpaName({ manifest }: Scaler): readonly Fault[] {
  const stated = textAt(objectAt(manifest, 'spec', 'advanced', 'horizontalPodAutoscalerConfig'), 'name') ?? '';
  const name = nameOf(manifest);
  const longest = stated === '' ? LONGEST_LABEL - 'keda-hpa-'.length : LONGEST_LABEL;
  if (name.length > longest) {
    return [
      {
        id: 'autoscaling/name-length',
        severity: 'error',
        field: 'metadata.name',
        problem: `'${name}' has ${name.length} characters`,
        consequence: `KEDA's webhook refuses the ScaledObject: ${stated === '' ? "'keda-hpa-' and its name are" : 'its name is'} a label's value, of at most ${LONGEST_LABEL} characters.`,
        mend: `Use a name of at most ${longest} characters.`,
      },
    ];
  }
  if (stated.length <= LONGEST_LABEL) return [];
  return [
    {
      id: 'autoscaling/name-length',
      severity: 'error',
      field: 'spec.advanced.horizontalPodAutoscalerConfig.name',
      problem: `'${stated}' has ${stated.length} characters`,
      consequence: `KEDA's webhook refuses the ScaledObject: the name of its HPA is a label's value, of at most ${LONGEST_LABEL} characters.`,
      mend: `Use a name of at most ${LONGEST_LABEL} characters.`,
    },
  ];
}
