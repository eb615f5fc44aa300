import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { runLock } from './lock/run';
import type { LockOptions } from './lock/run';

/** Adds `lock`, which looks up digests of images and commits of models. */
export function registerLock(program: Command): void {
  program
    .command('lock')
    .description('look up the digests of images and the commits of models, and write them into the file of inputs')
    .argument('[file]', 'file of inputs', 'images.yaml')
    .option('--check', 'write nothing, and exit with 1 where something would change')
    .option('--dry-run', 'write nothing, and say what would change')
    .addOption(
      new Option('--timeout <seconds>', 'how long a server may take for an answer').argParser(seconds).default(30),
    )
    .action(async (file: string, options: LockOptions) => {
      process.exitCode = await runLock(file, options);
    });
}

function seconds(value: string): number {
  const number = Number(value);
  if (Number.isFinite(number) && number > 0) return number;
  throw new InvalidArgumentError('It is a number above 0.');
}
