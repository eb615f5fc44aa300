import type { Fault } from '../finding';

/** Who refuses a change. */
export type Refuser = 'The API server' | "KServe's webhook" | "LeaderWorkerSet's webhook";

/** A change that is refused as a whole: the object stays as it was, whatever else was changed. */
export function refusedChange(id: string, field: string, problem: string, mend: string, by: Refuser): Fault {
  const consequence = `${by} refuses the update, and the object stays as it is.`;
  return { id, severity: 'error', field, problem, consequence, mend };
}
