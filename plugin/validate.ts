import { whoAccepts } from '../reports/format-finding';
import { fails } from '../reports/report';
import type { ReportedFinding } from '../reports/report';
import { amountInWords } from '../reports/summary';
import { checkClusters } from '../sources/check-sources';
import { loadConfiguration } from '../sources/configuration/read-configuration';
import { gatherClusters } from '../sources/gather-clusters';
import type { MissingSource } from '../sources/list-files';
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
  const gathered = gatherClusters({ paths: manifests, clusters: configuration.clusters, runtimes: [] });
  const failOn = props.failOn ?? configuration.failOn ?? 'error';
  const checked = checkClusters(gathered.clusters, {
    failOn,
    strict: configuration.strict,
    rules: { only: configuration.only, skip: configuration.skip },
    acknowledgements: configuration.acknowledgements,
  });
  const findings = [...gathered.missing.map(missingSource), ...gathered.findings, ...checked.findings];
  for (const finding of findings) report.addViolation(violation(finding));
  const notChecked = [...checked.notChecked, ...gathered.notChecked].map(amountInWords);
  report.submit(findings.some((finding) => fails(finding, failOn)) ? 'failure' : 'success', {
    Objects: String(checked.objects),
    ...(notChecked.length === 0 ? {} : { 'Not checked': notChecked.join('; ') }),
  });
}

/** What would be judged by less than is known of the cluster is not judged at all. */
function missingSource({ path, problem }: MissingSource): ReportedFinding {
  return {
    id: 'configuration/invalid',
    severity: 'error',
    where: path,
    problem: `Something that is named cannot be had: ${problem}`,
    consequence: 'What stands in the cluster is not known.',
    mend: 'Correct the path in the configuration or in the Cluster, or bring the file there.',
  };
}

function violation(finding: ReportedFinding): ValidationViolation {
  const { id, severity, problem, consequence, mend, accepted, object, place, where, field } = finding;
  const said =
    accepted === undefined ? severity : `${severity}, acknowledged by ${whoAccepts(accepted)}: ${accepted.reason}`;
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
