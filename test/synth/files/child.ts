import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { TYPESCRIPT } from '../../typescript-process';
import type { Version } from './versions';

export const REPOSITORY = join(__dirname, '..', '..', '..');

/** How a process ended and what it said on standard error. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

export interface Surroundings {
  /** The change before which the process kills itself. @default none */
  readonly fatal?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** @default this process's */
  readonly umask?: string;
}

/** Synthesizes a version of the fleet in a process of its own. */
export function runSynth(outdir: string, version: Version, surroundings: Surroundings = {}): Promise<Ended> {
  const { fatal, env, umask = '022' } = surroundings;
  const script = join(__dirname, 'synth-child.ts');
  const words = [process.execPath, ...TYPESCRIPT, script, outdir, version, String(fatal ?? '')];
  return run('sh', ['-c', `umask ${umask}; exec "$@"`, 'sh', ...words], REPOSITORY, env);
}

/** Runs a program to its end. */
export function run(
  command: string,
  args: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, env: { ...process.env, ...env } });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', reject).on('close', (code, signal) => {
      resolve({ code, signal, said });
    });
  });
}
