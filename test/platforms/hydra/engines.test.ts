import { join } from 'node:path';
import { arrayAt } from '../../../kubernetes/manifest';
import type { JsonValue } from '../../../kubernetes/manifest';
import { hasGo, renderWithGo } from '../../preview/go-template/go';
import { Image } from '../../runtimes/scripts/stand-in';
import { commandLine, renderedWith, templatesOf, variablesOf } from './deployments';
import type { Deployment } from './deployments';
import { ENGINE_NAMES, ENGINES } from './engines';

const CONTAINER = ['podTemplate', 'containerTemplate'];

function templateOf(engine: keyof typeof ENGINES): JsonValue | undefined {
  return templatesOf(ENGINES[engine]).entries[0];
}

const DEPLOYMENTS: readonly Deployment[] = (['single', 'leader', 'worker'] as const).flatMap((pod) => [
  { pod },
  { pod, parameters: ['--max-num-seqs=64', '--seed=1'] },
]);

let image: Image;

beforeEach(() => {
  image = new Image();
});

afterEach(() => {
  image.remove();
});

/** Runs the rendered command line in a container with stand-ins, and tells the arguments of one of them. */
async function started(
  engine: keyof typeof ENGINES,
  program: string,
  deployment: Deployment,
): Promise<readonly string[]> {
  image.program(program, 'record "$@"; printenv > "$IMAGE/environment"');
  const outcome = await image.startCommand(commandLine(templateOf(engine), deployment), { HOSTNAME: 'pod-0' }).ended;
  expect(outcome).toEqual({ code: 0, stderr: '' });
  return image.argumentsOf(program);
}

describe('vLLM', () => {
  const OF_MODEL = ['serve', '/data/serving-model'];
  const ANSWERS = ['--host=0.0.0.0', '--port=8000'];
  const OWN = ['--max-model-len=8192', '--override-generation-config={"temperature": 0.5}'];
  const GROUP = [
    ...['--served-model-name=Qwen3-8B', '--tensor-parallel-size=8', '--pipeline-parallel-size=2'],
    ...['--distributed-executor-backend=mp', '--nnodes=2'],
  ];

  test('answers on the port of Hydra, split as the deployment says, with the parameters after its own', async () => {
    const deployment = { variables: { TP_SIZE: 4 }, parameters: ['--seed=1', '--max-num-seqs 64'] };
    expect(await started('vLLM', 'vllm', deployment)).toEqual([
      ...[...OF_MODEL, ...ANSWERS, '--served-model-name=Qwen3-8B', '--tensor-parallel-size=4'],
      ...['--max-model-len=8192', '--api-server-count=2', '--override-generation-config={"temperature": 0.5}'],
      ...['--seed=1', '--max-num-seqs', '64'],
    ]);
    expect(image.read('environment')).toContain('HF_HOME=/tmp/hf_home\n');
  });

  test('leads a group over nodes', async () => {
    expect(await started('vLLM', 'vllm', { pod: 'leader', parameters: ['--seed=1'] })).toEqual([
      ...[...OF_MODEL, ...ANSWERS, ...GROUP, '--node-rank=0', '--master-addr=llama-0.llama.models'],
      ...['--max-model-len=8192', '--api-server-count=2', OWN[1], '--seed=1'],
    ]);
  });

  test('follows its leader without an address or servers of its own, with the same parameters', async () => {
    expect(await started('vLLM', 'vllm', { pod: 'worker', parameters: ['--seed=1'] })).toEqual([
      ...[
        ...OF_MODEL,
        ...GROUP,
        '--node-rank=1',
        '--master-addr=llama-0.llama.models',
        '--headless',
        ...OWN,
        '--seed=1',
      ],
    ]);
  });

  test('runs on processors with the memory of its cache set', async () => {
    expect(await started('vLLM on processors', 'vllm', {})).toEqual([
      ...[...OF_MODEL, ...ANSWERS, '--served-model-name=Qwen3-8B', '--tensor-parallel-size=1', '--trust-remote-code'],
    ]);
    expect(image.read('environment')).toContain('VLLM_CPU_KVCACHE_SPACE=4\n');
  });

  test('joined by Ray, does not hand its parameters to the workers of Ray', async () => {
    const deployment = { pod: 'worker', parameters: ['--seed=1'] } as const;
    expect(await started('vLLM joined by Ray', 'ray', deployment)).toEqual([
      'start',
      '--block',
      '--address=llama-0.llama.models:6379',
    ]);
  });
});

describe('SGLang', () => {
  const PROGRAM = ['-m', 'sglang.launch_server'];
  const MODEL = ['--model-path=/data/serving-model', '--served-model-name=Qwen3-8B', '--enable-metrics'];
  const GROUP = ['--tp-size=8', '--pp-size=2', '--nnodes=2'];
  const ADDRESS = '--dist-init-addr=llama-0.llama.models:5000';

  test.each([
    [
      'single',
      ['--host=0.0.0.0', '--port=8000', ...MODEL, '--tp-size=1', '--pp-size=1', '--context-length=8192', '--seed=1'],
    ],
    [
      'leader',
      [
        ...['--host=0.0.0.0', '--port=8000', ...MODEL, ...GROUP],
        ...['--node-rank=0', ADDRESS, '--context-length=8192', '--seed=1'],
      ],
    ],
    ['worker', [...MODEL, ...GROUP, '--node-rank=1', ADDRESS, '--context-length=8192', '--seed=1']],
  ] as const)('starts as %s', async (pod, args) => {
    expect(await started('SGLang', 'python3', { pod, parameters: ['--seed=1'] })).toEqual([...PROGRAM, ...args]);
  });
});

