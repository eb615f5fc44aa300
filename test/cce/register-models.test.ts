import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { registrationPayload } from '../../platforms/cce/registration';
import type { CceModelPayload } from '../../platforms/cce/registration';
import type { RegistrationSettings } from '../../platforms/cce/registration-job';
import { cceScript } from '../../platforms/cce/scripts';
import { TEMPORARY_PLACE } from '../temporary-place';
import { AddOn } from './add-on';
import type { RegisteredModel } from './add-on';
import { ModuleRunner, runAlone } from './module-runner';
import type { Outcome } from './module-runner';

const NAME = 'DeepSeek-R1-Distill-Qwen-7B';
const MARK = '[registered by models/preset-models]';

const DEEPSEEK = registrationPayload({
  type: NAME,
  instances: { min: 2, max: 4 },
  folder: { claim: 'release-models' },
  objectives: { timeToFirstTokenMs: 1000, timePerOutputTokenMs: 20 },
  description: 'This is model description.',
});
const QWQ: CceModelPayload = { ...DEEPSEEK, name: 'QwQ-32B', type: 'QwQ-32B' };

let runner: ModuleRunner;
let folder: string;
let addOn: AddOn;
let endpoint: string;

beforeAll(() => {
  runner = new ModuleRunner();
});

afterAll(() => {
  runner.close();
});

beforeEach(async () => {
  folder = mkdtempSync(join(TEMPORARY_PLACE, 'register-models-'));
  addOn = new AddOn();
  endpoint = await addOn.listen();
});

afterEach(async () => {
  await addOn.close();
  rmSync(folder, { recursive: true });
});

/** Runs the script as the Job does, in a hurry. */
async function run(settings: Partial<RegistrationSettings> = {}, start = startTogether): Promise<Outcome> {
  const script = join(folder, 'register-models.mjs');
  const file = join(folder, 'registration.json');
  writeFileSync(script, cceScript('register-models.mjs'));
  const all: RegistrationSettings = {
    endpoint,
    models: [DEEPSEEK],
    readySeconds: 5,
    retrySeconds: 2,
    firstPauseSeconds: 0.01,
    requestSeconds: 2,
    pollSeconds: 0.01,
    ...settings,
  };
  writeFileSync(file, JSON.stringify(all));
  return start(script, file);
}

function startTogether(script: string, file: string): Promise<Outcome> {
  return runner.run(script, file);
}

/** A model as it is after it was registered. */
function registered(payload: CceModelPayload, change: Partial<RegisteredModel> = {}): RegisteredModel {
  const { version: _, ...told } = payload;
  const id = Buffer.from(payload.name).toString('hex').slice(0, 32);
  return { id, status: 'ACTIVE', status_code: '', status_msg: '', ...told, ...change };
}

const path = ({ id }: RegisteredModel) => `/v1/models/${id}`;

test('a model that is missing is created with every field', async () => {
  const { code, failed } = await run();
  expect([code, failed]).toEqual([0, '']);
  expect(addOn.calls.filter(({ method }) => method !== 'GET')).toEqual([
    { method: 'POST', path: '/v1/models', body: DEEPSEEK },
  ]);
});

test('a process of its own ends with the code and the words that it has in the other tests', async () => {
  addOn.answers = { POST: [{ status: 400, body: 'refused' }] };
  const refused = await run({}, runAlone);
  expect(refused).toMatchObject({ code: 1, told: '' });
  expect(refused.failed).toContain(`register-models: ${NAME}: POST`);

  const outcome = await run({}, runAlone);
  expect(outcome).toMatchObject({ code: 0, failed: '' });
  expect(outcome.told).toContain(`register-models: created ${NAME}\n`);
  expect(addOn.models.map(({ name }) => name)).toEqual([NAME]);
});

test('a model that is as it should be is not written', async () => {
  addOn.models = [registered(DEEPSEEK)];
  expect(await run()).toMatchObject({ code: 0, failed: '' });
  expect(addOn.writes()).toEqual([]);
});

test('running again changes nothing', async () => {
  await run({ models: [DEEPSEEK, QWQ] });
  const writes = addOn.writes().length;
  expect((await run({ models: [DEEPSEEK, QWQ] })).code).toBe(0);
  expect(addOn.writes()).toHaveLength(writes);
});

test.each<[string, Partial<RegisteredModel>, object]>([
  ['a number of instances', { max_instance: 6 }, { max_instance: 4 }],
  ['an objective', { slo: { ...DEEPSEEK.slo, target_time_to_first_token_p95: 5 } }, { slo: DEEPSEEK.slo }],
  ['a folder', { pvc: { name: 'other', path: 'x' } }, { pvc: DEEPSEEK.pvc }],
  ['a description', { description: '' }, { description: DEEPSEEK.description }],
  ['several fields', { min_instance: 1, description: 'old' }, { min_instance: 2, description: DEEPSEEK.description }],
])('a model that differs in %s is updated in that alone', async (_, present, body) => {
  const model = registered(DEEPSEEK, present);
  addOn.models = [model];
  expect((await run()).code).toBe(0);
  expect(addOn.calls.filter(({ method }) => method !== 'GET')).toEqual([{ method: 'PUT', path: path(model), body }]);
});

