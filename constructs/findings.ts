import type { IConstruct } from 'constructs';
import { placeInWords } from '../checks/file-place';
import type { FilePlace } from '../checks/file-place';
import type { Fault, Finding } from '../checks/finding';
import { formatFinding } from '../reports/format-finding';
import type { ReportedFinding } from '../reports/report';
import { isAcknowledged } from './checks';

const recorded = new WeakMap<IConstruct, ReportedFinding[]>();

/** Path under which a person knows a construct: an object inside a construct of ours goes by its owner's path. */
export function placeOf(construct: IConstruct): string {
  const owner = construct.node.id === 'Resource' ? construct.node.scope : undefined;
  const path = (owner ?? construct).node.path;
  return path === '' ? 'app' : path;
}

/**
 * Records what is wrong with a construct's props. Synthesis goes on, so that all faults of a run are told at once; an
 * error then stops it before anything is written, unless it is acknowledged. A plain cdk8s `App` is stopped by the same
 * errors.
 */
export function report(construct: IConstruct, fault: Fault): void {
  record(construct, { ...fault, where: placeOf(construct) });
}

/** Records what is wrong with a file that a construct reads, as {@link report} does. */
export function reportAt(construct: IConstruct, place: FilePlace, fault: Fault): void {
  record(construct, { ...fault, where: placeInWords(place), place });
}

function record(construct: IConstruct, finding: ReportedFinding): void {
  const known = recorded.get(construct);
  if (known === undefined) recorded.set(construct, [finding]);
  else known.push(finding);
  if (finding.severity !== 'error') return;
  construct.node.addValidation({
    validate: () => (isAcknowledged(construct, finding.id) ? [] : [formatFinding(finding)]),
  });
}

/** What was recorded of one construct. */
export function findingsOf(construct: IConstruct): readonly Finding[] {
  return recorded.get(construct) ?? [];
}
