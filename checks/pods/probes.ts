import { arrayAt, isObject, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { refusedPod } from './containers';
import type { PodContainer } from './containers';

export const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'] as const;

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;

/** As many periods as one probe may reasonably take. */
const MOST_PERIODS = 10;

/**
 * Probes that ask in no way, in two at once, or a port that is not there.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateHandler
 */
export function checkProbes(containers: readonly PodContainer[]): readonly Fault[] {
  return containers.flatMap((each) =>
    PROBES.flatMap((name) => {
      const { [name]: probe } = each.container;
      return isObject(probe) ? checkProbe(each, name, probe) : [];
    }),
  );
}

function checkProbe(each: PodContainer, name: (typeof PROBES)[number], probe: JsonObject): readonly Fault[] {
  const path = `${each.path}.${name}`;
  if (each.list === 'initContainers' && each.container.restartPolicy !== 'Always') {
    const problem = 'A container that runs before the others and ends has a probe';
    return [refusedPod('pod/init-probe', path, problem, "Leave it out, or set restartPolicy to 'Always'.")];
  }
  const handlers = HANDLERS.filter((handler) => isObject(probe[handler]));
  if (handlers.length !== 1) {
    const problem =
      handlers.length === 0
        ? 'The probe does not say what to ask'
        : `The probe asks in ${handlers.length} ways at once: ${handlers.join(', ')}`;
    return [refusedPod('pod/probe-handler', path, problem, `State one of ${HANDLERS.join(', ')}.`)];
  }
  return [...checkThreshold(probe, name, path), ...checkTimeout(probe, path), ...checkPortName(each, probe, path)];
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateLivenessProbe */
function checkThreshold(probe: JsonObject, name: string, path: string): readonly Fault[] {
  const { successThreshold: threshold } = probe;
  if (name === 'readinessProbe' || threshold === undefined || threshold === null || threshold === 1) return [];
  const problem = `A ${name} has to succeed ${JSON.stringify(threshold)} times, and only 1 is allowed`;
  return [refusedPod('pod/probe-threshold', `${path}.successThreshold`, problem, 'Leave it out.')];
}

/**
 * The kubelet waits for one probe before it begins the next.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/prober/worker.go run
 */
function checkTimeout(probe: JsonObject, path: string): readonly Fault[] {
  const { timeoutSeconds: timeout = 1, periodSeconds: period = 10, failureThreshold: failures = 3 } = probe;
  if (typeof timeout !== 'number' || typeof period !== 'number' || typeof failures !== 'number') return [];
  if (timeout < MOST_PERIODS * period) return [];
  return [
    {
      id: 'pod/probe-timeout',
      severity: 'warning',
      field: `${path}.timeoutSeconds`,
      problem: `A probe may take ${timeout} seconds, and one begins every ${period}`,
      consequence: `An engine that hangs is noticed after ${failures} × ${timeout} = ${failures * timeout} seconds, and not after ${failures * period}.`,
      mend: `Give a probe less than its period, and a slow start more failures: failureThreshold, say.`,
    },
  ];
}

/** The kubelet looks a port's name up in the container that is probed, and in no other. */
function checkPortName({ container }: PodContainer, probe: JsonObject, path: string): readonly Fault[] {
  const handler = (['httpGet', 'tcpSocket'] as const).find((each) => isObject(probe[each]));
  const port = handler === undefined ? undefined : valueAt(probe, handler, 'port');
  if (handler === undefined || typeof port !== 'string') return [];
  const names = arrayAt(container, 'ports').flatMap((each) => textAt(each, 'name') ?? []);
  if (names.includes(port)) return [];
  return [
    {
      id: 'pod/probe-port',
      severity: 'error',
      field: `${path}.${handler}.port`,
      problem: `The probe asks the port '${port}', and the container names ${names.length === 0 ? 'no port' : names.join(', ')}`,
      consequence:
        'The kubelet cannot find the port, and every probe fails: the pod is never ready, or restarts for ever.',
      mend: 'Name the port in `ports` of the container, or state its number.',
    },
  ];
}
