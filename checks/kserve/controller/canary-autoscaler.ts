import { textAt } from '../../../kubernetes/manifest';
import type { Fault } from '../../finding';
import { AUTOSCALER_CLASS } from '../service';
import type { Service } from '../service';

/**
 * Canaries that KEDA is to scale: their metrics are dropped, so that their ScaledObject has no trigger.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go reconcileCanaryDeployments
 */
export function checkCanaryAutoscaler({ annotations, canaries, predictor, mode }: Service): readonly Fault[] {
  if (mode !== 'Standard') return [];
  const ofService = textAt(annotations, AUTOSCALER_CLASS);
  // A canary has what the stable predictor states, and its own over it.
  const ofStable = textAt(predictor.fields, 'annotations', AUTOSCALER_CLASS) ?? ofService;
  return canaries.flatMap(({ path, fields }): readonly Fault[] => {
    if ((textAt(fields, 'annotations', AUTOSCALER_CLASS) ?? ofStable) !== 'keda') return [];
    return [
      {
        id: 'kserve/canary-autoscaler',
        severity: 'error',
        field: path,
        problem: 'KEDA is to scale the canary, whose number of replicas is fixed',
        consequence:
          'The controller makes a ScaledObject without triggers, which the API server refuses. It stops there, so that the stable predictor is not made or changed either.',
        mend: `Give the canary's predictor the annotation ${AUTOSCALER_CLASS}: none.`,
      },
    ];
  });
}
