import type { Fault } from '../checks/finding';

/** A server that nobody reaches, not even the kubelet's probes. */
export function loopbackFault(id: string, host: string): Fault {
  return {
    id,
    severity: 'error',
    field: 'args',
    problem: `--host is ${host}, where the server answers its own pod alone`,
    consequence: 'Probes and clients reach nobody, and the kubelet restarts the pod for ever.',
    mend: 'Leave --host out, or use 0.0.0.0.',
  };
}
