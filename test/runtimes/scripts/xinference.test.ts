import { DIFFICULT_NAMES, Image } from './stand-in';

const SERVER = `
record "$@"
trap 'echo stopped > "$IMAGE/stopped"; exit 7' TERM
touch "$IMAGE/serving"
while true; do sleep 1; done`;

/** Xinference's client, whose models are the lines of a file. */
const CLIENT = `
import os

class Client:
    def __init__(self, endpoint):
        pass

    def login(self, username, password):
        with open(os.environ["IMAGE"] + "/client.login", "w") as file:
            file.write(username + ":" + password)

    def list_models(self):
        path = os.environ["IMAGE"] + "/models"
        return open(path).read().splitlines() if os.path.exists(path) else []
`;

let image: Image;
let env: Record<string, string>;

beforeEach(() => {
  image = new Image()
    .program('xinference-local', SERVER)
    .program('curl', 'record "$@"; test -f "$IMAGE/serving"')
    .program('xinference', 'record "$@"; printf \'%s\\n\' "$MODEL_UID" > "$IMAGE/models"')
    .file('python/xinference/__init__.py', '')
    .file('python/xinference/client.py', CLIENT);
  env = {
    MODEL_PATH: '/mnt/models/llama-3',
    MODEL_UID: 'llama-3',
    MODEL_ENGINE: 'transformers',
    MODEL_FAMILY: 'llama-3-instruct',
    XINFERENCE_HOME: `${image.root}/home`,
    XINFERENCE_LISTEN_PORT: '8081',
    PYTHONPATH: `${image.root}/python`,
  };
});

afterEach(() => {
  image.remove();
});

const MARKER = 'home/model-loaded';

test('the server listens on every address of the pod', async () => {
  const running = image.start('xinference', env);
  await image.appears(MARKER);
  running.terminate();
  await running.ended;
  expect(image.argumentsOf('xinference-local')).toEqual(['--host', '0.0.0.0', '--port', '8081']);
});

test('the model is launched with its path, engine, name and family, and further arguments after them', async () => {
  const running = image.start('xinference', env, ['--n-gpu=2', '--max_model_len', '8192']);
  await image.appears(MARKER);
  running.terminate();
  await running.ended;
  expect(image.argumentsOf('xinference')).toEqual([
    ...['launch', '-e', 'http://127.0.0.1:8081', '--model_path', '/mnt/models/llama-3'],
    ...['--model-engine', 'transformers', '-u', 'llama-3', '-n', 'llama-3-instruct'],
    ...['--n-gpu=2', '--max_model_len', '8192'],
  ]);
});

test('the pod is not ready while the model loads', async () => {
  image.program('xinference', 'touch "$IMAGE/loading"; while ! test -f "$IMAGE/models"; do sleep 1; done');
  const running = image.start('xinference', env);
  await image.appears('loading');
  expect(image.has(MARKER)).toBe(false);
  image.file('models', 'llama-3\n');
  await image.appears(MARKER);
  running.terminate();
  await running.ended;
});

test('a marker left by an earlier container does not count', async () => {
  image.file(MARKER, '').program('xinference', 'exit 3');
  await image.run('xinference', env);
  expect(image.has(MARKER)).toBe(false);
});

test('SIGTERM stops the server and the script ends with its code', async () => {
  const running = image.start('xinference', env);
  await image.appears(MARKER);
  running.terminate();
  expect((await running.ended).code).toBe(7);
  expect(image.has('stopped')).toBe(true);
  expect(image.has(MARKER)).toBe(false);
});

test('SIGTERM stops server and launch while the model loads', async () => {
  image.program('xinference', 'touch "$IMAGE/loading"; exec /bin/sleep 60');
  const running = image.start('xinference', env);
  await image.appears('loading');
  running.terminate();
  expect((await running.ended).code).toBe(7);
  expect(image.has('stopped')).toBe(true);
});

test('the script ends with the code of a server that ends by itself', async () => {
  image.program(
    'xinference-local',
    'touch "$IMAGE/serving"; while ! test -f "$XINFERENCE_HOME/model-loaded"; do sleep 1; done; exit 9',
  );
  const outcome = await image.run('xinference', env);
  expect(outcome.code).toBe(9);
  expect(outcome.stderr).toContain('xinference: the server ended with 9\n');
});

test('a server that dies while starting fails the pod at once', async () => {
  image.program('xinference-local', 'exit 3');
  expect(await image.run('xinference', env)).toEqual({
    code: 1,
    stderr: 'xinference: the server ended while starting the server\n',
  });
});

