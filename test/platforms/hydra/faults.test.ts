import {
  Accelerator,
  CustomRuntime,
  late,
  MLServerRuntime,
  ModelStorage,
  SglangRuntime,
  text,
  VllmRuntime,
  XinferenceRuntime,
} from '../../../index';
import type { Cluster, CustomRuntimeProps, HydraRuntimeSettings, VllmServeProps } from '../../../index';
import { commandLine, imagesOf, templatesOf } from './deployments';
import type { Written } from './deployments';

const ENGINE: CustomRuntimeProps = {
  engine: 'own',
  image: 'registry.example/own:1.0',
  servingPort: 8000,
  command: ['serve'],
  formats: [{ name: 'safetensors' }],
};

function engine(props: Partial<CustomRuntimeProps>) {
  return (cluster: Cluster) => {
    new CustomRuntime(cluster, 'own', { ...ENGINE, ...props });
  };
}

function told({ findings }: Written) {
  return findings.map(({ id, severity }) => `${severity} ${id}`);
}

test.each<[string, (cluster: Cluster) => void, readonly string[]]>([
  ['an engine that fits', engine({}), []],
  ['a port that nobody tells it of', engine({ servingPort: 8080 }), ['error hydra/serving-port']],
  ['a port that it is told', engine({ servingPort: 8080, args: [text`--port=${late.servingPort}`] }), []],
  [
    "the model's task",
    (cluster) => new MLServerRuntime(cluster, 'own', { image: 'registry.example/mlserver:1' }),
    ['error hydra/unknown-value'],
  ],
  ["the service's name", engine({ args: [late.serviceName] }), ['error hydra/unknown-value']],
  ['a secret', engine({ env: [{ name: 'TOKEN', secret: { name: 'hub', key: 'token' } }] }), ['error hydra/secret']],
  [
    'a variable that services would state',
    (cluster) => new XinferenceRuntime(cluster, 'own', { image: 'xprobe/xinference:v1.2.2' }),
    ['warning hydra/empty-variable'],
  ],
  ['a group whose workers nothing starts', engine({ workers: { count: 1 } }), ['error hydra/parts']],
  [
    'prefill and decode apart',
    (cluster) =>
      new SglangRuntime(cluster, 'own', {
        image: 'lmsysorg/sglang:v0.5.5',
        port: 8000,
        disaggregation: {
          router: {
            image: 'lmsysorg/sgl-model-gateway:v0.3.2',
            discovery: { prefill: { part: 'prefill' }, decode: { part: 'decode' } },
          },
        },
      }),
    ['error hydra/parts'],
  ],
  ['a folder that it writes to', engine({ writesModelFolder: true }), ['note hydra/writes-model-folder']],
  [
    'a shell without a program',
    engine({ command: undefined, hydra: { start: { by: 'shell' } } }),
    ['error hydra/no-program'],
  ],
  [
    'another entry point',
    engine({ hydra: { start: { by: 'arguments', entryPoint: ['vllm', 'serve'] } } }),
    ['error hydra/entry-point'],
  ],
  [
    'variables without a shell',
    engine({
      env: [{ name: 'HOME', value: '/tmp' }],
      args: ['--fast', '--quiet'],
      hydra: { start: { by: 'arguments', entryPoint: ['serve'] } },
    }),
    ['warning hydra/variables'],
  ],
])('of %s it is told', (_, make, expected) => {
  expect(told(templatesOf(make))).toEqual(expected);
});

test('two runtimes of one name are refused', () => {
  const written = templatesOf((cluster) => {
    new CustomRuntime(cluster, 'one', { ...ENGINE, name: 'own' });
    new CustomRuntime(cluster, 'two', { ...ENGINE, name: 'own' });
  });
  expect(told(written)).toContain('error hydra/runtime-twice');
});

test.each([
  ['a digest', 'registry.example/own@sha256:0f', 'cpu', 'hydra/image-digest'],
  ['no tag', 'registry.example/own', 'cpu', 'hydra/image-tag'],
  ['devices that are not said', 'registry.example/own:1', undefined, 'hydra/gpu-types'],
])('an image with %s is refused', (_, image, gpuType, id) => {
  const accelerator = gpuType === 'cpu' ? Accelerator.cpu() : Accelerator.nvidia();
  expect(imagesOf(engine({ image, accelerator })).findings.map((finding) => finding.id)).toContain(id);
});

