import { Image } from './stand-in';

let image: Image;

beforeEach(() => {
  image = new Image().program('vllm', 'record "$@"');
});

afterEach(() => {
  image.remove();
});

const start = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  image.run('vllm-data-parallel', env, words);

test('the leader of internal load balancing is told where it is, and no first copy', async () => {
  expect(await start(['127.0.0.1', 'none', '0', '0', 'vllm', 'serve', '/mnt/models', '--port=8080'])).toEqual({
    code: 0,
    stderr: '',
  });
  expect(image.argumentsOf('vllm')).toEqual([
    ...['serve', '/mnt/models', '--port=8080'],
    '--data-parallel-address=127.0.0.1',
  ]);
});

test.each([
  ['--data-parallel-start-rank', '3', '4', '--data-parallel-start-rank=12'],
  ['--data-parallel-start-rank', '0', '4', '--data-parallel-start-rank=0'],
  ['--data-parallel-rank', '5', '1', '--data-parallel-rank=5'],
])('%s of pod %s with %s copies in each pod is %s', async (flag, pod, copies, told) => {
  await start(['127.0.0.1', flag, pod, copies, 'vllm', 'serve']);
  expect(image.argumentsOf('vllm')).toEqual(['serve', '--data-parallel-address=127.0.0.1', told]);
});

test('a leader whose name is not published yet is waited for', async () => {
  image.program('python3', 'printf x >> "$IMAGE/asked"; test "$(cat "$IMAGE/asked")" = xxx && echo 10.0.0.7');
  expect((await start(['llama-0.llama', 'none', '0', '0', 'vllm'])).code).toBe(0);
  expect(image.argumentsOf('vllm')).toEqual(['--data-parallel-address=10.0.0.7']);
});

test('a leader that never gets an address fails the pod when its time is over', async () => {
  const outcome = await start(['nobody.invalid', 'none', '0', '0', 'vllm'], { GROUP_TIMEOUT_SECONDS: '0' });
  expect(outcome).toEqual({ code: 1, stderr: 'vllm: the name nobody.invalid has no address after 0 seconds\n' });
});

test('SIGTERM ends the waiting', async () => {
  image.program('python3', 'touch "$IMAGE/waiting"; exit 1');
  const running = image.start('vllm-data-parallel', {}, ['llama-0.llama', 'none', '0', '0', 'vllm']);
  await image.appears('waiting');
  running.terminate();
  expect((await running.ended).code).toBe(143);
});

test('SIGTERM reaches vLLM, and its code is that of the pod', async () => {
  image.program('vllm', `trap 'exit 7' TERM; touch "$IMAGE/serving"; while true; do sleep 1; done`);
  const running = image.start('vllm-data-parallel', {}, ['127.0.0.1', 'none', '0', '0', 'vllm', 'serve']);
  await image.appears('serving');
  running.terminate();
  expect((await running.ended).code).toBe(7);
});

test('arguments keep their blanks, quotes and dollars', async () => {
  const json = `--kv-transfer-config={"kv_role": "kv_both", "name": "it's $HOME * "}`;
  await start(['127.0.0.1', 'none', '0', '0', 'vllm', 'serve', json, '']);
  expect(image.argumentsOf('vllm')).toEqual(['serve', json, '', '--data-parallel-address=127.0.0.1']);
});

test('too few arguments are told', async () => {
  expect(await start(['127.0.0.1', 'none', '0', '0'])).toEqual({
    code: 2,
    stderr: 'vllm: expected 5 arguments or more, and got 4\n',
  });
});
