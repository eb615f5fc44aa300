import type { Severity } from '../checks/finding';
import { slashed } from './file-uri';
import { fingerprints } from './fingerprint';
import { jsonText } from './json-text';
import { oneLine } from './one-line';
import type { Report } from './report';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', note: 'info' };

/**
 * A report of GitLab's code quality, shown in merge requests.
 *
 * @see https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function gitlabReport({ findings }: Report): string {
  const marks = fingerprints(findings);
  return jsonText(
    findings.map(({ id, severity, accepted, place, where, problem, consequence, mend }, index) => {
      const acknowledged = accepted === undefined ? '' : ` (acknowledged: ${accepted.reason})`;
      return {
        description: oneLine(`${problem}. ${consequence} ${mend}${acknowledged}`),
        check_name: id,
        fingerprint: marks[index],
        severity: accepted === undefined ? SEVERITIES[severity] : 'info',
        location: { path: slashed(place?.file ?? where), lines: { begin: place?.line ?? 1 } },
      };
    }),
  );
}
