import type { Acknowledgement } from '../checks/acknowledge/acknowledgement';
import type { Finding } from '../checks/finding';
import type { RecordedAcknowledgement } from '../sources/recorded-object';

/**
 * What is acknowledged of objects by way of their constructs, which files do not show. What annotations and patterns of
 * objects and files acknowledge, `check` sees by itself.
 */
export class Records {
  private readonly known = new Map<string, RecordedAcknowledgement[]>();

  /** @param objects - the places of objects, by which findings name them */
  public constructor(private readonly objects: { readonly has: (where: string) => boolean }) {}

  /** Notes why a finding is accepted, if that is not seen in files. */
  public add({ id, where }: Finding, acknowledgement: Acknowledgement | undefined): void {
    const record = acknowledgement && recordOf(acknowledgement, id, where);
    if (record === undefined || !this.objects.has(where)) return;
    const others = this.known.get(where);
    if (others === undefined) this.known.set(where, [record]);
    // The first is the one that is told in a synth.
    else if (!others.some(({ rule }) => rule === id)) others.push(record);
  }

  /** By the places of objects, in the order of rules, whatever the order in which they were found. */
  public byWhere(): ReadonlyMap<string, readonly RecordedAcknowledgement[]> {
    const sorted = [...this.known].map(
      ([where, records]) => [where, records.sort((one, other) => (one.rule < other.rule ? -1 : 1))] as const,
    );
    return new Map(sorted);
  }
}

function recordOf(
  { reason, by, where: stated, scope }: Acknowledgement,
  rule: string,
  where: string,
): RecordedAcknowledgement | undefined {
  if (by === 'construct') return { rule, reason, construct: stated };
  if (scope.kind === 'pattern' && scope.of === 'constructs')
    return { rule, reason, construct: where, by: 'configuration' };
  return undefined;
}
