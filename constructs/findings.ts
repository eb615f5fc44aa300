import type { IConstruct } from 'constructs';
import type { Fault, Finding } from '../checks/finding';
import { formatFinding } from '../reports/format-finding';
import { isAcknowledged } from './checks';

const recorded = new WeakMap<IConstruct, Finding[]>();

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
  const finding: Finding = { ...fault, where: placeOf(construct) };
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
