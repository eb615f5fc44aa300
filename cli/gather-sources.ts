import { existsSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { formatFindings } from '../reports/format-finding';
import { oneLine } from '../reports/one-line';
import type { ReportedFinding } from '../reports/report';
import type { Configuration } from '../sources/configuration/configuration';
import { loadConfiguration } from '../sources/configuration/read-configuration';
import { gatherClusters } from '../sources/gather-clusters';
import type { Gathered } from '../sources/gather-clusters';
import { STANDARD_INPUT } from '../sources/list-files';

/** Where the manifests of a service are looked for. */
export interface SourceOptions {
  readonly runtimes: readonly string[];
  readonly config?: string;
}

/** The clusters of paths, or lines why they are not to be had. */
export type GatheredSources =
  | { readonly ok: true; readonly gathered: Pick<Gathered, 'clusters' | 'findings'> }
  | { readonly ok: false; readonly lines: readonly string[] };

/** Gathers the manifests among which a service is looked for. */
export async function gatherSources(
  paths: readonly string[],
  { runtimes, config }: SourceOptions,
): Promise<GatheredSources> {
  const reading = loadConfiguration(config);
  if (!reading.ok) return { ok: false, lines: [formatFindings(reading.findings)] };
  const { clusters } = reading.configuration;
  const wanted = paths.length > 0 ? paths : defaultPaths(reading.configuration);
  const input = wanted.includes(STANDARD_INPUT) ? await buffer(process.stdin) : undefined;
  const gathered = gatherClusters({ paths: wanted, input, clusters, runtimes });
  if (gathered.missing.length > 0) {
    return { ok: false, lines: gathered.missing.map(({ problem }) => `error: ${problem}`) };
  }
  return { ok: true, gathered };
}

/** Those of the configured clusters, else what `synth` writes, else what is here. */
function defaultPaths({ clusters }: Configuration): readonly string[] {
  if (clusters.some(({ paths }) => paths.length > 0)) return [];
  return [existsSync('dist') ? 'dist' : '.'];
}

/** Tells what could not be read. Of an edited file nothing is left out but what constructs acknowledge. */
export function warnOfUnread(findings: readonly ReportedFinding[]): void {
  for (const { id, where, problem } of findings) {
    if (id === 'source/changed-output') continue;
    console.error(`warning: ${oneLine(where)}: ${oneLine(problem)}, and was left out`);
  }
}
