import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MARKER, runComment } from '../../cli/comment/run';
import type { CommentHost, CommentOptions } from '../../cli/comment/run';
import { json, StandInServer, status } from '../inputs/lock/stand-in-server';

const server = new StandInServer();

let folder = '';
let said: string[] = [];
const environment = process.env;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comment-'));
  writeFileSync(join(folder, 'review.md'), '# The review\n');
  said = [];
  const say = (text: unknown) => {
    said.push(String(text));
  };
  jest.spyOn(console, 'log').mockImplementation(say);
  jest.spyOn(console, 'error').mockImplementation(say);
  process.env = {
    GITHUB_API_URL: server.origin,
    GITHUB_TOKEN: 'gh',
    GITHUB_REPOSITORY: 'owner/name',
    GITHUB_REF: 'refs/pull/7/merge',
    CI_API_V4_URL: `${server.origin}/api/v4`,
    GITLAB_TOKEN: 'gl',
    CI_PROJECT_ID: '3',
    CI_MERGE_REQUEST_IID: '7',
  };
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env = environment;
  rmSync(folder, { recursive: true });
});

const comment = (host: CommentHost, options: CommentOptions = {}) => {
  return runComment(host, join(folder, 'review.md'), options);
};

const BODY = JSON.stringify({ body: `${MARKER}\n# The review\n` });

describe.each([
  ['github', '/repos/owner/name/issues/7/comments', '/repos/owner/name/issues/comments/12', 'PATCH'],
  ['gitlab', '/api/v4/projects/3/merge_requests/7/notes', '/api/v4/projects/3/merge_requests/7/notes/12', 'PUT'],
] as const)('on %s', (host, list, one, update) => {
  test('a first review is a new comment', async () => {
    server.answers({ [`GET ${list}`]: json([{ id: 1, body: 'Nice!' }]), [`POST ${list}`]: json({ id: 2 }, 201) });
    expect(await comment(host)).toBe(0);
    expect(server.lines).toEqual([`GET ${list}?per_page=100&page=1`, `POST ${list}`]);
    expect(server.taken[1]?.body).toBe(BODY);
    expect(said).toEqual(['comment written']);
  });

  test('a later review takes the place of the first', async () => {
    const others = Array.from({ length: 100 }, (_, id) => ({ id, body: 'Nice!' }));
    server.answers({
      [`GET ${list}?per_page=100&page=1`]: json(others),
      [`GET ${list}?per_page=100&page=2`]: json([{ id: 12, body: `${MARKER}\nold` }]),
      [`${update} ${one}`]: json({ id: 12 }),
    });
    expect(await comment(host)).toBe(0);
    expect(server.lines.at(-1)).toBe(`${update} ${one}`);
    expect(server.taken.at(-1)?.body).toBe(BODY);
    expect(said).toEqual(['comment updated']);
  });

  test('the token is shown as the host asks for', async () => {
    server.answers({ [`GET ${list}`]: json([]), [`POST ${list}`]: json({}, 201) });
    await comment(host);
    const { authorization, 'private-token': own } = server.taken[0]?.headers ?? {};
    expect([authorization, own]).toEqual(host === 'github' ? ['Bearer gh', undefined] : [undefined, 'gl']);
  });

  test.each([
    [status(403), 'answers with the status 403; the token may not do that'],
    [status(404), 'answers with the status 404'],
    [json({ message: 'no' }), 'answers with what is no list of comments'],
  ])('what the host refuses is told: %#', async (handler, problem) => {
    server.answers({ [`GET ${list}`]: handler });
    expect(await comment(host)).toBe(2);
    expect(said[0]).toContain(`error: ${server.host} ${problem}`);
  });

  test('a comment that was perhaps written is not written again', async () => {
    server.answers({ [`GET ${list}`]: json([]), [`POST ${list}`]: status(502) });
    expect(await comment(host)).toBe(2);
    expect(server.lines.filter((line) => line.startsWith('POST'))).toHaveLength(1);
  });

  test.each([
    ['no number of the request', { request: 'seven' }, {}, '--request'],
    ['no repository', { repository: '' }, {}, '--repository'],
    ['no token', {}, { GITHUB_TOKEN: '', GITLAB_TOKEN: '' }, '_TOKEN'],
    [
      'an address that is not encrypted',
      {},
      { GITHUB_API_URL: 'http://a.b', CI_API_V4_URL: 'http://a.b' },
      'not encrypted',
    ],
    ['an address that is none', {}, { GITHUB_API_URL: 'a', CI_API_V4_URL: 'a' }, 'no address'],
  ])('nobody is asked with %s', async (_what, options, variables, told) => {
    process.env = { ...process.env, ...variables };
    expect(await comment(host, options)).toBe(2);
    expect(said[0]).toContain(told);
    expect(server.lines).toEqual([]);
  });
});

test('a file that cannot be read is told', async () => {
  expect(await runComment('github', join(folder, 'none.md'), {})).toBe(2);
  expect(said[0]).toContain('cannot be read');
});

test('a project of GitLab may be named by its path', async () => {
  server.answers({});
  await comment('gitlab', { repository: 'group/name' });
  expect(server.lines[0]).toContain('/projects/group%2Fname/merge_requests/7/notes');
});
