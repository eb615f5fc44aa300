import { textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import type { PodContainer } from '../pods/containers';
import { servingPort } from './serving-address';
import type { StartedEngine } from './started-engine';

const PORT = 'prometheus.io/port';

/** Metrics that Prometheus is sent for where the engine does not show them. */
export function checkMetrics(
  [started]: readonly StartedEngine[],
  containers: readonly PodContainer[],
  annotations: JsonObject,
): readonly Fault[] {
  // Another container may be meant.
  if (started === undefined || containers.filter(({ list }) => list === 'containers').length > 1) return [];
  const { launch, flags } = started;
  const port = textAt(annotations, PORT);
  const asks = textAt(annotations, 'prometheus.io/scrape') === 'true' || port !== undefined;
  if (!asks) return [];
  const { engine } = launch;
  if (engine === 'sglang' && !flags.has('--enable-metrics')) {
    return [
      {
        id: 'sglang/no-metrics',
        severity: 'warning',
        field: `spec.${launch.container.path}.args`,
        problem: 'Prometheus is sent to the pod, and SGLang runs without --enable-metrics',
        consequence: 'There is nothing at /metrics: dashboards stay empty, and autoscalers see no load.',
        mend: 'Add --enable-metrics.',
      },
    ];
  }
  const serving = servingPort(launch, flags);
  if (port === undefined || serving === undefined || Number(port) === serving) return [];
  return [
    {
      id: `${engine}/metrics-port`,
      severity: 'warning',
      field: `metadata.annotations["${PORT}"]`,
      problem: `Prometheus is sent to port ${port}, and the engine shows its metrics on ${serving}`,
      consequence: 'Nothing is measured: dashboards stay empty, and autoscalers see no load.',
      mend: `State '${serving}'.`,
    },
  ];
}
