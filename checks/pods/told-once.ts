import type { Finding } from '../finding';

/** A finding of a pod. */
export interface PodFinding {
  readonly finding: Finding;
  /** Where the object is that makes the pod. @default - it is about no pod alone */
  readonly owner?: string;
}

/** What a runtime states shows in the pods of each of its services: it is told once, with their number. */
export function toldOnce(findings: readonly PodFinding[]): readonly Finding[] {
  const told = new Map<string, { readonly finding: Finding; readonly owners: Set<string> }>();
  for (const { finding, owner } of findings) {
    const key = [finding.id, finding.where, finding.field, finding.problem].join('\n');
    let known = told.get(key);
    if (known === undefined) {
      known = { finding, owners: new Set() };
      told.set(key, known);
    }
    if (owner !== undefined && owner !== finding.where) known.owners.add(owner);
  }
  return [...told.values()].map(({ finding, owners }) => {
    if (owners.size < 2) return finding;
    return { ...finding, consequence: `${finding.consequence} So it is in the pods of ${owners.size} services.` };
  });
}
