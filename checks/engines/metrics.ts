import { textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { containersIn } from '../pods/containers';
import { engineLaunch } from './engine-launch';
import { GivenFlags } from './flags';
import { servingPort } from './serving-address';

const PORT = 'prometheus.io/port';

/** Metrics that Prometheus is sent for where the engine does not show them. */
export function checkMetrics(spec: JsonObject, annotations: JsonObject): readonly Fault[] {
  const [only, ...others] = containersIn(spec).filter(({ list }) => list === 'containers');
  // Another container may be meant.
  const launch = only === undefined || others.length > 0 ? undefined : engineLaunch(only);
  if (launch === undefined) return [];
  const flags = new GivenFlags(launch);
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