describe('MindIE', () => {
  const SERVICE = 'ascend/mindie/latest/mindie-service';
  const CONFIGURATION = {
    ServerConfig: { ipAddress: '127.0.0.1', port: 1025 },
    BackendConfig: { npuDeviceIds: [[0]], ModelConfig: [{ modelName: '', modelWeightPath: '', worldSize: 1 }] },
    maxSeqLen: 2560,
  };

  test('is configured with the address of its pod, the port and the size that Hydra decides', async () => {
    image
      .program('npu-smi', "echo '        Total Count : 2'")
      .program('getent', 'echo "10.0.0.7       pod-0"; echo "fd00::7 pod-0"')
      .program(`../${SERVICE}/bin/mindieservice_daemon`, 'exit 0')
      .file('ascend/ascend-toolkit/set_env.sh', '')
      .file('ascend/mindie/set_env.sh', '')
      .file(`${SERVICE}/conf/config.json`, JSON.stringify(CONFIGURATION), 0o640)
      .file('model/config.json', '{}');
    const variables = { TP_SIZE: 2, MODEL_PATH: join(image.root, 'model') };
    const command = commandLine(templateOf('MindIE'), { variables, parameters: ['--max-seq-len=4096'] });
    const { code } = await image.startCommand(command, {
      ASCEND_ROOT: join(image.root, 'ascend'),
      HOSTNAME: 'pod-0',
    }).ended;
    expect(code).toBe(0);
    expect(JSON.parse(image.read(`${SERVICE}/conf/config.json`))).toEqual({
      ServerConfig: { ipAddress: '10.0.0.7', port: 8000 },
      BackendConfig: {
        npuDeviceIds: [[0, 1]],
        ModelConfig: [{ modelName: 'Qwen3-8B', modelWeightPath: join(image.root, 'model'), worldSize: 2 }],
      },
      maxSeqLen: 4096,
    });
  });
});

describe('Xinference', () => {
  test('launches the model on the port of Hydra, with the parameters of the deployment', async () => {
    image
      .program('xinference-local', 'record "$@"; touch "$IMAGE/serving"; while true; do sleep 1; done')
      .program('curl', 'test -f "$IMAGE/serving"')
      .program('python3', 'exit 0')
      .program('xinference', 'record "$@"');
    const running = image.startCommand(
      commandLine(templateOf('Xinference'), { parameters: ['--n-gpu=2'] }).map((word) =>
        word.replaceAll('export XINFERENCE_HOME=/xinference', `export XINFERENCE_HOME=${image.root}/home`),
      ),
    );
    await image.appears('home/model-loaded');
    running.terminate();
    await running.ended;
    expect(image.argumentsOf('xinference-local')).toEqual(['--host', '0.0.0.0', '--port', '8000']);
    expect(image.argumentsOf('xinference')).toEqual([
      ...['launch', '-e', 'http://127.0.0.1:8000', '--model_path', '/data/serving-model'],
      ...['--model-engine', 'transformers', '-u', 'Qwen3-8B', '-n', 'llama-3-instruct', '--n-gpu=2'],
    ]);
  });
});

test.each(['MindIE', 'Xinference'] as const)('%s says that it cannot be distributed, and ends', async (engine) => {
  for (const pod of ['leader', 'worker'] as const) {
    expect(await image.startCommand(commandLine(templateOf(engine), { pod })).ended).toEqual({
      code: 1,
      stderr: 'engine: the engine runs in one pod alone, deploy it without distribution\n',
    });
  }
});

const withGo = hasGo ? test : test.skip;

withGo(
  `Go renders every template as this test does${hasGo ? '' : ' (skipped: there is no go on this machine)'}`,
  () => {
    const cases = ENGINE_NAMES.flatMap((engine) => {
      const entry = templateOf(engine);
      const templates = ['commandTemplate', 'argsTemplate'].flatMap((list) =>
        arrayAt(entry, ...CONTAINER, list).map(String),
      );
      return templates.flatMap((template) =>
        DEPLOYMENTS.map((deployment) => ({ template, data: variablesOf(deployment) })),
      );
    });
    const results = renderWithGo(cases);
    expect(results.filter(({ error, text }) => error !== '' || text.includes('<no value>'))).toEqual([]);
    expect(results.map(({ text }) => text)).toEqual(cases.map(({ template, data }) => renderedWith(template, data)));
  },
  120_000,
);

test.each(ENGINE_NAMES)('the template of %s is the one shown', (engine) => {
  expect(templateOf(engine)).toMatchSnapshot();
});
