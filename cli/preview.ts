import { Option } from 'commander';
import type { Command } from 'commander';
import { runPreview } from './preview/run';
import type { PreviewOptions } from './preview/run';
import { runtimesOption } from './repeatable';

/** Adds `preview`, which shows what controllers would make of a service. */
export function registerPreview(program: Command): void {
  program
    .command('preview')
    .description('show the pods, the command lines and the objects that controllers would make of a service')
    .argument(
      '<service>',
      'name, namespace/name or cluster/namespace/name of an InferenceService, LLMInferenceService, LeaderWorkerSet or Deployment',
    )
    .argument('[path...]', 'files, folders, patterns, or - for standard input (default: dist, else this folder)')
    .addOption(runtimesOption())
    .option('--config <file>', 'where clusters and their inventories are stated (default: cdk8s-inference.yaml)')
    .addOption(
      new Option('--format <format>', 'how to write it; yaml is the objects alone')
        .choices(['human', 'yaml', 'json'])
        .default('human'),
    )
    .action(async (service: string, paths: string[], options: PreviewOptions) => {
      process.exitCode = await runPreview(service, paths, options);
    });
}
