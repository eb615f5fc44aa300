import { Option } from 'commander';
import type { Command } from 'commander';
import { runtimesOption } from './repeatable';
import { runSelect } from './select/run';
import type { SelectOptions } from './select/run';

/** Adds `select`, which says which runtime a service gets, and why not another. */
export function registerSelect(program: Command): void {
  program
    .command('select')
    .description('say which runtime KServe or OME gives to a service, and why not another')
    .argument('<service>', 'name, namespace/name or cluster/namespace/name of an InferenceService')
    .argument('[path...]', 'files, folders, patterns, or - for standard input (default: dist, else this folder)')
    .addOption(runtimesOption())
    .option('--config <file>', 'where clusters and their inventories are stated (default: cdk8s-inference.yaml)')
    .addOption(new Option('--format <format>', 'how to write it').choices(['human', 'json']).default('human'))
    .action(async (service: string, paths: string[], options: SelectOptions) => {
      process.exitCode = await runSelect(service, paths, options);
    });
}
