import type { Fault } from '../../finding';
import { isStated } from '../component';
import type { Service } from '../service';

/**
 * The share of requests that a new revision gets, which Knative alone knows of.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/knative/ksvc_reconciler.go createKnativeService
 */
export function checkCanaryPercent({ components, mode }: Service): readonly Fault[] {
  return components.flatMap(({ path, fields }): readonly Fault[] => {
    const { canaryTrafficPercent: percent } = fields;
    if (!isStated(percent) || mode === 'ModelMesh') return [];
    const field = `${path}.canaryTrafficPercent`;
    if (mode === 'Standard') return [withoutEffect(field)];
    if (typeof percent === 'number' && Number.isInteger(percent) && percent >= 0 && percent <= 100) return [];
    return [
      {
        id: 'kserve/canary-percent',
        severity: 'error',
        field,
        problem: `${JSON.stringify(percent)} is no percentage`,
        consequence: 'Traffic cannot be split, and the service does not become ready.',
        mend: 'Use a whole number from 0 to 100.',
      },
    ];
  });
}

function withoutEffect(field: string): Fault {
  return {
    id: 'kserve/canary-without-effect',
    severity: 'warning',
    field,
    problem: 'A share of the requests is stated, and the service is in Standard mode',
    consequence: 'Nothing reads it: the new pods get all requests as soon as they are ready.',
    mend: 'Use spec.canary, or Knative mode.',
  };
}
