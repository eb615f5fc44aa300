import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** A request as a stand-in took it. */
export interface Taken {
  /** Such as `HEAD /v2/`. */
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Handler = (response: ServerResponse, request: Taken) => void;

/** A server of this machine that answers as a test says, and remembers what it was asked. */
export class StandInServer {
  public taken: Taken[] = [];
  private handlers: Readonly<Record<string, Handler>> = {};
  private server: Server | undefined;

  public constructor() {
    beforeAll(async () => {
      this.server = createServer((request, response) => {
        const parts: Buffer[] = [];
        request.on('data', (part: Buffer) => parts.push(part));
        request.on('end', () => {
          const line = `${request.method ?? ''} ${request.url ?? ''}`;
          const taken = { line, headers: request.headers, body: Buffer.concat(parts).toString('utf8') };
          this.taken.push(taken);
          const handler = this.handlers[line] ?? this.handlers[line.replace(/\?.*/, '')];
          if (handler === undefined) response.writeHead(404).end();
          else handler(response, taken);
        });
      });
      await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    });
    beforeEach(() => {
      this.taken = [];
      this.handlers = {};
    });
    afterAll(async () => {
      this.server?.closeAllConnections();
      await new Promise((resolve) => this.server?.close(resolve));
    });
  }

  /** @param handlers - by method and path, with or without a query */
  public answers(handlers: Readonly<Record<string, Handler>>): void {
    this.handlers = handlers;
  }

  /** Such as `127.0.0.1:12345`. */
  public get host(): string {
    const address = this.server?.address();
    return typeof address === 'object' && address !== null ? `127.0.0.1:${address.port}` : '';
  }

  public get origin(): string {
    return `http://${this.host}`;
  }

  /** Methods and paths of all requests. */
  public get lines(): readonly string[] {
    return this.taken.map(({ line }) => line);
  }
}

export function json(content: unknown, status = 200): Handler {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
  };
}

export function status(code: number, headers: Readonly<Record<string, string>> = {}): Handler {
  return (response) => {
    response.writeHead(code, headers).end();
  };
}
