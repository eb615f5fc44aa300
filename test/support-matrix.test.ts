import {
  Accelerator,
  AlaudaAi,
  Cluster,
  CustomRuntime,
  FleetApp,
  Kserve,
  MindIERuntime,
  MLServerRuntime,
  ModelStorage,
  OpenShiftAi,
  TritonRuntime,
  VllmRuntime,
  XinferenceRuntime,
} from '../index';
import type { Model, Platform } from '../index';
import { schemaErrors } from './manifest-schema';
import { tableOf } from './markdown';

type Serve = (cluster: Cluster, model: Model) => void;

const ACCELERATORS = {
  NVIDIA: Accelerator.nvidia(),
  AMD: Accelerator.amd(),
  Gaudi: Accelerator.gaudi(),
  Ascend: Accelerator.ascend({ chip: '910B' }),
  CPU: Accelerator.cpu(),
};

const PLATFORMS: Readonly<Record<string, () => Platform>> = {
  KServe: () => new Kserve(),
  'Alauda AI': () => new AlaudaAi(),
  'OpenShift AI': () => new OpenShiftAi(),
};

/** How each cell of the table serves a model, by runtime and accelerator. */
const SERVE: Readonly<Record<string, Readonly<Record<string, Serve>>>> = {
  VllmRuntime: forEach(['NVIDIA', 'AMD', 'Gaudi', 'Ascend', 'CPU'], (accelerator) => (cluster, model) => {
    const image = 'registry.example/vllm:v0.11.0';
    new VllmRuntime(cluster, 'engine', { namespace: 'models', image, accelerator }).serve(cluster, 'model', { model });
  }),
  XinferenceRuntime: forEach(['NVIDIA', 'CPU'], (accelerator) => (cluster, model) => {
    const image = 'registry.example/xinference:v1.2.2';
    const runtime = new XinferenceRuntime(cluster, 'engine', { namespace: 'models', image, accelerator });
    runtime.serve(cluster, 'model', { model, modelFamily: 'llama' });
  }),
  MLServerRuntime: forEach(['NVIDIA', 'CPU'], (accelerator) => (cluster, model) => {
    const image = 'registry.example/mlserver:1.6.1';
    const runtime = new MLServerRuntime(cluster, 'engine', { namespace: 'models', image, accelerator });
    runtime.serve(cluster, 'model', { model, format: 'transformers' });
  }),
  MindIERuntime: forEach(['Ascend'], (accelerator) => (cluster, model) => {
    const image = 'registry.example/mindie:2.2.RC1';
    new MindIERuntime(cluster, 'engine', { namespace: 'models', image, accelerator }).serve(cluster, 'model', {
      model,
    });
  }),
  TritonRuntime: forEach(['NVIDIA', 'CPU'], (accelerator) => (cluster, model) => {
    const image = 'registry.example/triton:24.08';
    const runtime = new TritonRuntime(cluster, 'engine', { namespace: 'models', image, accelerator });
    runtime.serve(cluster, 'model', { model, format: 'onnx' });
  }),
  CustomRuntime: forEach(['NVIDIA', 'AMD', 'Gaudi', 'Ascend', 'CPU'], (accelerator) => (cluster, model) => {
    const runtime = new CustomRuntime(cluster, 'engine', {
      namespace: 'models',
      engine: 'llama-cpp',
      image: 'registry.example/llama.cpp:server',
      servingPort: 8080,
      formats: [{ name: 'gguf' }],
      accelerator,
    });
    runtime.serve(cluster, 'model', { model });
  }),
};

const cells = tableOf('README.md', 'Runtime').flatMap(([runtime = '', accelerators = '', platforms = '']) =>
  accelerators
    .split(', ')
    .flatMap((accelerator) =>
      platforms.split(', ').map((platform) => [runtime.replaceAll('`', ''), accelerator, platform] as const),
    ),
);

describe("README's table of what runs where", () => {
  test('promises what is tried here, and nothing else', () => {
    const tried = Object.entries(SERVE).flatMap(([runtime, serve]) =>
      Object.keys(serve).flatMap((accelerator) =>
        Object.keys(PLATFORMS).map((platform) => `${runtime} ${accelerator} ${platform}`),
      ),
    );
    expect(cells.map((cell) => cell.join(' ')).sort()).toEqual(tried.sort());
  });

  test.each(cells)('keeps its promise of %s on %s under %s', (runtime, accelerator, platform) => {
    const app = new FleetApp();
    const cluster = new Cluster(app, 'cluster', { platform: platformCalled(platform) });
    const storage = ModelStorage.pvc('models', 'llama');
    SERVE[runtime]?.[accelerator]?.(cluster, { name: 'llama', task: 'text-generation', storage });
    const manifests = app.manifests();
    expect(manifests.map(({ kind }) => kind)).toEqual(['ServingRuntime', 'InferenceService']);
    expect(manifests.flatMap(schemaErrors)).toEqual([]);
    expect(app.synthYaml()).toMatchSnapshot();
  });
});

function forEach<Name extends keyof typeof ACCELERATORS>(
  names: readonly Name[],
  serve: (accelerator: (typeof ACCELERATORS)[Name]) => Serve,
): Readonly<Record<string, Serve>> {
  return Object.fromEntries(names.map((name) => [name, serve(ACCELERATORS[name])]));
}

function platformCalled(name: string): Platform {
  const platform = PLATFORMS[name];
  if (platform === undefined) throw new Error(`README names a platform that is not tried: ${name}`);
  return platform();
}
