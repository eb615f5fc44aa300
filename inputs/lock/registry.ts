import { createHash } from 'node:crypto';
import { isObject } from '../../kubernetes/manifest';
import type { ImageInput } from '../inputs-file';
import { isDigest } from '../inputs-file';
import type { Credentials } from './credentials';
import { imageAddress } from './image-address';
import type { ImageAddress } from './image-address';
import { isPrivate } from './requests';
import type { Answer, Requests } from './requests';
import { failed } from './resolution';
import type { Resolution } from './resolution';

/** Indexes come first: an image of one platform alone would not start on others. */
const ACCEPT = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** Says with what a registry is asked; undefined where nothing is known. */
export interface KnownCredentials {
  of(registry: string): Promise<Credentials | undefined>;
}

/**
 * Asks registries which digest a tag leads to.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 * @see https://distribution.github.io/distribution/spec/auth/token/
 */
export class Registries {
  /** By registry and repository. */
  private readonly authorizations = new Map<string, string>();

  public constructor(
    private readonly requests: Requests,
    private readonly credentials: KnownCredentials,
  ) {}

  public async digestOf({ repository, tag }: Pick<ImageInput, 'repository' | 'tag'>): Promise<Resolution> {
    const address = imageAddress(repository);
    const url = new URL(`/v2/${address.name}/manifests/${tag}`, address.origin);
    const asked = await this.ask(url, 'HEAD', address);
    const wrong = wrongAnswer(asked, address, tag, [405, 501]);
    if (wrong !== undefined) return wrong;
    const stated = digestIn(asked);
    if (asked.ok && asked.status === 200 && stated !== undefined) return { ok: true, value: stated };
    return this.digestOfContent(url, address, tag);
  }

  /** Of registries that do not state it: a digest is the hash of what they send. */
  private async digestOfContent(url: URL, address: ImageAddress, tag: string): Promise<Resolution> {
    const asked = await this.ask(url, 'GET', address);
    const wrong = wrongAnswer(asked, address, tag);
    if (wrong !== undefined || !asked.ok) return wrong ?? failed('nothing was answered');
    const stated = digestIn(asked) ?? '';
    const algorithm = stated.startsWith('sha512:') ? 'sha512' : 'sha256';
    const digest = `${algorithm}:${createHash(algorithm).update(asked.body).digest('hex')}`;
    if (stated !== '' && stated !== digest) {
      return failed(`${address.registry} names ${stated}, and what it sends is ${digest}`);
    }
    return { ok: true, value: digest };
  }

  private async ask(url: URL, method: 'GET' | 'HEAD', address: ImageAddress): Promise<Answer> {
    const key = `${address.registry}/${address.name}`;
    const known = this.authorizations.get(key);
    const answer = await this.requests.ask(url, { method, headers: headersWith(known) });
    if (!answer.ok || answer.status !== 401) return answer;
    const authorization = await this.authorize(answer.headers.get('www-authenticate') ?? '', address);
    if (typeof authorization !== 'string') return authorization ?? answer;
    this.authorizations.set(key, authorization);
    return this.requests.ask(url, { method, headers: headersWith(authorization) });
  }

  /** @returns undefined where there is nothing to show; an answer that says what is wrong, if it is known */
  private async authorize(challenge: string, address: ImageAddress): Promise<string | Answer | undefined> {
    const credentials = await this.credentials.of(address.registry);
    if (credentials !== undefined && !isPrivate(address.origin)) return undefined;
    const [scheme = ''] = challenge.split(' ', 1);
    if (scheme.toLowerCase() === 'basic') return credentials && basic(credentials);
    if (scheme.toLowerCase() !== 'bearer') return undefined;
    const { realm = '', service, scope = `repository:${address.name}:pull` } = parameters(challenge);
    if (!URL.canParse(realm)) return { ok: false, problem: `${address.registry} names no address for tokens` };
    const url = new URL(realm);
    if (!isPrivate(url)) {
      return { ok: false, problem: `${address.registry} has tokens given at ${url.origin}, which is not encrypted` };
    }
    const answer = await this.token(url, { service, scope }, credentials);
    if (!answer.ok || answer.status !== 200) return answer;
    const token = tokenIn(answer.body);
    return token === undefined ? { ok: false, problem: `${url.host} gives no token` } : `Bearer ${token}`;
  }

  private token(
    url: URL,
    { service, scope }: { readonly service?: string; readonly scope: string },
    credentials: Credentials | undefined,
  ): Promise<Answer> {
    if (credentials?.kind === 'identity-token') {
      const body = new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: 'cdk8s-inference',
        refresh_token: credentials.token,
        scope,
        ...(service === undefined ? {} : { service }),
      });
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return this.requests.ask(url, { method: 'POST', headers, body: body.toString() });
    }
    if (service !== undefined) url.searchParams.set('service', service);
    url.searchParams.set('scope', scope);
    const headers: Record<string, string> = {};
    if (credentials !== undefined) headers.authorization = basic(credentials);
    return this.requests.ask(url, { headers });
  }
}

function headersWith(authorization: string | undefined): Readonly<Record<string, string>> {
  return authorization === undefined ? { accept: ACCEPT } : { accept: ACCEPT, authorization };
}

function basic(credentials: Credentials): string {
  const [username, password] =
    credentials.kind === 'password' ? [credentials.username, credentials.password] : ['<token>', credentials.token];
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Parameters of a challenge, such as `realm="https://…",service="…"`. */
function parameters(challenge: string): Readonly<Partial<Record<string, string>>> {
  return Object.fromEntries(
    [...challenge.matchAll(/([a-z_]+)="([^"]*)"/gi)].map(([, name = '', value = '']) => [name.toLowerCase(), value]),
  );
}

function tokenIn(body: Buffer): string | undefined {
  try {
    const content: unknown = JSON.parse(body.toString('utf8'));
    if (!isObject(content)) return undefined;
    const token = content.token ?? content.access_token;
    // A line break in a header would be refused with an error that says nothing.
    return typeof token === 'string' && /^[\x21-\x7e]+$/.test(token) ? token : undefined;
  } catch {
    return undefined;
  }
}

function digestIn(answer: Answer): string | undefined {
  const digest = answer.ok ? answer.headers.get('docker-content-digest') : null;
  return digest !== null && isDigest(digest) ? digest : undefined;
}

/** What an answer means that has no digest; undefined of one that may have. */
function wrongAnswer(
  answer: Answer,
  { registry, name }: ImageAddress,
  tag: string,
  others: readonly number[] = [],
): Resolution | undefined {
  if (!answer.ok) return failed(answer.problem);
  const { status } = answer;
  if (status === 200 || others.includes(status)) return undefined;
  switch (status) {
    case 401:
    case 403:
      return failed(
        `${registry} gives no access to '${name}': it does not exist there, or needs credentials (\`docker login ${registry}\`)`,
      );
    case 404:
      return failed(`${registry} has no tag '${tag}' of '${name}'`);
    case 429:
      return failed(`${registry} has been asked too often; try again later, or log in (\`docker login ${registry}\`)`);
    default:
      return failed(`${registry} answers with the status ${status}`);
  }
}
