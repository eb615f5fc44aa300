import { Option } from 'commander';
import type { Command } from 'commander';
import { listed, repeatable } from '../repeatable';

/** Options of `diff` as they are given. */
export interface DiffOptions {
  readonly path?: string;
  readonly baseDir?: string;
  readonly config?: string;
  readonly format: 'human' | 'markdown' | 'json';
  readonly failOn: readonly string[];
}

/** Adds the options of `diff`. */
export function addDiffOptions(command: Command): Command {
  return command
    .argument('[base]', 'what is applied now: a revision of Git, or a folder')
    .argument('[head]', 'what is to be applied: a revision or a folder (default: the files as they are)')
    .option('--base-dir <folder>', 'a folder to compare with, instead of <base>')
    .option('--path <folder>', 'the folder with the manifests (default: dist, else this folder)')
    .option('--config <file>', 'where clusters are stated (default: cdk8s-inference.yaml)')
    .addOption(
      new Option('--format <format>', 'how to write it').choices(['human', 'markdown', 'json']).default('human'),
    )
    .addOption(
      repeatable(
        '--fail-on <conditions>',
        'exit with 1 where one of these holds: recreate, prune, restart, risk, gpu>8 (more accelerators than that are added)',
        listed,
      ),
    );
}
