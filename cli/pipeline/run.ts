import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { oneLine } from '../../reports/one-line';
import { reasonOf } from '../../sources/reason';

/** Files by what runs them. */
export const PIPELINES = { github: 'github.yaml', gitlab: 'gitlab.yaml', tekton: 'tekton.yaml' } as const;

export type PipelineSystem = keyof typeof PIPELINES;

/** Options of `pipeline` as they are given. */
export interface PipelineOptions {
  readonly output?: string;
  readonly force?: boolean;
}

/** The text of a pipeline. */
export function pipelineText(system: PipelineSystem): string {
  return readFileSync(join(__dirname, '..', 'pipelines', PIPELINES[system]), 'utf8');
}

/** Prints or writes a pipeline; 2 where the file cannot be written. */
export function runPipeline(system: PipelineSystem, { output, force = false }: PipelineOptions): 0 | 2 {
  const text = pipelineText(system);
  if (output === undefined) {
    process.stdout.write(text);
    return 0;
  }
  try {
    mkdirSync(dirname(output), { recursive: true });
    writeFileSync(output, text, { flag: force ? 'w' : 'wx' });
    return 0;
  } catch (error) {
    const exists = typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST';
    const problem = exists ? 'it is there already; --force writes over it' : reasonOf(error);
    console.error(`error: ${oneLine(`${output} cannot be written: ${problem}`)}`);
    return 2;
  }
}
