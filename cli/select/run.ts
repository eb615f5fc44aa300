import { coloured, plain, wantsColours } from '../../reports/colours';
import { oneLine } from '../../reports/one-line';
import { selectForService } from '../../sources/selection/select-service';
import { gatherSources, warnOfUnread } from '../gather-sources';
import type { SourceOptions } from '../gather-sources';
import { printSelection } from './print-selection';

/** Options of `select` as they are given. */
export interface SelectOptions extends SourceOptions {
  readonly format: 'human' | 'json';
}

/** How a run ended: a runtime is selected, none is, or the command could not do what it was told. */
export type ExitCode = 0 | 1 | 2;

/** Selects the runtime of a service among the manifests of paths, and writes what it gets. */
export async function runSelect(
  service: string,
  paths: readonly string[],
  { format, ...options }: SelectOptions,
): Promise<ExitCode> {
  const sources = await gatherSources(paths, options);
  if (!sources.ok) return usage(sources.lines);
  const { clusters, findings: unlisted } = sources.gathered;
  const { selection, findings } = selectForService(service, clusters);
  warnOfUnread([...unlisted, ...findings]);
  if (typeof selection === 'string') return usage([`error: ${oneLine(selection)}`]);
  const paint = wantsColours(process.stdout.isTTY, process.env) ? coloured : plain;
  console.log(format === 'json' ? JSON.stringify(selection, null, 2) : printSelection(selection, paint));
  return selection.runtimes.length === 0 ? 1 : 0;
}

function usage(lines: readonly string[]): ExitCode {
  for (const line of lines) console.error(line);
  return 2;
}
