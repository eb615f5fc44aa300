import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** How a program ended and what it wrote. */
export interface Outcome {
  readonly code: number | null;
  /** Standard output. */
  readonly told: string;
  /** Standard error. */
  readonly failed: string;
}

/** Runs a module as a program, in a process of its own. */
export async function runAlone(path: string, argument: string): Promise<Outcome> {
  const child = spawn(process.execPath, [path, argument], { stdio: ['ignore', 'pipe', 'pipe'] });
  const told: Buffer[] = [];
  const failed: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => told.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => failed.push(chunk));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, told: Buffer.concat(told).toString('utf8'), failed: Buffer.concat(failed).toString('utf8') };
}

/** Runs modules as programs one after another in one process, which is started once. */
export class ModuleRunner {
  private readonly child: ChildProcess = fork(join(__dirname, 'run-modules.mjs'), { execArgv: [] });

  public run(path: string, argument: string): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) => {
        reject(new Error(`the process that runs modules has ended with ${code}`));
      };
      this.child.once('exit', ended);
      this.child.once('message', (outcome: Outcome) => {
        this.child.off('exit', ended);
        resolve(outcome);
      });
      this.child.send({ path, argument });
    });
  }

  public close(): void {
    this.child.kill();
  }
}
