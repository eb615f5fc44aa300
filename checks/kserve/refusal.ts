import type { Fault } from '../finding';

/** A fault for which KServe's webhook refuses a service or a runtime. */
export function refusal(
  refused: 'service' | 'runtime',
  id: string,
  field: string,
  problem: string,
  mend: string,
): Fault {
  return { id, severity: 'error', field, problem, consequence: `KServe's webhook refuses the ${refused}.`, mend };
}
