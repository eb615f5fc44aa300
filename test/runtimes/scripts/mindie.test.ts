import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DIFFICULT_NAMES, Image } from './stand-in';

const SERVICE = 'ascend/mindie/latest/mindie-service';
const CONFIG = `${SERVICE}/conf/config.json`;

/** The parts of MindIE's own configuration that the script changes, and one that it does not. */
const SHIPPED = {
  ServerConfig: { ipAddress: '127.0.0.1', managementIpAddress: '127.0.0.2', port: 1025, managementPort: 1026 },
  BackendConfig: {
    npuDeviceIds: [[0, 1, 2, 3]],
    multiNodesInferEnabled: true,
    ModelDeployConfig: {
      maxSeqLen: 2560,
      maxInputTokenLen: 2048,
      ModelConfig: [{ modelName: 'llama_65b', modelWeightPath: '/data', worldSize: 4, npuMemSize: -1, cpuMemSize: 5 }],
    },
    ScheduleConfig: { maxPrefillTokens: 8192 },
  },
};

/** Reads an unset variable and fails, as Ascend's own scripts do. */
const SET_ENV = 'echo "$NOT_SET" > /dev/null; false; echo "$#" >> "$IMAGE/environments"';

let image: Image;
let env: Record<string, string>;

beforeEach(() => {
  image = new Image()
    .program('npu-smi', listing({ total: 2 }))
    .program('../ascend/mindie/latest/mindie-service/bin/mindieservice_daemon', 'exit 0')
    .file('ascend/ascend-toolkit/set_env.sh', SET_ENV)
    .file('ascend/mindie/set_env.sh', SET_ENV)
    .file(CONFIG, JSON.stringify(SHIPPED), 0o440)
    .file('models/qwen/config.json', '{}', 0o666);
  env = {
    ASCEND_ROOT: join(image.root, 'ascend'),
    MODEL_NAME: 'qwen',
    MODEL_PATH: join(image.root, 'models/qwen'),
    MY_POD_IP: '10.0.0.7',
  };
});

afterEach(() => {
  image.remove();
});

function daemon(body: string): void {
  image.program('../ascend/mindie/latest/mindie-service/bin/mindieservice_daemon', body);
}

/** What `npu-smi info -l` prints. */
function listing({ total, chips = [] }: { readonly total: number; readonly chips?: readonly number[] }): string {
  const lines = [`Total Count : ${total}`, ...chips.map((count) => `Chip Count : ${count}`)];
  return lines.map((line) => `echo '        ${line}'`).join('\n');
}

function written(): typeof SHIPPED {
  return JSON.parse(image.read(CONFIG)) as typeof SHIPPED;
}

test('the configuration names the model, its folder, its devices and the address of the pod', async () => {
  expect((await image.run('mindie', env)).code).toBe(0);
  const { ServerConfig, BackendConfig } = written();
  expect(ServerConfig.ipAddress).toBe('10.0.0.7');
  expect(BackendConfig.npuDeviceIds).toEqual([[0, 1]]);
  expect(BackendConfig.multiNodesInferEnabled).toBe(false);
  expect(BackendConfig.ModelDeployConfig.ModelConfig).toEqual([
    { modelName: 'qwen', modelWeightPath: env.MODEL_PATH, worldSize: 2, npuMemSize: -1, cpuMemSize: 5 },
  ]);
});

test('every setting is written where the configuration has it', async () => {
  await image.run('mindie', env, [
    ...['--ip=10.0.0.9', '--port=8080', '--management-ip=127.0.0.3', '--management-port=1030'],
    ...['--max-seq-len=4096', '--max-input-token-len', '3072', '--max-prefill-tokens=16384', '--npu-mem-size=-1'],
  ]);
  const { ServerConfig, BackendConfig } = written();
  expect(ServerConfig).toEqual({
    ipAddress: '10.0.0.9',
    managementIpAddress: '127.0.0.3',
    port: 8080,
    managementPort: 1030,
  });
  expect(BackendConfig.ModelDeployConfig).toMatchObject({ maxSeqLen: 4096, maxInputTokenLen: 3072 });
  expect(BackendConfig.ScheduleConfig.maxPrefillTokens).toBe(16384);
});

test('a later argument wins over an earlier one', async () => {
  await image.run('mindie', env, ['--max-seq-len=4096', '--max-seq-len=8192']);
  expect(written().BackendConfig.ModelDeployConfig.maxSeqLen).toBe(8192);
});

test('a setting that this version of MindIE lacks is told and left out', async () => {
  const outcome = await image.run('mindie', env, ['--support-select-batch=true']);
  expect(outcome.code).toBe(0);
  expect(outcome.stderr).toContain(
    'mindie: this version of MindIE has no backendType, httpsEnabled, supportSelectBatch\n',
  );
});