test('what the add-on tells besides is no difference', async () => {
  const slo = { ...DEEPSEEK.slo, more: 1 };
  addOn.models = [registered(DEEPSEEK, { slo, status_msg: 'fine' })];
  await run();
  expect(addOn.writes()).toEqual([]);
});

test('a version is compared where the add-on tells it', async () => {
  const version: object = { version: '0.9.0' };
  addOn.models = [{ ...registered(DEEPSEEK), ...version }];
  await run();
  expect(addOn.calls.find(({ method }) => method === 'PUT')?.body).toEqual({ version: '1.0.0' });
});

test('what the add-on does not take over is told', async () => {
  addOn.models = [registered(DEEPSEEK, { type: 'QwQ-32B' })];
  addOn.answers = { PUT: [{ status: 200 }] };
  const { code, told } = await run();
  expect(code).toBe(0);
  expect(told).toContain(`the add-on has not taken over type of ${NAME}\n`);
});

test('a model that somebody creates at the same time is updated instead', async () => {
  const theirs = registered(DEEPSEEK, { max_instance: 9 });
  addOn.answers = { POST: [{ status: 409, body: '{"error":"it exists"}' }] };
  const running = run({ firstPauseSeconds: 0.3 });
  while (addOn.writes().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  addOn.models = [theirs];
  expect((await running).code).toBe(0);
  expect(addOn.writes()).toEqual(['POST /v1/models', `PUT ${path(theirs)}`]);
});

test('a conflict that stays ends with an error', async () => {
  addOn.answers = { POST: Array.from({ length: 100 }, () => ({ status: 409, body: 'name is reserved' })) };
  const { code, failed } = await run({ retrySeconds: 0.2 });
  expect(code).toBe(1);
  expect(failed).toContain('was answered with 409: name is reserved');
});

test('errors of the server pass', async () => {
  addOn.answers = { GET: [{ status: 500 }, { status: 503, body: 'not\nyet' }], POST: [{ status: 500 }] };
  const { code, told } = await run();
  expect(code).toBe(0);
  expect(told).toContain('was answered with 503: not yet; again in');
});

test('a creation that succeeds although its answer is an error is not made twice', async () => {
  addOn.answers = { POST: [{ status: 500, after: 'doing it' }] };
  expect((await run()).code).toBe(0);
  expect(addOn.writes()).toEqual(['POST /v1/models']);
  expect(addOn.models).toHaveLength(1);
});

test.each(['{"models":[', '<html>starting</html>', '{"error":"none"}', '[{"name":1}]', '"text"'])(
  'the answer %j is asked for again',
  async (body) => {
    addOn.answers = { GET: [{ status: 200, body }] };
    const { code, told } = await run();
    expect(code).toBe(0);
    expect(told).toMatch(/was not answered with (JSON|models): /);
  },
);

test('an answer that stays malformed ends with an error', async () => {
  addOn.list = () => ({ error: 'no database' });
  const { code, failed } = await run({ retrySeconds: 0.2 });
  expect(code).toBe(1);
  expect(failed).toContain('was not answered with models: {"error":"no database"}');
  expect(addOn.writes()).toEqual([]);
});

test.each<[string, AddOn['list']]>([
  ['bare', (models) => models],
  ['below `models`', (models) => ({ models, total: 1 })],
  ['below `model`', (models) => ({ model: models })],
  ['below `data`', (models) => ({ data: models })],
  ['as one object', ([model]) => ({ model })],
])('the list is read %s', async (_, list) => {
  addOn.models = [registered(DEEPSEEK)];
  addOn.list = list;
  expect((await run()).code).toBe(0);
  expect(addOn.writes()).toEqual([]);
});

test('an empty list may be null', async () => {
  addOn.list = (models) => ({ models: models.length === 0 ? null : models });
  expect((await run()).code).toBe(0);
  expect(addOn.writes()).toEqual(['POST /v1/models']);
});

test('a refusal ends with what the add-on says, and the other models are registered all the same', async () => {
  addOn.answers = { POST: [{ status: 400, body: '{"error":"pvc release-models not found"}' }] };
  const { code, failed } = await run({ models: [DEEPSEEK, QWQ] });
  expect(code).toBe(1);
  expect(failed).toBe(
    `register-models: ${NAME}: POST ${endpoint}/v1/models was answered with 400: {"error":"pvc release-models not found"}\n`,
  );
  expect(addOn.models.map(({ name }) => name)).toEqual(['QwQ-32B']);
});

test('a wrong address is not tried for long', async () => {
  addOn.answers = { GET: Array.from({ length: 9 }, () => ({ status: 404, body: 'page not found' })) };
  const { code, failed } = await run({ endpoint: `${endpoint}/` });
  expect(code).toBe(1);
  expect(failed).toContain(`GET ${endpoint}/v1/models was answered with 404: page not found`);
  expect(addOn.calls).toHaveLength(1);
});

test('a server that does not listen is tried until time is up', async () => {
  await addOn.close();
  const { code, told, failed } = await run({ retrySeconds: 0.3 });
  expect(code).toBe(1);
  expect(told.match(/again in/g)?.length).toBeGreaterThan(2);
  expect(failed).toContain('fetch failed (ECONNREFUSED)');
  addOn = new AddOn();
  await addOn.listen();
});

test('a server that is away is waited for once, not for each model', async () => {
  addOn.answers = { GET: Array.from({ length: 200 }, () => ({ status: 503 })) };
  const models = Array.from({ length: 9 }, (_, index) => ({ ...DEEPSEEK, name: `model-${index}` }));
  const { told, failed } = await run({ models, retrySeconds: 0.5 });
  expect(failed.match(/was answered with 503/g)).toHaveLength(9);
  // Each would begin with the first pause if it had a time of its own.
  expect(told.match(/again in 0\.01 s/g)?.length).toBeLessThan(9);
});

test('a server that does not answer is given up', async () => {
  addOn.silent = true;
  const { code, failed } = await run({ requestSeconds: 0.1, retrySeconds: 0.2 });
  expect(code).toBe(1);
  expect(failed).toContain('failed: The operation was aborted due to timeout');
});

test('a model is waited for until it is ACTIVE, and each change of its state is told once', async () => {
  addOn.firstState = { status: 'CREATING' };
  let looks = 0;
  addOn.list = (models) => {
    if (models.length > 0 && ++looks === 5) addOn.models = [registered(DEEPSEEK)];
    return { models: addOn.models };
  };
  const { code, told } = await run();
  expect(code).toBe(0);
  expect(told.match(/has status CREATING/g)).toHaveLength(1);
  expect(told).toContain(`${NAME} has status ACTIVE, status_code -, status_msg -\n`);
});

test('a model that never becomes ready ends with its state', async () => {
  addOn.firstState = { status: 'FAILED', status_code: 'E42', status_msg: 'no NPU is free' };
  const { code, failed } = await run({ readySeconds: 0.2 });
  expect(code).toBe(1);
  expect(failed).toBe(
    `register-models: not ready after 0.2 s: ${NAME} has status FAILED, status_code E42, status_msg no NPU is free\n`,
  );
});

test('an error of the server passes while a model is waited for', async () => {
  addOn.answers = { GET: [] };
  addOn.models = [registered(DEEPSEEK)];
  addOn.list = (models) => {
    addOn.answers = addOn.calls.length === 1 ? { GET: [{ status: 502 }] } : {};
    return { models };
  };
  expect((await run()).code).toBe(0);
});

test('two models of one name are left alone', async () => {
  addOn.models = [registered(DEEPSEEK), registered(DEEPSEEK, { id: 'b' })];
  const { code, failed } = await run();
  expect(code).toBe(1);
  expect(failed).toContain(`there are 2 models named ${NAME}`);
  expect(addOn.writes()).toEqual([]);
});

describe('deletion', () => {
  const ours = registered(QWQ, { description: `ours ${MARK}` });
  const theirs = registered({ ...QWQ, name: 'theirs' }, { description: 'ours [registered by models/others]' });
  const unmarked = registered({ ...QWQ, name: 'unmarked' }, { description: undefined });
  const mentions = registered({ ...QWQ, name: 'mentions' }, { description: `not ${MARK}, but like it` });
  const names = () => addOn.models.map(({ name }) => name).sort();

  beforeEach(() => {
    addOn.models = [ours, theirs, unmarked, mentions];
  });

  test('is not done without a mark', async () => {
    expect((await run()).code).toBe(0);
    expect(names()).toEqual([NAME, 'QwQ-32B', 'mentions', 'theirs', 'unmarked']);
  });

  test('is of what left the list and carries the mark, and of nothing else', async () => {
    const { code, told } = await run({ mark: MARK });
    expect(code).toBe(0);
    expect(told).toContain('deleted QwQ-32B\n');
    expect(addOn.writes()).toEqual(['POST /v1/models', `DELETE ${path(ours)}`]);
    expect(names()).toEqual([NAME, 'mentions', 'theirs', 'unmarked']);
  });

  test('comes before waiting, since models may wait for the same NPUs', async () => {
    addOn.firstState = { status: 'PENDING' };
    await run({ mark: MARK, readySeconds: 0.1 });
    expect(names()).not.toContain('QwQ-32B');
  });

  test('does not happen when the new list is refused', async () => {
    addOn.answers = { POST: [{ status: 400 }] };
    expect((await run({ mark: MARK })).code).toBe(1);
    expect(names()).toContain('QwQ-32B');
  });

  test('is tried again, and a model that is gone meanwhile is no error', async () => {
    addOn.answers = { DELETE: [{ status: 500 }, { status: 404, after: 'doing it' }] };
    expect((await run({ mark: MARK })).code).toBe(0);
    expect(names()).not.toContain('QwQ-32B');
  });

  test('without any model in the list is of all marked ones, and waits for nothing', async () => {
    expect((await run({ models: [], mark: MARK })).code).toBe(0);
    expect(addOn.writes()).toEqual([`DELETE ${path(ours)}`]);
  });
});
