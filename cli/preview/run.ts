import { coloured, plain, wantsColours } from '../../reports/colours';
import { jsonText } from '../../reports/json-text';
import { oneLine } from '../../reports/one-line';
import { previewService } from '../../sources/preview/preview-service';
import type { ServicePreview } from '../../sources/preview/service-preview';
import { gatherSources, warnOfUnread } from '../gather-sources';
import type { SourceOptions } from '../gather-sources';
import { objectsAsYaml } from './objects-as-yaml';
import { printPreview } from './print-preview';

/** Options of `preview` as they are given. */
export interface PreviewOptions extends SourceOptions {
  readonly format: 'human' | 'yaml' | 'json';
}

/** How a run ended: something is made, nothing is or is known, or the command could not do what it was told. */
export type ExitCode = 0 | 1 | 2;

/** Shows what controllers would make of a service among the manifests of paths. */
export async function runPreview(
  service: string,
  paths: readonly string[],
  { format, ...options }: PreviewOptions,
): Promise<ExitCode> {
  const sources = await gatherSources(paths, options);
  if (!sources.ok) return usage(sources.lines);
  const { clusters, findings: unlisted } = sources.gathered;
  const { preview, findings } = previewService(service, clusters);
  warnOfUnread([...unlisted, ...findings]);
  if (typeof preview === 'string') return usage([`error: ${oneLine(preview)}`]);
  const { failure } = preview;
  if (format === 'yaml' && failure !== undefined) console.error(`error: ${oneLine(failure.because)}`);
  else console.log(written(preview, format));
  return failure === undefined ? 0 : 1;
}

function written(preview: ServicePreview, format: PreviewOptions['format']): string {
  if (format === 'json') return jsonText(preview);
  if (format === 'yaml') return objectsAsYaml(preview.children);
  return printPreview(preview, wantsColours(process.stdout.isTTY, process.env) ? coloured : plain);
}

function usage(lines: readonly string[]): ExitCode {
  for (const line of lines) console.error(line);
  return 2;
}
