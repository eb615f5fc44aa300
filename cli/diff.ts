import type { Command } from 'commander';
import { addDiffOptions } from './diff/options';
import type { DiffOptions } from './diff/options';
import { runDiff } from './diff/run';

/** Adds `diff`, which says what a change does to models, accelerators and running pods. */
export function registerDiff(program: Command): void {
  const command = program
    .command('diff')
    .description('say what a change of manifests does to models, accelerators and running pods');
  addDiffOptions(command).action((base: string | undefined, head: string | undefined, options: DiffOptions) => {
    process.exitCode = runDiff(base, head, options);
  });
}
