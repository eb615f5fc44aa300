import type { IConstruct } from 'constructs';
import { acknowledge } from '../checks/acknowledge/acknowledge';
import type { Acknowledgement, Subject } from '../checks/acknowledge/acknowledgement';
import { acknowledgementsOf } from '../checks/acknowledge/annotations';
import { isExpected } from '../checks/acknowledge/expected';
import type { Finding } from '../checks/finding';
import { isChosen } from '../checks/rules/rule-choice';
import { acknowledgementsIn } from '../constructs/checks';
import { placeOf } from '../constructs/findings';
import { identityOf } from '../kubernetes/object-identity';
import type { ReportedFinding } from '../reports/report';
import type { Configuration } from '../sources/configuration/configuration';
import type { CollectedObject } from './objects/collect-objects';

/** The findings of a tree that are told, each with its object and with the acknowledgement that holds for it. */
export function judgeFindings(
  found: readonly Finding[],
  root: IConstruct,
  objects: readonly CollectedObject[],
  configuration: Configuration,
): readonly ReportedFinding[] {
  const byWhere = new Map(objects.map(({ where, manifest }) => [where, identityOf(manifest)]));
  const subjectAt = (where: string): Subject => ({ where, object: byWhere.get(where) });
  const items = found
    .filter(({ id }) => isChosen(id, configuration))
    .map((finding) => ({ finding, subject: subjectAt(finding.where) }));
  const acknowledgements = [...ofConstructs(root), ...acknowledgementsOf(objects), ...configuration.acknowledgements];
  const subjects = [...byWhere.keys()].map(subjectAt);
  const looked = { at: 'constructs', subjects, rules: configuration, isWhole: false } as const;
  const judged = acknowledge(items, acknowledgements, (acknowledgement) => isExpected(acknowledgement, looked));
  return [
    ...judged.findings.map(({ finding, subject: { object }, acknowledgement }): ReportedFinding => {
      if (acknowledgement === undefined) return { ...finding, object };
      return { ...finding, object, accepted: { reason: acknowledgement.reason, by: acknowledgement.by } };
    }),
    ...judged.about.map(({ finding, acknowledgement: { place } }): ReportedFinding => ({ ...finding, place })),
  ];
}

function ofConstructs(root: IConstruct): readonly Acknowledgement[] {
  return acknowledgementsIn(root).map(({ construct, rule, reason }) => {
    const where = placeOf(construct);
    const path = construct.node.path === '' ? '' : where;
    return { rule, reason, by: 'construct', scope: { kind: 'construct', path }, where };
  });
}
