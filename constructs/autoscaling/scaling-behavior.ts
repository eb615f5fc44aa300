import { DEFAULTS } from './defaults';
import type { ScaleDown } from './settings';

/**
 * How fast replicas come and go. The API server states its own rules for coming where there are none, so that they are
 * stated beforehand.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#default-behavior
 */
export function scalingBehavior({ stabilizationSeconds, replicas, everySeconds }: ScaleDown = {}) {
  return {
    scaleUp: {
      stabilizationWindowSeconds: 0,
      selectPolicy: 'Max',
      policies: [
        { type: 'Pods', value: 4, periodSeconds: 15 },
        { type: 'Percent', value: 100, periodSeconds: 15 },
      ],
    },
    scaleDown: {
      stabilizationWindowSeconds: stabilizationSeconds ?? DEFAULTS.stabilizationSeconds,
      selectPolicy: 'Max',
      policies: [{ type: 'Pods', value: replicas ?? 1, periodSeconds: everySeconds ?? DEFAULTS.scaleDownSeconds }],
    },
  };
}