describe('a service', () => {
  function served(props: Partial<VllmServeProps>, hydra?: HydraRuntimeSettings): Written {
    return templatesOf((cluster) => {
      const vllm = new VllmRuntime(cluster, 'vllm', { image: 'vllm/vllm-openai:v0.28.0', hydra });
      vllm.serve(cluster, 'llama', { model: { storage: ModelStorage.pvc('models', 'llama') }, ...props });
    });
  }

  test('has no object, and a note says how to deploy it', () => {
    const { objects, findings } = served({ tensorParallel: 2, flags: { maxModelLen: 4096 } });
    expect(objects).toHaveLength(1);
    expect(findings.map(({ id, severity, mend }) => [severity, id, mend])).toEqual([
      [
        'note',
        'hydra/deploy-in-console',
        "Choose the runtime 'vllm', a tensor parallel size of 2, and these parameters: --tensor-parallel-size=2 --max-model-len=4096.",
      ],
    ]);
  });

  const JSON_FLAG = { flags: { overrideGenerationConfig: { temperature: 0.5 } } };

  test.each<[string, Partial<VllmServeProps>, HydraRuntimeSettings | undefined, boolean]>([
    ['JSON is refused in a line for a shell', JSON_FLAG, undefined, true],
    ['two words are refused in a line for a shell', { args: ['--seed 1'] }, undefined, true],
    ['JSON may be a parameter that is quoted', JSON_FLAG, { start: { by: 'shell', quoteParameters: true } }, false],
    [
      "a ' is refused in one that is quoted",
      { args: ["--chat-template=it's"] },
      { start: { by: 'shell', quoteParameters: true } },
      true,
    ],
  ])('%s', (_, props, hydra, refused) => {
    expect(served(props, hydra).findings.some(({ id }) => id === 'hydra/unquoted-parameter')).toBe(refused);
  });

  test('of an engine without a shell may have JSON for a parameter', () => {
    const { findings } = templatesOf((cluster) => {
      const runtime = new CustomRuntime(cluster, 'own', { ...ENGINE, command: undefined, args: ['--a', '--b'] });
      runtime.serve(cluster, 'llama', { model: {}, args: ['--config={"a": 1}'] });
    });
    expect(findings.map(({ id }) => id)).toEqual(['hydra/deploy-in-console']);
  });

  test('with variables of its own is refused', () => {
    expect(told(served({ env: { VLLM_LOGGING_LEVEL: 'DEBUG' } }))).toContain('error hydra/variables');
  });
});

describe('an engine without a shell', () => {
  const start = { by: 'arguments', entryPoint: ['serve'] } as const;

  test('gets each argument as one word, and Hydra adds the parameters', () => {
    const { entries, findings } = templatesOf(
      engine({
        args: [text`--model=${late.modelPath}`, text`--name=${late.modelName}`, '--config={"a": {"b": 1}}'],
        hydra: { start },
      }),
    );
    expect(findings).toEqual([]);
    expect(commandLine(entries[0], { parameters: ['--extra={"c": 2}'] })).toEqual([
      ...['--model=/data/serving-model', '--name=Qwen3-8B', '--config={"a": {"b": 1}}', '--extra={"c": 2}'],
    ]);
  });

  test('is not distributed, of which a note tells', () => {
    const starts = {
      single: ['serve', '--a', '--b'],
      group: { leader: ['serve'], worker: ['serve'], workerTakesArguments: true },
    };
    expect(told(templatesOf(engine({ starts, hydra: { start } })))).toEqual(['note hydra/one-pod']);
  });
});

test('quoted parameters reach the engine as they are', () => {
  const { entries } = templatesOf(engine({ hydra: { start: { by: 'shell', quoteParameters: true } } }));
  expect(commandLine(entries[0], { parameters: ['--config={"a": 1}', '--b'] })).toEqual([
    '/bin/bash',
    '-c',
    `exec serve '--config={"a": 1}' '--b'`,
  ]);
});