test('a configuration without a model is refused', async () => {
  image.file(CONFIG, '{}');
  const outcome = await image.run('mindie', env);
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toContain('has no modelName, so this version of MindIE cannot be configured\n');
});

test.each([
  ['--max-sequence-length=1', 'unrecognized arguments: --max-sequence-length=1'],
  ['--max-seq-len=long', "argument --max-seq-len: invalid int value: 'long'"],
  ['--port=80', "argument --port: invalid port value: '80'"],
  ['--truncation=yes', "argument --truncation: invalid boolean value: 'yes'"],
  ['--ip=localhost', "argument --ip: invalid address value: 'localhost'"],
])('the argument %s is refused', async (argument, message) => {
  const outcome = await image.run('mindie', env, [argument]);
  expect(outcome.code).toBe(2);
  expect(outcome.stderr).toContain(`mindie: error: ${message}\n`);
  expect(written()).toEqual(SHIPPED);
});

test('fewer NPUs than the model is split over are told', async () => {
  const outcome = await image.run('mindie', env, ['--world-size=4']);
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toBe('mindie: the world size is 4, but npu-smi lists 2 devices\n');
});

test('fewer NPUs than there are can be used', async () => {
  await image.run('mindie', env, ['--world-size=1']);
  expect(written().BackendConfig.npuDeviceIds).toEqual([[0]]);
});

test('a card with two chips counts as two devices', async () => {
  image.program('npu-smi', listing({ total: 1, chips: [2] }));
  await image.run('mindie', env);
  expect(written().BackendConfig.npuDeviceIds).toEqual([[0, 1]]);
});

test.each(['exit 1', listing({ total: 0 })])('without an NPU the pod fails (%j)', async (npuSmi) => {
  image.program('npu-smi', npuSmi);
  const outcome = await image.run('mindie', env);
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toMatch(/^mindie: npu-smi (sees|lists) no device/);
});

test('both environments are loaded without arguments, whatever they do', async () => {
  await image.run('mindie', env, ['--max-seq-len=4096']);
  expect(image.read('environments')).toBe('0\n0\n');
});

test('an image without MindIE is told', async () => {
  const outcome = await image.run('mindie', { ...env, ASCEND_ROOT: '/nowhere' });
  expect(outcome).toEqual({ code: 1, stderr: 'mindie: the image has no /nowhere/ascend-toolkit/set_env.sh\n' });
});

test.each(['MODEL_NAME', 'MODEL_PATH', 'MY_POD_IP'])('an empty %s is told by name', async (name) => {
  expect(await image.run('mindie', { ...env, [name]: '' })).toEqual({
    code: 1,
    stderr: `mindie: the variable ${name} is not set\n`,
  });
});

test('a folder without a model is told', async () => {
  const outcome = await image.run('mindie', { ...env, MODEL_PATH: '/nowhere' });
  expect(outcome).toEqual({ code: 1, stderr: 'mindie: there is no config.json in /nowhere\n' });
});

test('a model that is mounted read-only is told with its mend', async () => {
  image.program('chmod', 'exit 1');
  expect((await image.run('mindie', env)).stderr).toBe(
    `mindie: ${env.MODEL_PATH ?? ''} must be writable; on KServe, storage.kserve.io/readonly of the service must be "false"\n`,
  );
});

test('nobody else may write the model or read its configuration', async () => {
  await image.run('mindie', env);
  expect(statSync(join(image.root, 'models/qwen')).mode & 0o777).toBe(0o755);
  expect(statSync(join(image.root, 'models/qwen/config.json')).mode & 0o777).toBe(0o600);
});

test('the daemon runs without a rank table', async () => {
  daemon('printenv RANKTABLEFILE RANK_TABLE_FILE > "$IMAGE/rank-tables" || true');
  await image.run('mindie', { ...env, RANKTABLEFILE: '/ranks.json', RANK_TABLE_FILE: '/ranks.json' });
  expect(image.read('rank-tables')).toBe('');
});

test('the script ends with the code of the daemon', async () => {
  daemon('exit 3');
  expect((await image.run('mindie', env)).code).toBe(3);
});

test('SIGTERM reaches the daemon', async () => {
  daemon(`trap 'exit 7' TERM; touch "$IMAGE/serving"; while true; do sleep 1; done`);
  const running = image.start('mindie', env);
  await image.appears('serving');
  running.terminate();
  expect((await running.ended).code).toBe(7);
});

test.each(DIFFICULT_NAMES)('a model named %j reaches MindIE unchanged', async (name) => {
  image.file(`models/${name}/config.json`, '{}');
  await image.run('mindie', { ...env, MODEL_NAME: name, MODEL_PATH: join(image.root, 'models', name) });
  expect(written().BackendConfig.ModelDeployConfig.ModelConfig[0]).toMatchObject({
    modelName: name,
    modelWeightPath: join(image.root, 'models', name),
  });
});
