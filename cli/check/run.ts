import { buffer } from 'node:stream/consumers';
import { choiceFaults } from '../../checks/rules/rule-choice';
import type { RuleChoice } from '../../checks/rules/rule-choice';
import { formatFindings } from '../../reports/format-finding';
import { oneLine } from '../../reports/one-line';
import { ProgressLine } from '../../reports/progress';
import { fails } from '../../reports/report';
import type { Report } from '../../reports/report';
import { checkClusters } from '../../sources/check-sources';
import type { Configuration } from '../../sources/configuration/configuration';
import { loadConfiguration } from '../../sources/configuration/read-configuration';
import { gatherClusters } from '../../sources/gather-clusters';
import { STANDARD_INPUT } from '../../sources/list-files';
import type { CheckOptions } from './options';
import { printed } from './print';

/** How a run ended: nothing was found, something was, or the command could not do what it was told. */
export type ExitCode = 0 | 1 | 2;

/** Checks what paths and configuration name, and writes the report. */
export async function runCheck(paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const reading = loadConfiguration(options.config);
  if (!reading.ok) {
    console.error(formatFindings(reading.findings));
    return 2;
  }
  const { configuration } = reading;
  const rules = ruleChoice(options, configuration);
  const unusable = usageFaults(paths, rules, configuration);
  tell(unusable);
  if (unusable.length > 0) return 2;

  const progress = new ProgressLine(process.stderr);
  const gathered = gatherClusters({
    paths,
    input: paths.includes(STANDARD_INPUT) ? await buffer(process.stdin) : undefined,
    clusters: configuration.clusters,
    runtimes: options.runtimes,
    base: options.base,
  });
  tell(gathered.missing.map(({ problem }) => problem));
  if (gathered.clusters.length === 0) return 2;
  const checked = checkClusters(gathered.clusters, {
    failOn: options.failOn ?? configuration.failOn,
    strict: options.strict ?? configuration.strict,
    rules,
    acknowledgements: configuration.acknowledgements,
    isWhole: paths.length === 0,
    listen: progress.listen,
  });
  progress.end();
  const report = {
    ...checked,
    findings: [...gathered.findings, ...checked.findings],
    notChecked: [...checked.notChecked, ...gathered.notChecked],
  };
  console.log(printed(report, options.format));
  return gathered.missing.length > 0 ? 2 : exitCode(report);
}

/** Rules that are asked for take the place of those that are configured; more can be left out. */
function ruleChoice({ only, skip }: CheckOptions, configured: Configuration): RuleChoice {
  return only.length > 0 ? { only, skip } : { only: configured.only, skip: [...configured.skip, ...skip] };
}

function usageFaults(paths: readonly string[], rules: RuleChoice, { clusters }: Configuration): readonly string[] {
  const faults = choiceFaults(rules).map(({ problem, mend }) => `${problem}. ${mend}`);
  const hasPaths = paths.length > 0 || clusters.some((cluster) => cluster.paths.length > 0);
  return hasPaths ? faults : [...faults, 'nothing to check: name files or folders, or - for standard input'];
}

function exitCode({ findings, failOn, objects, files }: Report): ExitCode {
  if (findings.some((finding) => fails(finding, failOn))) return 1;
  if (objects > 0) return 0;
  tell([`there is no object in ${files.length === 1 ? `'${files[0] ?? ''}'` : `${files.length} files`}`]);
  return 2;
}

function tell(errors: readonly string[]): void {
  for (const error of errors) console.error(`error: ${oneLine(error)}`);
}
