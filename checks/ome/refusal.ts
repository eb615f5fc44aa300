import type { Fault } from '../finding';

/** What OME's validating webhooks refuse; without them, which some installations leave off, the controller fails later. */
export function refusal(kind: string, id: string, field: string, problem: string, mend: string): Fault {
  return { id, severity: 'error', field, problem, consequence: `OME's webhook refuses the ${kind}.`, mend };
}
