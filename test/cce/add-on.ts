import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CceModelPayload } from '../../platforms/cce/registration';

/** A registered model, as the add-on tells of it; the version is not among what it tells. */
export interface RegisteredModel extends Partial<Omit<CceModelPayload, 'version' | 'name'>> {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly status_code?: string;
  readonly status_msg?: string;
}

/** One request that was made. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/** An answer that is not the add-on's usual one. */
export interface Answer {
  readonly status: number;
  readonly body?: string;
  /** What is done nevertheless before the answer. */
  readonly after?: 'doing it';
}

/** The gateway of the add-on, as its documentation describes it. */
export class AddOn {
  public readonly calls: Call[] = [];
  public models: RegisteredModel[] = [];
  /** Answers instead of the usual ones, by method, in their order. */
  public answers: Partial<Record<string, Answer[]>> = {};
  /** State of a model that was just created. */
  public firstState: Partial<RegisteredModel> = { status: 'ACTIVE' };
  /** Takes requests and never answers. */
  public silent = false;
  /** How the list is written down. */
  public list: (models: readonly RegisteredModel[]) => unknown = (models) => ({ models });
  private readonly server: Server;
  private made = 0;

  public constructor() {
    this.server = createServer((request, response) => {
      void this.answer(request, response);
    });
  }

  public async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this.address();
  }

  public async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Requests that change something. */
  public writes(): readonly string[] {
    return this.calls.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
  }

  private address(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const { method = '', url: path = '' } = request;
    this.calls.push({ method, path, body });
    if (this.silent) return;
    const instead = this.answers[method]?.shift();
    if (instead !== undefined) {
      if (instead.after === 'doing it') this.act(method, path, body);
      response.writeHead(instead.status).end(instead.body ?? '');
      return;
    }
    const { status, answer } = this.act(method, path, body);
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(answer === undefined ? '' : JSON.stringify(answer));
  }

  private act(method: string, path: string, body: unknown): { readonly status: number; readonly answer?: unknown } {
    const id = path.replace('/v1/models', '').replace('/', '');
    const model = this.models.find((one) => one.id === id);
    if (id === '') return method === 'POST' ? this.create(body as CceModelPayload) : this.listed();
    if (model === undefined) return { status: 404, answer: { error: 'no such model' } };
    this.models = this.models.filter((one) => one !== model);
    if (method === 'DELETE') return { status: 204 };
    const changed = { ...model, ...(method === 'PUT' ? (body as Partial<RegisteredModel>) : {}) };
    this.models.push(changed);
    return { status: 200, answer: { model: changed } };
  }

  private listed() {
    return { status: 200, answer: this.list(this.models) };
  }

  private create({ version: _, ...told }: CceModelPayload) {
    if (this.models.some(({ name }) => name === told.name)) return { status: 409, answer: { error: 'it exists' } };
    const id = String(++this.made).padStart(32, '0');
    const model = { id, status: 'ACTIVE', status_code: '', status_msg: '', ...told, ...this.firstState };
    this.models.push(model);
    return { status: 200, answer: { model } };
  }
}
