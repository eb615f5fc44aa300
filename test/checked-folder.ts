import { fails } from '../reports/report';
import type { ReportedFinding } from '../reports/report';
import { checkClusters } from '../sources/check-sources';
import { loadConfiguration } from '../sources/configuration/read-configuration';
import { gatherClusters } from '../sources/gather-clusters';

/** What `check` finds of paths, with the configuration of the working directory. */
export function checked(paths: readonly string[], configured?: string) {
  const reading = loadConfiguration(configured);
  if (!reading.ok) throw new Error(JSON.stringify(reading.findings));
  const { configuration } = reading;
  const gathered = gatherClusters({ paths, clusters: configuration.clusters, runtimes: [] });
  const report = checkClusters(gathered.clusters, {
    rules: configuration,
    acknowledgements: configuration.acknowledgements,
    failOn: configuration.failOn,
  });
  const findings = [...gathered.findings, ...report.findings];
  return {
    findings,
    missing: gathered.missing.map(({ problem }) => problem),
    notChecked: [...report.notChecked, ...gathered.notChecked],
    failed: findings.some((finding) => fails(finding, report.failOn)),
  };
}

/** What tells findings apart, whether they come of constructs or of files. */
export function inShort({ id, severity, object, field, problem, accepted }: ReportedFinding) {
  return { id, severity, object, field, problem, accepted };
}