test('a server that never answers fails the pod when its time is over', async () => {
  image.program('xinference-local', "trap 'exit 0' TERM; while true; do sleep 1; done");
  const outcome = await image.run('xinference', { ...env, XINFERENCE_START_TIMEOUT_SECONDS: '1' });
  expect(outcome).toEqual({ code: 1, stderr: 'xinference: starting the server took longer than 1 seconds\n' });
});

test('a model that never loads fails the pod when its time is over', async () => {
  image.program('xinference', 'exec /bin/sleep 60');
  const outcome = await image.run('xinference', { ...env, XINFERENCE_LAUNCH_TIMEOUT_SECONDS: '1' });
  expect(outcome).toEqual({ code: 1, stderr: 'xinference: loading the model took longer than 1 seconds\n' });
  await image.appears('stopped');
});

test('a server that dies while the model loads fails the pod at once', async () => {
  image
    .program('xinference-local', 'touch "$IMAGE/serving"; while ! test -f "$IMAGE/loading"; do sleep 1; done; exit 137')
    .program('xinference', 'touch "$IMAGE/loading"; exec /bin/sleep 60');
  const outcome = await image.run('xinference', env);
  expect(outcome).toEqual({ code: 1, stderr: 'xinference: the server ended while loading the model\n' });
});

test('a server that ignores SIGTERM cannot keep a failed pod alive', async () => {
  image
    .program(
      'xinference-local',
      `trap '' TERM; exec > /dev/null 2>&1; touch "$IMAGE/serving"; while test -d "$IMAGE"; do sleep 1; done`,
    )
    .program('xinference', 'exit 1');
  expect((await image.run('xinference', env)).code).toBe(1);
});

test('a refused launch fails the pod and stops the server', async () => {
  image.program('xinference', 'exit 1');
  expect(await image.run('xinference', env)).toEqual({
    code: 1,
    stderr: 'xinference: the model could not be launched\n',
  });
  await image.appears('stopped');
});

test('a launch that succeeds without a running model fails the pod', async () => {
  image.program('xinference', 'exit 0');
  expect(await image.run('xinference', env)).toEqual({
    code: 1,
    stderr: 'xinference: the server does not run the model llama-3\n',
  });
});

test.each(['MODEL_PATH', 'MODEL_UID', 'MODEL_ENGINE', 'MODEL_FAMILY'])('an empty %s is told by name', async (name) => {
  expect(await image.run('xinference', { ...env, [name]: '' })).toEqual({
    code: 1,
    stderr: `xinference: the variable ${name} is not set\n`,
  });
});

test.each(DIFFICULT_NAMES)('a model named %j reaches Xinference unchanged', async (name) => {
  const running = image.start('xinference', { ...env, MODEL_UID: name, MODEL_PATH: `/mnt/models/${name}` });
  await image.appears(MARKER);
  running.terminate();
  await running.ended;
  const args = image.argumentsOf('xinference');
  expect(args[args.indexOf('-u') + 1]).toBe(name);
  expect(args[args.indexOf('--model_path') + 1]).toBe(`/mnt/models/${name}`);
});

describe('with an administrator', () => {
  const password = `p"a s's\\$w`;

  beforeEach(() => {
    env = { ...env, XINFERENCE_ADMIN_USERNAME: 'admin', XINFERENCE_ADMIN_PASSWORD: password };
    image
      .program(
        'curl',
        'case "$*" in */v1/admin/setup) record "$@"; cat > "$IMAGE/setup.json";; esac; test -f "$IMAGE/serving"',
      )
      .program(
        'xinference',
        'if [ "$1" = login ]; then record "$@"; else printf \'%s\\n\' "$MODEL_UID" > "$IMAGE/models"; fi',
      );
  });

  test('the account is created and signed in before the launch', async () => {
    const running = image.start('xinference', env);
    await image.appears(MARKER);
    running.terminate();
    await running.ended;
    expect(JSON.parse(image.read('setup.json'))).toEqual({ username: 'admin', password });
    expect(image.argumentsOf('xinference')).toEqual([
      ...['login', '-e', 'http://127.0.0.1:8081', '--username', 'admin', '--password', password],
    ]);
    expect(image.read('client.login')).toBe(`admin:${password}`);
  });

  test('a refused login fails the pod without a word of the password', async () => {
    image.program('xinference', 'exit 1');
    expect(await image.run('xinference', env)).toEqual({
      code: 1,
      stderr: 'xinference: the administrator could not sign in\n',
    });
  });
});
