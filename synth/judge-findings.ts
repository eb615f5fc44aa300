import type { IConstruct } from 'constructs';
import { acknowledge } from '../checks/acknowledge/acknowledge';
import type { SubjectFinding } from '../checks/acknowledge/acknowledge';
import type { Acknowledgement, Subject } from '../checks/acknowledge/acknowledgement';
import { acknowledgementsOf } from '../checks/acknowledge/annotations';
import { isExpected } from '../checks/acknowledge/expected';
import type { Finding } from '../checks/finding';
import { isChosen } from '../checks/rules/rule-choice';
import { acknowledgementsIn } from '../constructs/checks';
import { placeOf } from '../constructs/findings';
import { runtimeHeldBy } from '../constructs/held-engine';
import { identityOf } from '../kubernetes/object-identity';
import { acceptanceOf } from '../reports/report';
import type { ReportedFinding } from '../reports/report';
import type { Configuration } from '../sources/configuration/configuration';
import type { RecordedAcknowledgement } from '../sources/recorded-object';
import type { CollectedObject } from './objects/collect-objects';
import { Records } from './records';
import { toldAtFirst } from './told-at-first';
import type { HeldFinding } from './told-at-first';
import type { ToldFinding } from './told-once';

/** What was found in a tree. */
export interface Found {
  readonly findings: readonly Finding[];
  /** Those of them that manifests show by themselves. */
  readonly ofManifests: readonly Finding[];
  /** What props have told of manifests already. */
  readonly told: readonly ToldFinding[];
}

/** What is told of a tree, and what `check` has to know of what was acknowledged, by the places of objects. */
export interface Judgement {
  readonly findings: readonly ReportedFinding[];
  readonly acknowledged: ReadonlyMap<string, readonly RecordedAcknowledgement[]>;
}

/** The findings of a tree that are told, each with its object and with the acknowledgement that holds for it. */
export function judgeFindings(
  { findings: found, ofManifests, told }: Found,
  root: IConstruct,
  objects: readonly CollectedObject[],
  configuration: Configuration,
): Judgement {
  const byWhere = new Map(objects.map(({ where, manifest }) => [where, identityOf(manifest)]));
  const subjectAt = (where: string): Subject => ({ where, object: byWhere.get(where) });
  const itemOf = (finding: Finding): SubjectFinding => {
    const { where } = finding;
    return { finding, subject: { ...subjectAt(where), heldRuntime: runtimeHeldAt(root, where) } };
  };
  const items = found.filter(({ id }) => isChosen(id, configuration)).map(itemOf);
  const acknowledgements = [...ofConstructs(root), ...acknowledgementsOf(objects), ...configuration.acknowledgements];
  const subjects = [...byWhere.keys()].map(subjectAt);
  const looked = { at: 'constructs', subjects, rules: configuration, isWhole: false } as const;
  const judged = acknowledge(items, acknowledgements, (acknowledgement) => isExpected(acknowledgement, looked));

  const records = new Records(byWhere);
  const accepted = new Map(judged.findings.map(({ finding, acknowledgement }) => [finding, acknowledgement]));
  for (const [finding, acknowledgement] of accepted) records.add(finding, acknowledgement);
  const repeated = acknowledge(
    told.map(({ finding }) => itemOf(finding)),
    acknowledgements,
    () => false,
  );
  for (const [index, { finding, acknowledgement }] of repeated.findings.entries()) {
    const reasons = told[index]?.by.map((first) => accepted.get(first)) ?? [];
    records.add(finding, acknowledgement ?? (reasons.includes(undefined) ? undefined : reasons[0]));
  }
  const shown = new Set(ofManifests);
  const open = judged.findings.map(({ finding, subject: { object, heldRuntime }, acknowledgement }): HeldFinding => {
    const accepted = acknowledgement && { accepted: acceptanceOf(acknowledgement) };
    // What is wrong with the props of several services is mended in each.
    return { finding: { ...finding, object, ...accepted }, runtime: shown.has(finding) ? heldRuntime : undefined };
  });
  return {
    findings: [
      ...toldAtFirst(open),
      ...judged.about.map(({ finding, acknowledgement: { place } }): ReportedFinding => ({ ...finding, place })),
    ],
    acknowledged: records.byWhere(),
  };
}

function ofConstructs(root: IConstruct): readonly Acknowledgement[] {
  return acknowledgementsIn(root).map(({ construct, rule, reason }) => {
    const where = placeOf(construct);
    const path = construct.node.path === '' ? '' : where;
    return { rule, reason, by: 'construct', scope: { kind: 'construct', path }, where };
  });
}

/** The path of the runtime whose engine the construct at a path holds. */
function runtimeHeldAt(root: IConstruct, where: string): string | undefined {
  let construct: IConstruct | undefined = root;
  for (const id of where.split('/')) construct = construct?.node.tryFindChild(id);
  const runtime = construct && runtimeHeldBy(construct);
  return runtime && placeOf(runtime);
}
