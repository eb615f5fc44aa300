import { Option } from 'commander';
import type { Command } from 'commander';
import { runSelect } from './select/run';
import type { SelectOptions } from './select/run';

/** Adds `select`, which says which runtime a service gets, and why not another. */
export function registerSelect(program: Command): void {
  program
    .command('select')
    .description('say which runtime KServe or OME gives to a service, and why not another')
    .argument('<service>', 'name, namespace/name or cluster/namespace/name of an InferenceService')
    .argument('[path...]', 'files, folders, patterns, or - for standard input (default: dist, else this folder)')
    .addOption(
      new Option(
        '--runtimes <inventory>',
        'what stands in the cluster already: files, folders, or kserve, ome, openshift-ai; repeatable',
      )
        .argParser(added)
        .default([], 'none'),
    )
    .option('--config <file>', 'where clusters and their inventories are stated (default: cdk8s-inference.yaml)')
    .addOption(new Option('--format <format>', 'how to write it').choices(['human', 'json']).default('human'))
    .action(async (service: string, paths: string[], options: SelectOptions) => {
      process.exitCode = await runSelect(service, paths, options);
    });
}

function added(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
