import { existsSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { coloured, plain, wantsColours } from '../../reports/colours';
import { formatFindings } from '../../reports/format-finding';
import { oneLine } from '../../reports/one-line';
import type { Configuration } from '../../sources/configuration/configuration';
import { loadConfiguration } from '../../sources/configuration/read-configuration';
import { gatherClusters } from '../../sources/gather-clusters';
import { STANDARD_INPUT } from '../../sources/list-files';
import { selectForService } from '../../sources/selection/select-service';
import { printSelection } from './print-selection';

/** Options of `select` as they are given. */
export interface SelectOptions {
  readonly runtimes: readonly string[];
  readonly config?: string;
  readonly format: 'human' | 'json';
}

/** How a run ended: a runtime is selected, none is, or the command could not do what it was told. */
export type ExitCode = 0 | 1 | 2;

/** Selects the runtime of a service among the manifests of paths, and writes what it gets. */
export async function runSelect(
  service: string,
  paths: readonly string[],
  { runtimes, config, format }: SelectOptions,
): Promise<ExitCode> {
  const reading = loadConfiguration(config);
  if (!reading.ok) return usage([formatFindings(reading.findings)]);
  const { clusters } = reading.configuration;
  const wanted = paths.length > 0 ? paths : defaultPaths(reading.configuration);
  const input = wanted.includes(STANDARD_INPUT) ? await buffer(process.stdin) : undefined;
  const gathered = gatherClusters({ paths: wanted, input, clusters, runtimes });
  if (gathered.missing.length > 0) return usage(gathered.missing.map(({ problem }) => `error: ${problem}`));
  const { selection, findings } = selectForService(service, gathered.clusters);
  // Of an edited file nothing is left out but what constructs acknowledge.
  const unread = gathered.findings.filter(({ id }) => id !== 'source/changed-output');
  for (const { where, problem } of [...unread, ...findings]) {
    console.error(`warning: ${oneLine(where)}: ${oneLine(problem)}, and was left out`);
  }
  if (typeof selection === 'string') return usage([`error: ${oneLine(selection)}`]);
  const paint = wantsColours(process.stdout.isTTY, process.env) ? coloured : plain;
  console.log(format === 'json' ? JSON.stringify(selection, null, 2) : printSelection(selection, paint));
  return selection.runtimes.length === 0 ? 1 : 0;
}

/** Those of the configured clusters, else what `synth` writes, else what is here. */
function defaultPaths({ clusters }: Configuration): readonly string[] {
  if (clusters.some(({ paths }) => paths.length > 0)) return [];
  return [existsSync('dist') ? 'dist' : '.'];
}

function usage(lines: readonly string[]): ExitCode {
  for (const line of lines) console.error(line);
  return 2;
}
