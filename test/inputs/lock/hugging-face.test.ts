import { HuggingFace } from '../../../inputs/lock/hugging-face';
import { Requests } from '../../../inputs/lock/requests';
import { json, StandInServer, status } from './stand-in-server';

const server = new StandInServer();

const COMMIT = 'c'.repeat(40);
const MODEL = { repository: 'ibm-granite/granite', revision: 'refs/pr/1' };
const ADDRESS = 'GET /api/models/ibm-granite/granite/revision/refs%2Fpr%2F1';

function commit(environment: Readonly<Record<string, string>> = {}) {
  const requests = new Requests({ timeoutSeconds: 5, wait: () => Promise.resolve() });
  return new HuggingFace(requests, { HF_ENDPOINT: `${server.origin}/`, ...environment }).commitOf(MODEL);
}

test('a revision leads to the commit that the server names', async () => {
  server.answers({ [ADDRESS]: json({ id: MODEL.repository, sha: COMMIT, siblings: [] }) });
  expect(await commit()).toEqual({ ok: true, value: COMMIT });
  expect(server.taken[0]?.headers.authorization).toBeUndefined();
});

test('a token is shown', async () => {
  server.answers({ [ADDRESS]: json({ sha: COMMIT }) });
  await commit({ HF_TOKEN: 'hf_x\n' });
  expect(server.taken[0]?.headers.authorization).toBe('Bearer hf_x');
});

test('a token is not sent without encryption', async () => {
  const asked: (RequestInit | undefined)[] = [];
  const fetched = jest.spyOn(globalThis, 'fetch').mockImplementation((_url, init) => {
    asked.push(init);
    return Promise.resolve(new Response(JSON.stringify({ sha: COMMIT })));
  });
  await commit({ HF_TOKEN: 'hf_x', HF_ENDPOINT: 'http://mirror.example' });
  fetched.mockRestore();
  expect(asked[0]?.headers).toEqual({ accept: 'application/json' });
});

test.each([
  [status(401), "gives no access to 'ibm-granite/granite': it does not exist there, or needs HF_TOKEN"],
  [status(403), "gives no access to 'ibm-granite/granite': it does not exist there, or needs HF_TOKEN"],
  [status(404), "has no revision 'refs/pr/1' of 'ibm-granite/granite'"],
  [status(429), 'has been asked too often; try again later, or set HF_TOKEN'],
  [status(500), 'answers with the status 500'],
  [json({ sha: 'main' }), 'names no commit'],
  [json([]), 'names no commit'],
  [status(200), 'answers with what is no JSON'],
])('what goes wrong is told: %#', async (handler, problem) => {
  server.answers({ [ADDRESS]: handler });
  expect(await commit()).toEqual({ ok: false, problem: `${server.host} ${problem}` });
});

test('an endpoint that is no address is told', async () => {
  expect(await commit({ HF_ENDPOINT: 'mirror' })).toEqual({
    ok: false,
    problem: "HF_ENDPOINT is no address: 'mirror'",
  });
});
