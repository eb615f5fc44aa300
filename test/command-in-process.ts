import { Command } from 'commander';
import { captured, capturedAtOnce } from './captured-process';
import type { Ended, Surroundings } from './captured-process';

/** Adds a command to the command line tool. */
export type Register = (program: Command) => void;

/**
 * Runs a command as the command line tool does, but in this process, which takes a hundredth of the time.
 * What only a process shows is in test/cli/process.test.ts.
 */
export function runCommand(
  register: Register,
  args: readonly string[],
  surroundings: Surroundings = {},
): Promise<Ended> {
  return captured(() => program(register).parseAsync(args, { from: 'user' }), surroundings);
}

/** Runs a command that waits for nothing. */
export function runCommandAtOnce(register: Register, args: readonly string[], surroundings: Surroundings = {}): Ended {
  return capturedAtOnce(() => program(register).parse(args, { from: 'user' }), surroundings);
}

/** The command line tool with one command; the exit codes are those of cli/main.ts. */
function program(register: Register): Command {
  const command = new Command('cdk8s-inference').exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
  register(command);
  return command;
}
