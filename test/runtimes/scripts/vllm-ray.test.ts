import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Image } from './stand-in';

/** Ray's client, which sees as many pods as a file has lines. */
const CLIENT = `
import os

def init(address, **options):
    assert address == "auto"

def nodes():
    with open(os.environ["IMAGE"] + "/pods") as pods:
        return [{"Alive": line.strip() == "alive"} for line in pods]
`;

const SERVE = ['vllm', 'serve', '/mnt/models', '--distributed-executor-backend=ray'];

let image: Image;
let env: Record<string, string>;

beforeEach(() => {
  image = new Image()
    .program('ray', 'record "$@"')
    .program('vllm', 'record "$@"')
    .file('python/ray/__init__.py', CLIENT)
    .file('pods', 'alive\nalive\n');
  env = { VLLM_HOST_IP: '10.0.0.7', PYTHONPATH: `${image.root}/python` };
});

afterEach(() => {
  image.remove();
});

test('the leader starts Ray under the address of its pod, and vLLM once all pods have joined', async () => {
  const outcome = await image.run('vllm-ray', env, ['leader', '2', ...SERVE]);
  expect(outcome).toEqual({ code: 0, stderr: 'vllm: all 2 pods have joined\n' });
  expect(image.argumentsOf('ray')).toEqual(['start', '--head', '--port=6379', '--node-ip-address=10.0.0.7']);
  expect(image.argumentsOf('vllm')).toEqual(SERVE.slice(1));
});

test('vLLM is not started while a pod is missing', async () => {
  image.file('pods', 'alive\ndead\n');
  const running = image.start('vllm-ray', env, ['leader', '2', ...SERVE]);
  await image.appears('ray.args');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(image.has('vllm.args')).toBe(false);
  image.file('pods', 'alive\nalive\n');
  expect((await running.ended).code).toBe(0);
  expect(image.has('vllm.args')).toBe(true);
});

test.each([
  ['alive\n', '1 of 2 pods have joined after 0 seconds'],
  ['', '0 of 2 pods have joined after 0 seconds'],
])('a pod that never joins fails the leader when its time is over (%j)', async (pods, message) => {
  image.file('pods', pods);
  const outcome = await image.run('vllm-ray', { ...env, GROUP_TIMEOUT_SECONDS: '0' }, ['leader', '2', ...SERVE]);
  expect(outcome).toEqual({ code: 1, stderr: `vllm: ${message}\n` });
});

test('Ray that cannot be asked counts as nobody', async () => {
  image.file('python/ray/__init__.py', 'raise RuntimeError("no cluster")');
  const outcome = await image.run('vllm-ray', { ...env, GROUP_TIMEOUT_SECONDS: '0' }, ['leader', '2', ...SERVE]);
  expect(outcome).toEqual({ code: 1, stderr: 'vllm: 0 of 2 pods have joined after 0 seconds\n' });
});

test('Ray that does not start fails the leader', async () => {
  image.program('ray', 'exit 4');
  expect((await image.run('vllm-ray', env, ['leader', '2', ...SERVE])).code).toBe(4);
  expect(image.has('vllm.args')).toBe(false);
});

test('a worker joins the leader under the address of its pod once the leader answers, and blocks', async () => {
  const leader = createServer();
  await new Promise<void>((resolve) => leader.listen(0, '127.0.0.1', resolve));
  const port = String((leader.address() as AddressInfo).port);
  const outcome = await image.run('vllm-ray', { ...env, GROUP_PORT: port }, ['worker', '127.0.0.1']);
  leader.close();
  expect(outcome).toEqual({ code: 0, stderr: '' });
  expect(image.argumentsOf('ray')).toEqual([
    ...['start', '--block', `--address=127.0.0.1:${port}`],
    '--node-ip-address=10.0.0.7',
  ]);
});

test('a leader that never answers fails the worker when its time is over', async () => {
  const late = { ...env, GROUP_TIMEOUT_SECONDS: '0' };
  expect(await image.run('vllm-ray', late, ['worker', 'nobody.invalid'])).toEqual({
    code: 1,
    stderr: 'vllm: the leader nobody.invalid does not answer on port 6379 after 0 seconds\n',
  });
});

test('a worker ends with the code of Ray, and SIGTERM reaches it', async () => {
  image
    .program('python3', 'exit 0')
    .program('ray', `trap 'exit 7' TERM; touch "$IMAGE/joined"; while true; do sleep 1; done`);
  const running = image.start('vllm-ray', env, ['worker', 'llama-0.llama']);
  await image.appears('joined');
  running.terminate();
  expect((await running.ended).code).toBe(7);
});

test('SIGTERM reaches vLLM', async () => {
  image.program('vllm', `trap 'exit 7' TERM; touch "$IMAGE/serving"; while true; do sleep 1; done`);
  const running = image.start('vllm-ray', env, ['leader', '2', ...SERVE]);
  await image.appears('serving');
  running.terminate();
  expect((await running.ended).code).toBe(7);
});

test.each([
  [['leader', '2'], 'leader'],
  [['worker', 'llama-0.llama'], 'worker'],
])('SIGTERM ends the waiting of a %s', async (words) => {
  image.file('pods', '').program('python3', 'touch "$IMAGE/waiting"; exit 1');
  const running = image.start('vllm-ray', env, words);
  await image.appears('waiting');
  running.terminate();
  expect((await running.ended).code).toBe(143);
});

test('an image without Ray is told with its mend', async () => {
  // A PATH with nothing but what comes before Ray is looked for.
  image.remove();
  image = new Image().program('sh', 'exec /bin/sh "$@"').program('printenv', 'command -p printenv "$@"');
  const outcome = await image.run('vllm-ray', { ...env, PATH: `${image.root}/bin` }, ['leader', '2', ...SERVE]);
  expect(outcome).toEqual({
    code: 1,
    stderr:
      'vllm: the image has no ray, which official images of vLLM 0.18 and later leave out: add it, or use multiprocessing\n',
  });
});

test.each([
  [{ VLLM_HOST_IP: '' }, ['leader', '2'], 1, 'the variable VLLM_HOST_IP is not set'],
  [{}, ['leader'], 2, 'expected 2 arguments or more, and got 1'],
  [{}, ['follower', '2'], 2, 'unknown part: follower'],
])('wrong use is told (%j %j)', async (variables, words, code, message) => {
  expect(await image.run('vllm-ray', { ...env, ...variables }, words)).toEqual({ code, stderr: `vllm: ${message}\n` });
});
