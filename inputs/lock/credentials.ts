import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isObject, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { canonicalRegistry } from './image-address';

/** With what a registry is asked. */
export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'identity-token'; readonly token: string };

/** Variables of the environment. */
export type Environment = Readonly<Partial<Record<string, string>>>;

/** Name under which Docker keeps the credentials of Docker Hub. */
const DOCKER_HUB = 'https://index.docker.io/v1/';

/** A helper gives this for a user where the secret is a token. @see https://github.com/docker/docker-credential-helpers */
const TOKEN_USER = '<token>';

const HELPER_SECONDS = 20;

/**
 * Credentials of registries as `docker login` leaves them: of the variable `DOCKER_AUTH_CONFIG`, which holds the text of
 * such a file, else of `config.json` in `DOCKER_CONFIG` or `~/.docker`; helpers that it names are asked.
 *
 * @see https://github.com/docker/cli/blob/master/cli/config/configfile/file.go ConfigFile
 */
export class DockerCredentials {
  private readonly files: readonly JsonObject[];

  public constructor(private readonly environment: Environment) {
    const { DOCKER_AUTH_CONFIG: text = '', DOCKER_CONFIG: folder = join(homedir(), '.docker') } = environment;
    this.files = [text, textOf(join(folder, 'config.json'))].flatMap((content) => parsed(content));
  }

  /** Those for a registry; undefined where there are none. */
  public async of(registry: string): Promise<Credentials | undefined> {
    for (const file of this.files) {
      const helper = helperOf(file, registry);
      const found = helper === undefined ? undefined : await this.ask(helper, registry);
      const credentials = found ?? stated(file, registry);
      if (credentials !== undefined) return credentials;
    }
    return undefined;
  }

  /** @see https://github.com/docker/docker-credential-helpers/blob/master/client/client.go Get */
  private async ask(helper: string, registry: string): Promise<Credentials | undefined> {
    const server = registry === 'docker.io' ? DOCKER_HUB : registry;
    const [answer] = parsed(await outputOf(`docker-credential-${helper}`, server, this.environment));
    const [username, secret] = [textAt(answer, 'Username'), textAt(answer, 'Secret')];
    if (username === undefined || secret === undefined || secret === '') return undefined;
    if (username === TOKEN_USER) return { kind: 'identity-token', token: secret };
    return { kind: 'password', username, password: secret };
  }
}

function helperOf(file: JsonObject, registry: string): string | undefined {
  const [, own] = entryOf(objectAt(file, 'credHelpers'), registry) ?? [];
  const helper = typeof own === 'string' ? own : textAt(file, 'credsStore');
  return helper !== undefined && /^[\w.-]+$/.test(helper) ? helper : undefined;
}

function stated(file: JsonObject, registry: string): Credentials | undefined {
  const [, entry] = entryOf(objectAt(file, 'auths'), registry) ?? [];
  if (!isObject(entry)) return undefined;
  const token = textAt(entry, 'identitytoken') ?? '';
  if (token !== '') return { kind: 'identity-token', token };
  const both = Buffer.from(textAt(entry, 'auth') ?? '', 'base64').toString('utf8');
  const colon = both.indexOf(':');
  const username = colon === -1 ? textAt(entry, 'username') : both.slice(0, colon);
  const password = colon === -1 ? textAt(entry, 'password') : both.slice(colon + 1);
  if (username === undefined || password === undefined) return undefined;
  return { kind: 'password', username, password };
}

function entryOf(entries: JsonObject, registry: string) {
  return Object.entries(entries).find(([server]) => hostOf(server) === registry);
}

/** Servers are named by their hosts, or by addresses of their interface. */
function hostOf(server: string): string {
  return canonicalRegistry(server.replace(/^https?:\/\//, '').replace(/\/(?:v[12]\/?)?$/, ''));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function parsed(text: string): readonly JsonObject[] {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? [value] : [];
  } catch {
    return [];
  }
}

/** What a program writes to standard output; nothing where it fails. */
function outputOf(program: string, input: string, environment: Environment): Promise<string> {
  return new Promise((resolve) => {
    const options = { env: { ...environment }, timeout: HELPER_SECONDS * 1000 };
    const child = spawn(program, ['get'], { ...options, stdio: ['pipe', 'pipe', 'ignore'] });
    const parts: string[] = [];
    child.stdout.setEncoding('utf8').on('data', (part: string) => parts.push(part));
    child.on('error', () => {
      resolve('');
    });
    child.on('close', (code) => {
      resolve(code === 0 ? parts.join('') : '');
    });
    // A program that ends without reading closes the pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
