import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { scriptText } from '../../../runtimes/script';
import type { ScriptName } from '../../../runtimes/script';
import { TEMPORARY_PLACE } from '../../temporary-place';

/** Folder of Python itself, where the one on PATH is a script that looks for it, which takes longer than Python does. */
const PYTHON = [spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' })]
  .filter(({ status }) => status === 0)
  .map(({ stdout }) => dirname(stdout.trim()));

/** How a script ended. */
export interface Outcome {
  readonly code: number | null;
  readonly stderr: string;
}

/** A script that was started. */
export interface Running {
  readonly ended: Promise<Outcome>;
  /** Asks the script to stop, as the kubelet does. */
  terminate(): void;
}

/**
 * A temporary folder with stand-ins for an image's programs, in which a start-up script runs as in a container. There
 * `sleep` is short whatever is asked, so that polling costs no time.
 */
export class Image {
  public readonly root = mkdtempSync(join(TEMPORARY_PLACE, 'stand-in-'));
  private readonly started: ChildProcess[] = [];

  public constructor() {
    this.program('sleep', 'exec /bin/sleep 0.02');
  }

  /** Adds a program to PATH; `$IMAGE` in it is this folder, and `record "$@"` writes its arguments down. */
  public program(name: string, body: string): this {
    const record = `record() { for argument in "$@"; do printf '%s\\n' "$argument"; done > "$IMAGE/${name}.args"; }`;
    return this.file(join('bin', name), `#!/bin/sh\n${record}\n${body}\n`, 0o755);
  }

  public file(path: string, content: string, mode = 0o644): this {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content, { mode });
    return this;
  }

  public read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  public has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  /** Arguments that a program recorded. */
  public argumentsOf(program: string): readonly string[] {
    return this.read(`${program}.args`).split('\n').slice(0, -1);
  }

  /** Waits for a file that a program or script makes. */
  public async appears(path: string): Promise<void> {
    const deadline = Date.now() + 8_000;
    while (!this.has(path)) {
      if (Date.now() > deadline) throw new Error(`${path} did not appear`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Starts a script with the command that its runtime writes, less the shell's login. */
  public start(name: ScriptName, env: Readonly<Record<string, string>>, args: readonly string[] = []): Running {
    const shell = name === 'mindie' ? 'bash' : 'sh';
    return this.startCommand([shell, '-c', scriptText(name), name, ...args], env);
  }

  /** Starts a command in the container. */
  public startCommand([program = '', ...args]: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
    const child = spawn(program, args, {
      cwd: this.root,
      env: {
        PATH: [join(this.root, 'bin'), ...PYTHON, process.env.PATH ?? ''].join(delimiter),
        HOME: this.root,
        IMAGE: this.root,
        LC_ALL: 'C.UTF-8',
        PYTHONDONTWRITEBYTECODE: '1',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.started.push(child);
    const written: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => written.push(chunk));
    child.stdout.resume();
    return {
      ended: new Promise((resolve) => {
        child.on('close', (code) => {
          resolve({ code, stderr: Buffer.concat(written).toString('utf8') });
        });
      }),
      terminate: () => child.kill('SIGTERM'),
    };
  }

  /** Runs a script to its end. */
  public run(name: ScriptName, env: Readonly<Record<string, string>>, args?: readonly string[]): Promise<Outcome> {
    return this.start(name, env, args).ended;
  }

  /** Ends what still runs and removes the folder. */
  public remove(): void {
    for (const child of this.started) child.kill('SIGTERM');
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Names that a script without care would split, expand or corrupt. */
export const DIFFICULT_NAMES: readonly string[] = [
  'two words',
  `it's "quoted"`,
  '通义千问-模型',
  '$HOME and $(id)',
  'back\\slash',
  '*',
];
