import type { Fault } from '../finding';

/** A fault for which KServe's webhook refuses a service. */
export function refusedService(id: string, field: string, problem: string, mend: string): Fault {
  return { id, severity: 'error', field, problem, consequence: "KServe's webhook refuses the service.", mend };
}

/** A fault for which KServe's webhook refuses a configuration. */
export function refusedConfig(id: string, field: string, problem: string, mend: string): Fault {
  return { id, severity: 'error', field, problem, consequence: "KServe's webhook refuses the configuration.", mend };
}

/** A fault over which the controller stops before it makes anything. */
export function failedService(id: string, field: string, problem: string, mend: string): Fault {
  return { id, severity: 'error', field, problem, consequence: 'The controller fails, and makes no pods.', mend };
}
