import type { Command } from 'commander';
import { addCheckOptions } from './check/options';
import type { CheckOptions } from './check/options';
import { runCheck } from './check/run';

/** Adds `check`, which says what would go wrong with anybody's YAML. */
export function registerCheck(program: Command): void {
  const command = program
    .command('check')
    .description('say what API server, controllers and engines would refuse of manifests, however they were made');
  addCheckOptions(command).action(async (paths: string[], options: CheckOptions) => {
    process.exitCode = await runCheck(paths, options);
  });
}
