import type { PodMonitorSpec } from '../../imports/monitoring.coreos.com';
import { duration } from './promql';
import { answeringPods } from './scale-target';
import type { ScaleTarget } from './scale-target';

/** Where the pods of a target are measured. */
export interface Scraping {
  readonly target: ScaleTarget;
  readonly port: number | string;
  readonly path: string;
  readonly intervalSeconds: number;
}

/**
 * The spec of a PodMonitor for the pods that answer.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMonitor
 */
export function podMonitorSpec({ target, port, path, intervalSeconds }: Scraping): PodMonitorSpec {
  return {
    selector: { matchLabels: answeringPods(target) },
    podMetricsEndpoints: [
      {
        ...(typeof port === 'number' ? { portNumber: port } : { port }),
        path,
        interval: duration(intervalSeconds),
      },
    ],
  };
}

/** What the operator writes into the label `job` of everything that a PodMonitor measures. */
export function jobLabel(namespace: string, podMonitor: string): string {
  return `${namespace}/${podMonitor}`;
}
