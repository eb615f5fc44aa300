import type { Severity } from '../checks/finding';
import { plain } from './colours';
import type { Look, Painter } from './colours';
import { oneLine } from './one-line';
import type { Acceptance, ReportedFinding } from './report';

const LOOKS: Readonly<Record<Severity, Look>> = { error: 'red', warning: 'yellow', note: 'cyan' };

/** One finding as a paragraph a person can act on. */
export function formatFinding(finding: ReportedFinding, paint: Painter = plain, frame: readonly string[] = []): string {
  const { severity, accepted, where, field } = finding;
  const head = accepted === undefined ? severity : `acknowledged ${severity}`;
  const line = (label: string, text: string) => `  ${paint(`${label}:`.padEnd(5), 'dim')} ${oneLine(text)}`;
  return [
    `${paint(`${head}:`, 'bold', LOOKS[severity])} ${oneLine(finding.problem)}  ${paint(`[${oneLine(finding.id)}]`, 'dim')}`,
    line('at', field === undefined || field === '' ? where : `${where} · ${field}`),
    ...frame,
    ...(accepted === undefined ? [] : [line('why', `${accepted.reason} (acknowledged by ${whoAccepts(accepted)})`)]),
    line('then', finding.consequence),
    line('mend', finding.mend),
  ].join('\n');
}

/** Who accepts a finding, as a part of a sentence. */
export function whoAccepts({ by, construct }: Acceptance): string {
  switch (by) {
    case 'construct':
      return construct === undefined ? 'a construct' : `the construct ${construct}`;
    case 'annotation':
      return 'an annotation';
    case 'configuration':
      return 'the configuration';
  }
}

/** All findings of a run: errors first, what is acknowledged last, otherwise in the order in which they were found. */
export function formatFindings(findings: readonly ReportedFinding[]): string {
  const rank = { error: 0, warning: 1, note: 2 } as const;
  const rankOf = ({ severity, accepted }: ReportedFinding) => (accepted === undefined ? rank[severity] : 3);
  return [...findings]
    .sort((one, other) => rankOf(one) - rankOf(other))
    .map((finding) => formatFinding(finding))
    .join('\n\n');
}
