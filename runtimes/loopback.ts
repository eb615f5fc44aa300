import type { Fault } from '../checks/finding';

/** Whether a server at this address answers its own pod alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

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
