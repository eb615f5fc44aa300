import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../../sources/reason';

/** What a server answered, or why it did not. */
export type Answer =
  | { readonly ok: true; readonly status: number; readonly headers: Headers; readonly body: Buffer }
  | { readonly ok: false; readonly problem: string };

/** How servers are asked. */
export interface RequestSettings {
  /**
   * How long a server may take for one answer.
   *
   * @default 30
   */
  readonly timeoutSeconds?: number;
  /** @default - time passes */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/** One question to a server. */
export interface Question {
  /** @default 'GET' */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Answers that may be others a moment later. */
const PASSING: readonly number[] = [429, 502, 503, 504];
/** Answers of servers that did nothing. */
const UNHEARD: readonly number[] = [429, 503];
const TRIES = 3;
const MOST_SECONDS_BETWEEN = 30;
const MOST_BYTES = 32 * 1024 * 1024;

/** Asks servers, again where it may help, and never for ever. */
export class Requests {
  private readonly timeout: number;
  private readonly wait: (milliseconds: number) => Promise<unknown>;

  public constructor({ timeoutSeconds = 30, wait = sleep }: RequestSettings = {}) {
    this.timeout = timeoutSeconds * 1000;
    this.wait = wait;
  }

  public async ask(url: URL, question: Question = {}): Promise<Answer> {
    for (let tried = 1; ; tried++) {
      const answer = await this.once(url, question);
      if (!mayBeOther(answer, question) || tried === TRIES) return answer;
      await this.wait(1000 * secondsBefore(answer, tried));
    }
  }

  private async once(url: URL, { method = 'GET', headers, body }: Question): Promise<Answer> {
    const signal = AbortSignal.timeout(this.timeout);
    try {
      const response = await fetch(url, { method, headers, body, signal });
      return { ok: true, status: response.status, headers: response.headers, body: await bytesOf(response) };
    } catch (error) {
      const seconds = this.timeout / 1000;
      const problem = signal.aborted
        ? `${url.host} has not answered in ${seconds} s`
        : `${url.host}: ${causeOf(error)}`;
      return { ok: false, problem };
    }
  }
}

/** Whether the same question may get another answer; one that changes something is not put twice to who may have heard it. */
function mayBeOther(answer: Answer, { method = 'GET' }: Question): boolean {
  if (method === 'GET' || method === 'HEAD') return !answer.ok || PASSING.includes(answer.status);
  return answer.ok && UNHEARD.includes(answer.status);
}

/** As the server asks for, else longer each time. */
function secondsBefore(answer: Answer, tried: number): number {
  const asked = answer.ok ? Number(answer.headers.get('retry-after') ?? Number.NaN) : Number.NaN;
  return Math.min(Number.isFinite(asked) && asked >= 0 ? asked : 2 ** (tried - 1), MOST_SECONDS_BETWEEN);
}

async function bytesOf(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    if (!(part instanceof Uint8Array)) continue;
    size += part.byteLength;
    if (size > MOST_BYTES) throw new Error('the answer is too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** `fetch` says no more than that it failed; its cause says why. */
function causeOf(error: unknown): string {
  const hasCause = typeof error === 'object' && error !== null && 'cause' in error && error.cause !== undefined;
  return reasonOf(hasCause ? error.cause : error);
}

/** Whether secrets may be sent to an address: it is encrypted, or does not leave this machine. */
export function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || isLoopback(hostname);
}

/** Whether a host is this machine, which Docker talks to without encryption. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
