import { createHash } from 'node:crypto';
import type { Credentials } from '../../../inputs/lock/credentials';
import { Registries } from '../../../inputs/lock/registry';
import { Requests } from '../../../inputs/lock/requests';
import { json, StandInServer, status } from './stand-in-server';
import type { Handler } from './stand-in-server';

const server = new StandInServer();

const containing = (text: string): unknown => expect.stringContaining(text);

const DIGEST = `sha256:${'1'.repeat(64)}`;
const MANIFESTS = '/v2/models/vllm/manifests/v1';
const MANIFEST = JSON.stringify({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json' });
const hash = (text: string, algorithm = 'sha256') => `${algorithm}:${createHash(algorithm).update(text).digest('hex')}`;

const found = status(200, { 'docker-content-digest': DIGEST });

/** Waits are only counted. */
let waits: number[] = [];
beforeEach(() => {
  waits = [];
});

function digest(credentials?: Credentials, timeoutSeconds = 10) {
  const wait = (milliseconds: number) => Promise.resolve(waits.push(milliseconds));
  const registries = new Registries(new Requests({ timeoutSeconds, wait }), { of: () => Promise.resolve(credentials) });
  return registries.digestOf({ repository: `${server.host}/models/vllm`, tag: 'v1' });
}

/** Takes requests that carry a token, and says to others where to get it. */
function guarded(handler: Handler, challenge: string, authorization: string): Handler {
  return (response, request) => {
    if (request.headers.authorization === authorization) handler(response, request);
    else status(401, { 'www-authenticate': challenge })(response, request);
  };
}

const bearer = (handler: Handler) =>
  guarded(
    handler,
    `Bearer realm="${server.origin}/token",service="registry.test",scope="repository:x:pull"`,
    'Bearer t1',
  );

describe('the digest of a tag', () => {
  test('is what the registry states of it, and the content is not loaded', async () => {
    server.answers({ [`HEAD ${MANIFESTS}`]: found });
    expect(await digest()).toEqual({ ok: true, value: DIGEST });
    expect(server.lines).toEqual([`HEAD ${MANIFESTS}`]);
  });

  test('is that of an index for all platforms, where there is one', async () => {
    server.answers({ [`HEAD ${MANIFESTS}`]: found });
    await digest();
    expect(server.taken[0]?.headers.accept).toMatch(/^application\/vnd\.oci\.image\.index\.v1\+json, /);
  });

  test.each([
    ['no digest', {}],
    ['a digest that is none', { 'docker-content-digest': 'sha256:abc' }],
  ])('is the hash of the content where the registry states %s', async (_what, headers) => {
    const whole: Handler = (response) => {
      response.writeHead(200, headers).end(MANIFEST);
    };
    server.answers({ [`HEAD ${MANIFESTS}`]: status(200, headers), [`GET ${MANIFESTS}`]: whole });
    expect(await digest()).toEqual({ ok: true, value: hash(MANIFEST) });
  });

  test.each([405, 501])('is had of registries that know no HEAD and answer %i', async (code) => {
    const whole: Handler = (response) => {
      response.writeHead(200, { 'docker-content-digest': hash(MANIFEST, 'sha512') }).end(MANIFEST);
    };
    server.answers({ [`HEAD ${MANIFESTS}`]: status(code), [`GET ${MANIFESTS}`]: whole });
    expect(await digest()).toEqual({ ok: true, value: hash(MANIFEST, 'sha512') });
  });

  test('is not believed where the content has another', async () => {
    const other: Handler = (response) => {
      response.writeHead(200, { 'docker-content-digest': DIGEST }).end(MANIFEST);
    };
    server.answers({ [`HEAD ${MANIFESTS}`]: status(405), [`GET ${MANIFESTS}`]: other });
    expect(await digest()).toEqual({
      ok: false,
      problem: `${server.host} names ${DIGEST}, and what it sends is ${hash(MANIFEST)}`,
    });
  });
});

describe('a registry that asks for a token', () => {
  test('gets one that anybody is given, for what it asks', async () => {
    server.answers({ [`HEAD ${MANIFESTS}`]: bearer(found), 'GET /token': json({ token: 't1' }) });
    expect(await digest()).toEqual({ ok: true, value: DIGEST });
    expect(server.lines).toEqual([
      `HEAD ${MANIFESTS}`,
      'GET /token?service=registry.test&scope=repository%3Ax%3Apull',
      `HEAD ${MANIFESTS}`,
    ]);
    expect(server.taken[1]?.headers.authorization).toBeUndefined();
  });

  test('gets one for a user, by either of its names', async () => {
    server.answers({ [`HEAD ${MANIFESTS}`]: bearer(found), 'GET /token': json({ access_token: 't1' }) });
    expect(await digest({ kind: 'password', username: 'ann', password: 'p:w' })).toEqual({ ok: true, value: DIGEST });
    expect(server.taken[1]?.headers.authorization).toBe(`Basic ${Buffer.from('ann:p:w').toString('base64')}`);
  });

  test('gets one for a token that a login left', async () => {
    server.answers({ [`HEAD ${MANIFESTS}`]: bearer(found), 'POST /token': json({ access_token: 't1' }) });
    expect(await digest({ kind: 'identity-token', token: 'refresh' })).toEqual({ ok: true, value: DIGEST });
    expect(server.taken[1]?.body).toContain('grant_type=refresh_token');
    expect(server.taken[1]?.body).toContain('refresh_token=refresh');
  });

  test('is shown the token again for the next tag of the repository', async () => {
    server.answers({ [`HEAD ${MANIFESTS}`]: bearer(found), 'GET /token': json({ token: 't1' }) });
    const registries = new Registries(new Requests(), { of: () => Promise.resolve(undefined) });
    const image = { repository: `${server.host}/models/vllm`, tag: 'v1' };
    await registries.digestOf(image);
    await registries.digestOf(image);
    expect(server.lines.filter((line) => line.startsWith('GET /token'))).toHaveLength(1);
  });

  test('may ask for name and password themselves', async () => {
    const authorization = `Basic ${Buffer.from('ann:secret').toString('base64')}`;
    server.answers({ [`HEAD ${MANIFESTS}`]: guarded(found, 'Basic realm="x"', authorization) });
    expect(await digest({ kind: 'password', username: 'ann', password: 'secret' })).toEqual({
      ok: true,
      value: DIGEST,
    });
    expect(await digest()).toMatchObject({ ok: false, problem: containing('docker login') });
  });

  test('gets nothing sent where tokens are given without encryption', async () => {
    const challenge = 'Bearer realm="http://tokens.example/token"';
    server.answers({ [`HEAD ${MANIFESTS}`]: guarded(found, challenge, 'Bearer t1') });
    expect(await digest({ kind: 'password', username: 'ann', password: 'secret' })).toEqual({
      ok: false,
      problem: `${server.host} has tokens given at http://tokens.example, which is not encrypted`,
    });
    expect(server.lines).toHaveLength(1);
  });

  test.each([
    ['no address', 'Bearer realm="token"', 'names no address for tokens'],
    ['nothing that is known', 'Negotiate', 'gives no access to'],
    ['nothing', '', 'gives no access to'],
  ])('is told of where it names %s', async (_what, challenge, problem) => {
    server.answers({ [`HEAD ${MANIFESTS}`]: status(401, { 'www-authenticate': challenge }) });
    expect(await digest()).toMatchObject({ ok: false, problem: containing(problem) });
  });

  test.each([
    ['refuses', status(401), 'gives no access to'],
    ['answers with something else', json({ nothing: 1 }), 'gives no token'],
    ['answers with a token that would break a header', json({ token: 'a\nb' }), 'gives no token'],
  ])('is told of where the place for tokens %s', async (_what, token, problem) => {
    server.answers({ [`HEAD ${MANIFESTS}`]: bearer(found), 'GET /token': token });
    expect(await digest()).toMatchObject({ ok: false, problem: containing(problem) });
  });
});

describe('a registry that fails', () => {
  test.each([
    [401, "gives no access to 'models/vllm': it does not exist there, or needs credentials"],
    [403, "gives no access to 'models/vllm': it does not exist there, or needs credentials"],
    [404, "has no tag 'v1' of 'models/vllm'"],
    [500, 'answers with the status 500'],
  ])('with %i is told of, and not asked again', async (code, problem) => {
    server.answers({ [`HEAD ${MANIFESTS}`]: status(code) });
    expect(await digest()).toMatchObject({ ok: false, problem: containing(`${server.host} ${problem}`) });
    expect(server.lines).toHaveLength(1);
  });

  test('for a moment is asked again, after as long as it says', async () => {
    let asked = 0;
    server.answers({
      [`HEAD ${MANIFESTS}`]: (response, request) => {
        asked += 1;
        (asked === 1 ? status(429, { 'retry-after': '7' }) : asked === 2 ? status(503) : found)(response, request);
      },
    });
    expect(await digest()).toEqual({ ok: true, value: DIGEST });
    expect(waits).toEqual([7000, 2000]);
  });

  test('for long is told of, and waited for no longer than half a minute each time', async () => {
    server.answers({ [`HEAD ${MANIFESTS}`]: status(429, { 'retry-after': '86400' }) });
    expect(await digest()).toMatchObject({ ok: false, problem: containing('has been asked too often') });
    expect(waits).toEqual([30_000, 30_000]);
  });

  test('to answer in time is told of', async () => {
    server.answers({ [`HEAD ${MANIFESTS}`]: () => undefined });
    expect(await digest(undefined, 0.05)).toEqual({ ok: false, problem: `${server.host} has not answered in 0.05 s` });
  });

  test('to be there is told of', async () => {
    const registries = new Registries(new Requests({ wait: () => Promise.resolve() }), {
      of: () => Promise.resolve(undefined),
    });
    expect(await registries.digestOf({ repository: 'localhost:1/vllm', tag: 'v1' })).toMatchObject({
      ok: false,
      problem: containing('localhost:1: '),
    });
  });
});
