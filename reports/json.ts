import { allRules } from '../checks/rules/all-rules';
import { fingerprints } from './fingerprint';
import { jsonText } from './json-text';
import { packageVersion } from './package-version';
import { countsOf, fails } from './report';
import type { Report } from './report';

/** Version of the form below; it rises when a reader of an older form would be misled. */
const FORM = 1;

/** A report as data, for programs. */
export function jsonReport(report: Report): string {
  const { findings, notChecked, files, objects, failOn } = report;
  const marks = fingerprints(findings);
  return jsonText({
    version: FORM,
    tool: { name: 'cdk8s-inference', version: packageVersion() },
    failed: findings.some((finding) => fails(finding, failOn)),
    failOn,
    counts: { files: files.length, objects, ...countsOf(findings) },
    findings: findings.map((finding, index) => {
      const { id, severity, cluster, where, place, object, field, problem, consequence, mend, accepted } = finding;
      return {
        id,
        severity,
        cluster,
        where,
        file: place?.file,
        line: place?.line,
        column: place?.column,
        object,
        field,
        problem,
        consequence,
        mend,
        acknowledged: accepted,
        fingerprint: marks[index],
        sources: allRules.get(id)?.sources ?? [],
      };
    }),
    notChecked,
  });
}
