import { Option } from 'commander';
import type { Command } from 'commander';
import { formatFindings } from '../checks/format-findings';
import type { Severity } from '../checks/finding';
import { checkSources } from '../sources/check-sources';
import type { CheckReport } from '../sources/check-sources';
import { findSources } from '../sources/find-sources';

/** Exit codes: something was found, or the command could not do what it was told. */
const FOUND = 1;
const USAGE = 2;

interface CheckOptions {
  readonly format: 'human' | 'json';
  readonly failOn: 'error' | 'warning';
}

/** Adds `check`, which says what would go wrong with anybody's YAML. */
export function registerCheck(program: Command): void {
  program
    .command('check')
    .description('say what API server, controllers and engines would refuse of manifests, however they were made')
    .argument('<path...>', 'files, folders, or - for standard input; together they are one cluster')
    .addOption(new Option('--format <format>', 'how to write findings').choices(['human', 'json']).default('human'))
    .addOption(
      new Option('--fail-on <severity>', 'from which severity on to exit with 1')
        .choices(['error', 'warning'])
        .default('error'),
    )
    .action((paths: string[], options: CheckOptions) => {
      const { sources, missing } = findSources(paths);
      for (const { path, reason } of missing) console.error(`error: '${path}' cannot be read: ${reason}`);
      if (missing.length > 0 || sources.length === 0) {
        if (missing.length === 0) console.error(`error: there is no YAML or JSON in ${paths.join(', ')}`);
        process.exitCode = USAGE;
        return;
      }
      const report = checkSources(sources);
      console.log(options.format === 'json' ? json(report) : human(report));
      if (report.findings.some(({ severity }) => fails(severity, options.failOn))) process.exitCode = FOUND;
    });
}

function fails(severity: Severity, failOn: CheckOptions['failOn']): boolean {
  return severity === 'error' || (severity === 'warning' && failOn === 'warning');
}

function human({ findings, sources, manifests, others, unknownKinds }: CheckReport): string {
  const counted = (['error', 'warning', 'note'] as const).map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return `${count} ${severity}${count === 1 ? '' : 's'}`;
  });
  const unknown = [...unknownKinds].map(([kind, count]) => `${count} ${kind}`).join(', ');
  return [
    ...(findings.length === 0 ? [] : [formatFindings(findings), '']),
    `${counted.join(', ')} in ${manifests} objects of ${sources} files`,
    ...(unknown === '' ? [] : [`not checked, for want of a schema: ${unknown}`]),
    ...(others === 0 ? [] : [`not checked, as no manifests: ${others} documents`]),
  ].join('\n');
}

function json({ findings, sources, manifests, others, unknownKinds }: CheckReport): string {
  return JSON.stringify(
    { sources, manifests, others, unknownKinds: Object.fromEntries(unknownKinds), findings },
    null,
    2,
  );
}
