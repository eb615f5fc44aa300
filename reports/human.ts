import { identityInWords } from '../kubernetes/object-identity';
import { codeFrame } from './code-frame';
import { plain } from './colours';
import type { Painter } from './colours';
import { formatFinding } from './format-finding';
import { oneLine } from './one-line';
import type { Report, ReportedFinding } from './report';
import { summaryLines } from './summary';

/** How a report looks to a person. */
export interface HumanStyle {
  readonly paint: Painter;
  /** Whether to show the line of the file that a finding is about. */
  readonly frames: boolean;
}

const PLAIN: HumanStyle = { paint: plain, frames: false };

/** A report as text: findings grouped by file and object, what is acknowledged after all others, and a summary. */
export function humanReport(report: Report, style: HumanStyle = PLAIN): string {
  const groups = groupedFindings(report.findings, style);
  const summary = summaryLines(report).map(oneLine).join('\n');
  return groups === '' ? summary : `${groups}\n\n${summary}`;
}

/** Findings under headings of their files and objects. */
export function groupedFindings(findings: readonly ReportedFinding[], style: HumanStyle = PLAIN): string {
  const open = findings.filter(({ accepted }) => accepted === undefined);
  const accepted = findings.filter((finding) => finding.accepted !== undefined);
  return [...blocks(open, style), ...blocks(accepted, style)].join('\n\n');
}

function blocks(findings: readonly ReportedFinding[], { paint, frames }: HumanStyle): readonly string[] {
  let last: string | undefined;
  return findings.flatMap((finding) => {
    const heading = headingOf(finding);
    const { place } = finding;
    const frame = frames && place !== undefined ? codeFrame(place, paint) : [];
    const paragraph = formatFinding(finding, paint, frame);
    if (heading === last) return [paragraph];
    last = heading;
    return [paint(heading, 'bold'), paragraph];
  });
}

function headingOf({ where, place, object, cluster }: ReportedFinding): string {
  const parts = [cluster, place?.file ?? where, object && identityInWords(object)];
  return oneLine(parts.filter((part) => part !== undefined).join(' · '));
}
