import { nearestName } from '../../catalog/nearest-name';
import { allRules } from '../rules/all-rules';
import { isDeniable } from '../rules/rule-choice';
import type { Fault, Finding } from '../finding';
import { AcknowledgementIndex } from './acknowledgement-index';
import type { Acknowledgement, Subject } from './acknowledgement';

/** Of as many ids that no rule has, the nearest is looked for: it takes time, and says little of thousands. */
const MOST_HINTS = 20;

/** A finding with what it is told of. */
export interface SubjectFinding {
  readonly finding: Finding;
  readonly subject: Subject;
}

/** A finding about an acknowledgement itself. */
export interface AcknowledgementFinding {
  readonly finding: Finding;
  readonly acknowledgement: Acknowledgement;
}

/** What acknowledgements do to findings. */
export interface Acknowledged<Item extends SubjectFinding> {
  /** The findings in their order, each with the acknowledgement that holds for it. */
  readonly findings: readonly (Item & { readonly acknowledgement?: Acknowledgement })[];
  /** What is wrong with the acknowledgements. */
  readonly about: readonly AcknowledgementFinding[];
}

/**
 * Finds the acknowledgement of each finding, and acknowledgements that are wrong themselves.
 *
 * @param expects - whether an acknowledgement should have held for something of this run
 */
export function acknowledge<Item extends SubjectFinding>(
  items: readonly Item[],
  acknowledgements: readonly Acknowledgement[],
  expects: (acknowledgement: Acknowledgement) => boolean = () => true,
): Acknowledged<Item> {
  const valid = acknowledgements.filter(({ reason }) => reason.trim() !== '');
  const index = new AcknowledgementIndex(valid);
  const used = new Set<Acknowledgement>();
  const findings = items.map((item) => {
    if (!isDeniable(item.finding.id)) return item;
    const holding = index.allFor(item.finding.id, item.subject);
    for (const acknowledgement of holding) used.add(acknowledgement);
    return holding[0] === undefined ? item : { ...item, acknowledgement: holding[0] };
  });
  let unknown = 0;
  const nearest = (rule: string) => (unknown++ < MOST_HINTS ? nearestName(rule, allRules.keys()) : undefined);
  const faults = acknowledgements.flatMap((acknowledgement): readonly AcknowledgementFinding[] => {
    const { rule, reason } = acknowledgement;
    const isUnused = !used.has(acknowledgement) && expects(acknowledgement);
    const fault = reason.trim() === '' ? noReason(rule) : isUnused ? unused(rule, nearest) : undefined;
    if (fault === undefined) return [];
    const { where, field } = acknowledgement;
    return [{ finding: { ...fault, where, field }, acknowledgement }];
  });
  return { findings, about: faults };
}

function noReason(rule: string): Fault {
  return {
    id: 'acknowledgement/no-reason',
    severity: 'error',
    problem: `'${rule}' is acknowledged without a reason`,
    consequence: 'The acknowledgement has no effect.',
    mend: 'State why it is right as it is.',
  };
}

function unused(rule: string, nearestTo: (rule: string) => string | undefined): Fault {
  const fault = {
    id: 'acknowledgement/unused',
    severity: 'warning',
    consequence: 'It has no effect now, and would hide the next fault of that kind.',
  } as const;
  if (!isDeniable(rule)) {
    return {
      ...fault,
      problem: `'${rule}' cannot be acknowledged`,
      mend: 'Remove it, and mend what the rule tells of.',
    };
  }
  if (allRules.has(rule)) {
    return { ...fault, problem: `'${rule}' is acknowledged where it finds nothing`, mend: 'Remove it.' };
  }
  const nearest = nearestTo(rule);
  return {
    ...fault,
    problem: `'${rule}' is acknowledged, and nothing of that id was found`,
    mend: nearest === undefined ? 'Remove it, or correct the id.' : `Did you mean '${nearest}'?`,
  };
}
