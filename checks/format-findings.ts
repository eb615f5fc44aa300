import type { Finding } from './finding';

/** One finding as a paragraph a person can act on. */
export function formatFinding(finding: Finding): string {
  const place = finding.field === undefined ? finding.where : `${finding.where} · ${finding.field}`;
  return [
    `${finding.severity}: ${finding.problem}  [${finding.id}]`,
    `  at:   ${place}`,
    `  then: ${finding.consequence}`,
    `  mend: ${finding.mend}`,
  ].join('\n');
}

/** All findings of a run, errors first, then in the order in which they were found. */
export function formatFindings(findings: readonly Finding[]): string {
  const rank = { error: 0, warning: 1, note: 2 } as const;
  return [...findings]
    .sort((one, other) => rank[one.severity] - rank[other.severity])
    .map(formatFinding)
    .join('\n\n');
}
