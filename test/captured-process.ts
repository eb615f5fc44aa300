import { Console } from 'node:console';
import { Readable, Writable } from 'node:stream';

/** What code sees of its process. */
export interface Surroundings {
  /** Working directory. @default that of this process */
  readonly cwd?: string;
  /** Variables that are set beside those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What standard input holds. @default nothing */
  readonly input?: string | Buffer;
}

/** How a process would have ended, and what it would have written. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs an action as if it were a process of its own, whose streams are no terminals. What it throws is thrown. */
export async function captured(action: () => unknown, surroundings: Surroundings = {}): Promise<Ended> {
  const place = new CapturedProcess(surroundings);
  try {
    await action();
  } catch (error) {
    place.exited(error);
  } finally {
    place.restore();
  }
  return place.ended;
}

/** Runs an action that waits for nothing like {@link captured}. */
export function capturedAtOnce(action: () => void, surroundings: Surroundings = {}): Ended {
  const place = new CapturedProcess(surroundings);
  try {
    action();
  } catch (error) {
    place.exited(error);
  } finally {
    place.restore();
  }
  return place.ended;
}

class CapturedProcess {
  private readonly stdout = new Text();
  private readonly stderr = new Text();
  private readonly restoring: (() => void)[] = [];
  private status = 0;

  public constructor({ cwd, environment, input = '' }: Surroundings) {
    const { stdout, stderr } = this;
    this.replace(process, 'stdout', stdout);
    this.replace(process, 'stderr', stderr);
    this.replace(process, 'stdin', Readable.from([Buffer.from(input)]));
    // Jest forces colours upon its workers where it is run on a terminal.
    this.replace(process, 'env', { ...process.env, FORCE_COLOR: '', ...environment });
    this.replace(process, 'exit', (code?: number) => {
      throw new Exit(code ?? exitCode());
    });
    this.replace(globalThis, 'console', new Console({ stdout, stderr }));
    const [before, codeBefore] = [process.cwd(), process.exitCode];
    this.restoring.push(() => {
      process.chdir(before);
      process.exitCode = codeBefore;
    });
    process.exitCode = undefined;
    if (cwd !== undefined) process.chdir(cwd);
  }

  /** Takes an error for the end of the process, if it is that. */
  public exited(error: unknown): void {
    if (!(error instanceof Exit)) throw error;
    process.exitCode = error.code;
  }

  public restore(): void {
    this.status = exitCode();
    for (const restore of this.restoring) restore();
  }

  public get ended(): Ended {
    return { status: this.status, stdout: this.stdout.text, stderr: this.stderr.text };
  }

  private replace(owner: object, name: string, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(owner, name);
    this.restoring.push(() => {
      Reflect.deleteProperty(owner, name);
      if (before !== undefined) Object.defineProperty(owner, name, before);
    });
    Object.defineProperty(owner, name, { value, configurable: true, writable: true, enumerable: true });
  }
}

/** Ends an action, as `process.exit` ends a process. */
class Exit extends Error {
  public constructor(public readonly code: number) {
    super(`The process has ended with the exit code ${code}`);
  }
}

/** Keeps what is written, at once. */
class Text extends Writable {
  private readonly parts: Buffer[] = [];

  public get text(): string {
    return Buffer.concat(this.parts).toString('utf8');
  }

  public override _write(part: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.parts.push(part);
    done();
  }
}

function exitCode(): number {
  return Number(process.exitCode ?? 0);
}
