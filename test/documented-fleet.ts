import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { registerCheck } from '../cli/check';
import { registerDiff } from '../cli/diff';
import { capturedAtOnce } from './captured-process';
import { runCommand } from './command-in-process';
import { runProgram } from './program-in-process';
import type { TemporaryFolder } from './temporary-folder';

/** A folder in which a fleet of the documentation is run as its readers would. */
export class DocumentedFleet {
  public constructor(private readonly folder: TemporaryFolder) {}

  /** Runs `main.ts`. */
  public synth() {
    return capturedAtOnce(() => {
      runProgram(readFileSync('main.ts', 'utf8'));
    }, this.surroundings);
  }

  /** Runs `npx cdk8s-inference check` or `diff`. */
  public command(...args: readonly string[]) {
    return runCommand(registerCommands, args, this.surroundings);
  }

  public git(...args: readonly string[]): string {
    const config = ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...config, ...args], { cwd: this.folder.path, encoding: 'utf8', stdio: 'pipe' });
  }

  private get surroundings() {
    return { cwd: this.folder.path };
  }
}

function registerCommands(program: Command): void {
  registerCheck(program);
  registerDiff(program);
}
