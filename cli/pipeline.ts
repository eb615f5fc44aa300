import { Argument } from 'commander';
import type { Command } from 'commander';
import { PIPELINES, runPipeline } from './pipeline/run';
import type { PipelineOptions, PipelineSystem } from './pipeline/run';

/** Adds `pipeline`, which gives a pipeline that synthesizes, checks and reviews. */
export function registerPipeline(program: Command): void {
  program
    .command('pipeline')
    .description('print a pipeline that synthesizes, checks, fails on a stale dist, and posts the review')
    .addArgument(new Argument('<system>', 'what runs it').choices(Object.keys(PIPELINES)))
    .option('--output <file>', 'write it to a file, which must not be there yet (default: standard output)')
    .option('--force', 'write over the file')
    .action((system: PipelineSystem, options: PipelineOptions) => {
      process.exitCode = runPipeline(system, options);
    });
}
