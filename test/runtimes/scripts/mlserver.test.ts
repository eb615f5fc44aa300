import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DIFFICULT_NAMES, Image } from './stand-in';

/** Writes down what MLServer was told. */
const SERVER = `
record "$@"
printf '%s' "$MLSERVER_MODEL_IMPLEMENTATION" > "$IMAGE/implementation"
printf '%s' "$MLSERVER_MODEL_URI" > "$IMAGE/uri"
printenv MLSERVER_MODEL_EXTRA > "$IMAGE/extra" || true`;

let image: Image;
let models: string;
let env: Record<string, string>;

beforeEach(() => {
  image = new Image().program('mlserver', SERVER);
  models = join(image.root, 'models');
  mkdirSync(join(models, 'bert'), { recursive: true });
  env = { MLSERVER_MODEL_URI: models, MLSERVER_MODEL_NAME: 'bert', MODEL_TYPE: 'text-classification' };
});

afterEach(() => {
  image.remove();
});

function extra(): unknown {
  return JSON.parse(image.read('extra'));
}

test('a task is served with the Hugging Face pipeline of its name', async () => {
  expect((await image.run('mlserver', env)).code).toBe(0);
  expect(image.read('implementation')).toBe('mlserver_huggingface.HuggingFaceRuntime');
  expect(extra()).toEqual({ task: 'text-classification', pretrained_model: `${models}/bert` });
});

test('text-to-image is served with diffusers', async () => {
  await image.run('mlserver', { ...env, MODEL_TYPE: 'text-to-image' });
  expect(image.read('implementation')).toBe('mlserver_diffusers.StableDiffusionRuntime');
  expect(extra()).toEqual({ task: 'text-to-image', pretrained_model: `${models}/bert` });
});

test('a stated implementation is used whatever the task', async () => {
  await image.run('mlserver', { ...env, MODEL_IMPLEMENTATION: 'mlserver_sklearn.SKLearnModel' });
  expect(image.read('implementation')).toBe('mlserver_sklearn.SKLearnModel');
  expect(image.read('extra')).toBe('');
});

test('an implementation without pipelines needs no task', async () => {
  const outcome = await image.run('mlserver', {
    ...env,
    MODEL_TYPE: '',
    MODEL_IMPLEMENTATION: 'mlserver_xgboost.XGBoostModel',
  });
  expect(outcome.code).toBe(0);
});

test('a pipeline without a task is refused', async () => {
  expect(await image.run('mlserver', { ...env, MODEL_TYPE: '' })).toEqual({
    code: 1,
    stderr: 'mlserver: the variable MODEL_TYPE is not set, and a pipeline needs a task\n',
  });
});

test('parameters that the user states are kept', async () => {
  await image.run('mlserver', { ...env, MLSERVER_MODEL_EXTRA: '{"task":"ner"}' });
  expect(extra()).toEqual({ task: 'ner' });
});

test('the folder of the model is served, and further arguments are passed on', async () => {
  await image.run('mlserver', env, ['--verbose', 'two words']);
  expect(image.argumentsOf('mlserver')).toEqual(['start', `${models}/bert`, '--verbose', 'two words']);
  expect(image.read('uri')).toBe(`${models}/bert`);
});

test('where the platform mounts the one model, the mounted folder is served', async () => {
  const outcome = await image.run('mlserver', { ...env, MLSERVER_MODEL_NAME: 'gpt2' });
  expect(outcome.stderr).toContain(
    `mlserver: there is no folder ${models}/gpt2, so the model is looked for in ${models}`,
  );
  expect(image.argumentsOf('mlserver')).toEqual(['start', models]);
});

test.each(['MLSERVER_MODEL_URI', 'MLSERVER_MODEL_NAME'])('an empty %s is told by name', async (name) => {
  expect(await image.run('mlserver', { ...env, [name]: '' })).toEqual({
    code: 1,
    stderr: `mlserver: the variable ${name} is not set\n`,
  });
});

test('the script ends with the code of the server', async () => {
  image.program('mlserver', 'exit 3');
  expect((await image.run('mlserver', env)).code).toBe(3);
});

test('SIGTERM reaches the server', async () => {
  image.program('mlserver', `trap 'exit 7' TERM; touch "$IMAGE/serving"; while true; do sleep 1; done`);
  const running = image.start('mlserver', env);
  await image.appears('serving');
  running.terminate();
  expect((await running.ended).code).toBe(7);
});

test.each(DIFFICULT_NAMES)('a model named %j reaches MLServer unchanged', async (name) => {
  mkdirSync(join(models, name));
  await image.run('mlserver', { ...env, MLSERVER_MODEL_NAME: name });
  expect(image.argumentsOf('mlserver')).toEqual(['start', `${models}/${name}`]);
  expect(extra()).toMatchObject({ pretrained_model: `${models}/${name}` });
});
