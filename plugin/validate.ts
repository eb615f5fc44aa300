import { fails } from '../reports/report';
import type { ReportedFinding } from '../reports/report';
import { checkClusters } from '../sources/check-sources';
import { loadConfiguration } from '../sources/configuration/read-configuration';
import { gatherClusters } from '../sources/gather-clusters';
import type { ValidationContext, ValidationSettings, ValidationViolation } from './validation-context';

/** Checks what an app has written, and reports it as the cdk8s CLI wants it. */
export function validate(props: ValidationSettings, { manifests, report }: ValidationContext): void {
  const reading = loadConfiguration(props.config);
  if (!reading.ok) {
    for (const finding of reading.findings) report.addViolation(violation(finding));
    report.submit('failure');
    return;
  }
  const { configuration } = reading;
  const { clusters } = gatherClusters({ paths: manifests, clusters: configuration.clusters, runtimes: [] });
  const failOn = props.failOn ?? configuration.failOn ?? 'error';
  const { findings, objects } = checkClusters(clusters, {
    failOn,
    strict: configuration.strict,
    rules: { only: configuration.only, skip: configuration.skip },
    acknowledgements: configuration.acknowledgements,
  });
  for (const finding of findings) report.addViolation(violation(finding));
  report.submit(findings.some((finding) => fails(finding, failOn)) ? 'failure' : 'success', {
    Objects: String(objects),
  });
}

function violation(finding: ReportedFinding): ValidationViolation {
  const { id, severity, problem, consequence, mend, accepted, object, place, where, field } = finding;
  const said = accepted === undefined ? severity : `${severity}, acknowledged: ${accepted.reason}`;
  return {
    ruleName: id,
    recommendation: `${said}: ${problem}. ${consequence}`,
    fix: mend,
    violatingResources: [
      {
        resourceName: object?.name ?? '',
        locations: [field === undefined ? where : `${where} ${field}`],
        manifestPath: place?.file ?? where,
      },
    ],
  };
}
