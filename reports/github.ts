import type { Severity } from '../checks/finding';
import { identityInWords } from '../kubernetes/object-identity';
import { slashed } from './file-uri';
import { oneLine } from './one-line';
import type { Report, ReportedFinding } from './report';
import { summaryLines } from './summary';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * A report as commands of GitHub's workflows, which become annotations of a pull request's files.
 *
 * @see https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts escapeData, escapeProperty
 */
export function githubReport(report: Report): string {
  return [...report.findings.map(command), ...summaryLines(report).map(oneLine)].join('\n');
}

function command(finding: ReportedFinding): string {
  const { id, severity, accepted, place, where, object, field, problem, consequence, mend } = finding;
  const title = accepted === undefined ? id : `acknowledged: ${id}`;
  const properties = { ...(place && { file: slashed(place.file), line: place.line, col: place.column }), title };
  const subject = [
    object === undefined ? undefined : identityInWords(object),
    place === undefined ? where : undefined,
    field,
  ];
  const lines = [
    problem,
    subject.filter((part) => part !== undefined).join(' · '),
    ...(accepted === undefined ? [] : [`acknowledged: ${accepted.reason}`]),
    consequence,
    mend,
  ];
  const data = lines.filter((line) => line !== '').map(oneLine);
  const stated = Object.entries(properties).map(([name, value]) => `${name}=${property(oneLine(String(value)))}`);
  return `::${accepted === undefined ? COMMANDS[severity] : 'notice'} ${stated.join(',')}::${data.map(escaped).join('%0A')}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25');
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
