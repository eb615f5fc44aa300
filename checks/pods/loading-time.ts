import { loadingSeconds } from '../../catalog/loading-time';
import { isObject } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import type { PodContainer } from './containers';

/** The API server's own numbers where a probe states none. */
const PERIOD_SECONDS = 10;
const FAILURE_THRESHOLD = 3;

/**
 * Probes that end a container while it still loads its model.
 *
 * @param weightsGiB size of the model's weights, as far as it is known
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export function checkLoadingTime({ container, path }: PodContainer, weightsGiB: number | undefined): readonly Fault[] {
  const { startupProbe, livenessProbe } = container;
  if (isObject(startupProbe)) return checkStartupProbe(startupProbe, `${path}.startupProbe`, weightsGiB);
  if (!isObject(livenessProbe)) return [];
  const budget = budgetOf(livenessProbe);
  const needed = loadingSeconds(weightsGiB).careful;
  if (budget === undefined || budget >= needed) return [];
  return [
    {
      id: 'pod/liveness-while-loading',
      severity: 'warning',
      field: `${path}.livenessProbe`,
      problem: `Without a startupProbe, the livenessProbe ends the container ${budget} seconds after it started`,
      consequence: `The engine answers only once the model is loaded, for which ${weightsInWords(weightsGiB)} may take ${needed} seconds: it is ended before, again and again.`,
      mend: `Add a startupProbe of ${Math.ceil(needed / PERIOD_SECONDS)} × ${PERIOD_SECONDS} seconds; livenessProbe waits for it.`,
    },
  ];
}

function checkStartupProbe(probe: JsonObject, field: string, weightsGiB: number | undefined): readonly Fault[] {
  const budget = budgetOf(probe);
  const { least, careful } = loadingSeconds(weightsGiB);
  if (weightsGiB === undefined || budget === undefined || budget >= least) return [];
  return [
    {
      id: 'pod/startup-budget',
      severity: 'warning',
      field,
      problem: `The startupProbe gives the container ${budget} seconds`,
      consequence: `${weightsInWords(weightsGiB)} need ${least} seconds even from a fast disk: the kubelet ends the container before, again and again.`,
      mend: `Give it ${careful} seconds: failureThreshold ${Math.ceil(careful / PERIOD_SECONDS)} with periodSeconds ${PERIOD_SECONDS}.`,
    },
  ];
}

/** Seconds after which a container that never answers is ended. */
function budgetOf(probe: JsonObject): number | undefined {
  const delay = number(probe.initialDelaySeconds, 0);
  const period = number(probe.periodSeconds, PERIOD_SECONDS);
  const failures = number(probe.failureThreshold, FAILURE_THRESHOLD);
  if (delay === undefined || period === undefined || failures === undefined) return undefined;
  return delay + period * failures;
}

function number(value: JsonValue | undefined, otherwise: number): number | undefined {
  if (value === undefined || value === null || value === 0) return otherwise;
  return typeof value === 'number' && value > 0 ? value : undefined;
}

function weightsInWords(weightsGiB: number | undefined): string {
  return weightsGiB === undefined ? 'a model of unknown size' : `${Math.round(weightsGiB)} GiB of weights`;
}
