import { Accelerator, Cluster, CustomRuntime, FleetApp, fixedResources, late, ModelStorage, text } from '../../index';
import type { CustomRuntimeProps, EngineComponent, ModelFormat, ServeProps } from '../../index';
import { arrayAt, objectAt, valueAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import { Ome } from '../../platforms/ome/ome';
import type { OmeOptions } from '../../platforms/ome/ome';
import { fleetLayout } from '../../synth/layout';
import { render } from '../../synth/render';
import { schemaErrors } from '../manifest-schema';

const mistral: ModelFormat = {
  name: 'safetensors',
  version: '1.0.0',
  framework: { name: 'transformers', version: '4.36.2' },
  architecture: 'MistralForCausalLM',
  autoSelect: true,
  priority: 1,
};

const runtimeProps: CustomRuntimeProps = {
  engine: 'engine',
  image: 'registry.example/engine:1',
  args: ['--serve'],
  servingPort: 30000,
  formats: [mistral],
  accelerator: Accelerator.nvidia({ count: 2 }),
};

const storage = ModelStorage.huggingFace('mistralai/Mistral-7B-Instruct-v0.2');
const model = { name: 'mistral', storage };

/** An engine and services of it on OME. */
function written(
  engine: Partial<CustomRuntimeProps> = {},
  services: Readonly<Record<string, Partial<ServeProps>>> = { service: {} },
  options?: OmeOptions,
) {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'cluster', { platform: new Ome(options), namespace: 'models' });
  const runtime = new CustomRuntime(cluster, 'engine', { ...runtimeProps, ...engine });
  for (const [name, props] of Object.entries(services)) runtime.serve(cluster, name, { model, ...props });
  const { objects, findings } = render(app, fleetLayout);
  const manifests = objects.map(({ manifest }) => manifest);
  const find = (kind: string): Manifest => {
    const found = manifests.find((manifest) => manifest.kind === kind);
    if (found === undefined) throw new Error(`There is no ${kind}`);
    return found;
  };
  return { manifests, findings, ids: findings.map(({ id }) => id), find };
}

/** A service of the engine, and its spec alone. */
function serviceOf(engine: Partial<CustomRuntimeProps>, service: Partial<ServeProps> = {}) {
  return objectAt(written(engine, { service }).find('InferenceService'), 'spec');
}

function runtimeOf(engine: Partial<CustomRuntimeProps>) {
  return objectAt(written(engine).find('ClusterServingRuntime'), 'spec');
}

const pod: EngineComponent = { image: 'i:1', servingPort: 8000, accelerator: Accelerator.cpu() };
const probed: EngineComponent = { ...pod, probes: { readiness: { path: '/ready' } } };

describe('late-bound values', () => {
  const args = Object.values(late).map((value) => text`${value.lateBound}=${value}`);
  const values = {
    modelPath: '$(MODEL_PATH)',
    modelRoot: '$(MODEL_PATH)',
    modelName: '{{.Name}}',
    modelTask: '{{ index .Annotations `model-task` }}',
    serviceName: '{{.Name}}',
    namespace: '{{.Namespace}}',
    servingPort: '30000',
  };
  const readings = (fields: Readonly<Record<string, string>>) =>
    Object.entries({ ...values, ...fields }).map(([name, value]) => `${name}=${value}`);

  test('of a pod are what OME renders in its runner, or tells by a variable', () => {
    const engine = runtimeOf({ args });
    const alone = { groupSize: '1', podIndex: '0', tensorParallel: '1', pipelineParallel: '1' };
    expect(valueAt(engine, 'engineConfig', 'runner', 'args')).toEqual(
      readings({ leaderAddress: '127.0.0.1', ...alone }),
    );
  });

  test('of a group are what LeaderWorkerSet tells', () => {
    const engine = runtimeOf({ args, probes: { readiness: { path: '/ready' } }, workers: { count: 3 } });
    const group = readings({
      leaderAddress: '$(LWS_LEADER_ADDRESS)',
      groupSize: '$(LWS_GROUP_SIZE)',
      podIndex: '$(LWS_WORKER_INDEX)',
      tensorParallel: '2',
      pipelineParallel: '$(LWS_GROUP_SIZE)',
    });
    expect(valueAt(engine, 'engineConfig', 'leader', 'runner', 'args')).toEqual(group);
    expect(valueAt(engine, 'engineConfig', 'worker', 'runner', 'args')).toEqual(group);
    expect(valueAt(engine, 'engineConfig', 'worker', 'size')).toBe(3);
  });

  test('of the task are found on the service', () => {
    const { find, ids } = written({ args: [late.modelTask] }, { service: { model: { ...model, task: 'chat' } } });
    expect(objectAt(find('InferenceService'), 'metadata', 'annotations')).toMatchObject({ 'model-task': 'chat' });
    expect(ids).toEqual([]);
  });

  test('in variables refer to a path that the service states before them, since OME appends its own', () => {
    const env = [
      { name: 'MODEL_PATH', value: late.modelPath },
      { name: 'CONFIG', value: text`${late.modelPath}/config.json` },
    ];
    const { find } = written({ env }, { service: { env: { LEVEL: 'debug' } } });
    expect(valueAt(find('ClusterServingRuntime'), 'spec', 'engineConfig', 'runner', 'env')).toEqual([
      { name: 'CONFIG', value: '$(MODEL_PATH)/config.json' },
    ]);
    expect(valueAt(find('InferenceService'), 'spec', 'engine', 'runner', 'env')).toEqual([
      { name: 'MODEL_PATH', value: '/mnt/data/models/models/mistral' },
      { name: 'LEVEL', value: 'debug' },
    ]);
  });
});

describe('a runtime', () => {
  test('states what the schema demands and the API server would add to lists', () => {
    expect(runtimeOf({ ome: { modelSizes: { min: '5B', max: '9B' } } })).toMatchObject({
      supportedModelFormats: [
        {
          name: 'safetensors',
          modelFormat: { name: 'safetensors', version: '1.0.0', operator: 'Equal', weight: 1 },
          modelFramework: { name: 'transformers', version: '4.36.2', operator: 'Equal', weight: 1 },
          modelArchitecture: 'MistralForCausalLM',
          autoSelect: true,
          priority: 1,
        },
      ],
      modelSizeRange: { min: '5B', max: '9B' },
      protocolVersions: ['openAI'],
      engineConfig: {
        runner: {
          name: 'ome-container',
          ports: [{ containerPort: 30000, protocol: 'TCP' }],
          resources: { requests: { 'nvidia.com/gpu': '2' }, limits: { 'nvidia.com/gpu': '2' } },
        },
        tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
      },
    });
  });

  test('states weights, operators, classes and what changes with them', () => {
    const acceleratorConfig = { h100: { tensorParallelismOverride: { tensorParallelSize: 4 } } };
    const ome = {
      frameworkVersions: 'GreaterThanOrEqual',
      weights: { format: 10, framework: 5 },
      acceleratorClasses: ['h100'],
      acceleratorConfig,
    } as const;
    const spec = runtimeOf({ ome });
    expect(spec.acceleratorRequirements).toEqual({ acceleratorClasses: ['h100'] });
    expect(spec.supportedModelFormats).toMatchObject([
      { modelFormat: { weight: 10 }, modelFramework: { weight: 5, operator: 'GreaterThanOrEqual' }, acceleratorConfig },
    ]);
  });

  test('lists the serving port first and names several, since OME makes a Service of them', () => {
    const ports = [{ number: 9000 }, { number: 30000, name: 'http' }];
    expect(valueAt(runtimeOf({ ports }), 'engineConfig', 'runner', 'ports')).toEqual([
      { name: 'http', containerPort: 30000, protocol: 'TCP' },
      { name: 'port-9000', containerPort: 9000, protocol: 'TCP' },
    ]);
  });

  test.each([
    [undefined, ['openAI']],
    [['v2', 'grpc-v2'] as const, ['openInference-v2']],
    [['v1', 'v2'] as const, ['openInference-v1', 'openInference-v2']],
  ])('of the protocols %p speaks %p', (protocols, names) => {
    expect(runtimeOf({ protocols }).protocolVersions).toEqual(names);
  });

  test('in a namespace is a ServingRuntime, which services name by its kind', () => {
    const { find } = written({ namespace: 'models' });
    expect(find('ServingRuntime').metadata).toEqual({ name: 'engine', namespace: 'models' });
    expect(valueAt(find('InferenceService'), 'spec', 'runtime')).toEqual({ name: 'engine', kind: 'ServingRuntime' });
  });
});

describe('formats', () => {
  const formatsOf = (engine: Partial<CustomRuntimeProps>, services: Readonly<Record<string, Partial<ServeProps>>>) => {
    const { find, ids, manifests } = written(engine, services);
    const formats = arrayAt(find('ClusterServingRuntime'), 'spec', 'supportedModelFormats');
    return { formats, ids, models: manifests.filter(({ kind }) => kind === 'BaseModel').map(({ spec }) => spec) };
  };
  const llama = { model: { name: 'llama', huggingFaceId: 'meta-llama/Llama-3.3-70B-Instruct', storage } };
  const deepseek = { model: { name: 'deepseek', huggingFaceId: 'deepseek-ai/DeepSeek-V3', storage } };

  test('that state no architecture are listed for each model that is served', () => {
    const { formats, models, ids } = formatsOf({ formats: [{ name: 'vLLM', autoSelect: true }] }, { llama, deepseek });
    const format = { modelFormat: { name: 'safetensors', version: '1.0.0' }, modelFramework: { name: 'transformers' } };
    expect(formats).toMatchObject([
      { ...format, modelArchitecture: 'LlamaForCausalLM', autoSelect: true },
      { ...format, modelArchitecture: 'DeepseekV3ForCausalLM', quantization: 'fp8', autoSelect: true },
    ]);
    expect(models).toMatchObject([
      { ...format, modelArchitecture: 'LlamaForCausalLM', modelParameterSize: '70.55B' },
      { ...format, modelArchitecture: 'DeepseekV3ForCausalLM', quantization: 'fp8', modelParameterSize: '671B' },
    ]);
    expect(ids).toEqual([]);
  });

  test('of one name and several architectures are told apart by the model', () => {
    const other = {
      ...mistral,
      architecture: 'LlamaForCausalLM',
      framework: { name: 'transformers', version: '4.43.0' },
    };
    const { models, ids } = formatsOf({ formats: [mistral, other] }, { llama });
    expect(models).toMatchObject([{ modelFramework: { version: '4.43.0' }, modelArchitecture: 'LlamaForCausalLM' }]);
    expect(ids).toEqual([]);
  });

  test('that are no folder of transformers need no architecture, and have framework and version all the same', () => {
    const { formats, models, ids } = formatsOf({ formats: [{ name: 'onnx' }] }, { service: {} });
    const format = { modelFormat: { name: 'onnx', version: '1.0.0' }, modelFramework: { name: 'onnx' } };
    expect(formats).toMatchObject([format]);
    expect(models).toMatchObject([format]);
    expect(ids).toEqual([]);
  });
});

describe('a service', () => {
  test('states its references, its copies and its mode, and nothing else that the runtime says', () => {
    const service = written().find('InferenceService');
    expect(objectAt(service, 'metadata', 'annotations')).toEqual({ 'ome.io/deploymentMode': 'RawDeployment' });
    expect(service.spec).toEqual({
      model: { name: 'mistral', kind: 'BaseModel' },
      runtime: { name: 'engine', kind: 'ClusterServingRuntime' },
      engine: { minReplicas: 1, maxReplicas: 1 },
    });
  });

  test("repeats the runtime's arguments before its own, since OME replaces them", () => {
    expect(valueAt(serviceOf({}, { args: ['--fast'] }), 'engine')).toEqual({
      minReplicas: 1,
      maxReplicas: 1,
      runner: { name: 'ome-container', args: ['--serve', '--fast'] },
    });
  });

  test.each<[string, Partial<ServeProps>, JsonValue]>([
    ['copies', { replicas: { min: 2, max: 4 } }, { minReplicas: 2, maxReplicas: 4 }],
    ['variables', { env: { A: 'b' } }, { runner: { env: [{ name: 'A', value: 'b' }] } }],
    ['nodes', { nodeSelector: { a: 'b' } }, { nodeSelector: { a: 'b' } }],
    ['tolerations', { tolerations: [{ operator: 'Exists' }] }, { tolerations: [{ operator: 'Exists' }] }],
    ['an account', { serviceAccountName: 'a' }, { serviceAccountName: 'a' }],
    [
      'memory, with the devices',
      { resources: fixedResources('1', '1Gi') },
      { runner: { resources: { limits: { cpu: '1', memory: '1Gi', 'nvidia.com/gpu': '2' } } } },
    ],
    [
      'devices',
      { accelerator: Accelerator.nvidia({ count: 4, product: 'NVIDIA-L40S' }) },
      {
        nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-L40S' },
        runner: { resources: { limits: { 'nvidia.com/gpu': '4' } } },
      },
    ],
  ])('may state %s of its engine', (_, props, fields) => {
    expect(serviceOf({}, props)).toMatchObject({ engine: fields });
  });

  test('that chooses an accelerator class states the devices, which the class would replace', () => {
    const ome = { acceleratorClasses: ['h100'] };
    const spec = serviceOf({ ome }, { ome: { acceleratorClass: 'h100' } });
    expect(spec.acceleratorSelector).toEqual({ acceleratorClass: 'h100' });
    expect(valueAt(spec, 'engine', 'runner', 'resources', 'limits')).toEqual({ 'nvidia.com/gpu': '2' });
  });

  test('takes as many copies as its runtime says, where it says nothing', () => {
    expect(serviceOf({ ome: { replicas: { min: 2, max: 3 } } }).engine).toEqual({ minReplicas: 2, maxReplicas: 3 });
  });

  test('names decoder and router of its runtime, which OME would not make otherwise', () => {
    const decoder = { ...pod, replicas: { min: 2 } };
    const { find, ids } = written({ decoder, router: probed }, { service: { args: ['--fast'] } });
    expect(objectAt(find('InferenceService'), 'metadata', 'annotations')).toEqual({
      'ome.io/deploymentMode': 'PDDisaggregated',
    });
    expect(find('InferenceService').spec).toMatchObject({
      engine: { minReplicas: 1, maxReplicas: 1, runner: { args: ['--serve', '--fast'] } },
      decoder: { minReplicas: 2, maxReplicas: 2, runner: { name: 'ome-container', args: ['--fast'] } },
      router: { minReplicas: 1, maxReplicas: 1 },
    });
    expect(ids).toEqual([]);
  });

  test('may have its own numbers of decoders and routers', () => {
    const ome = { decoderReplicas: { min: 3, max: 5 }, routerReplicas: { min: 2 } };
    expect(serviceOf({ decoder: pod, router: probed }, { ome })).toMatchObject({
      decoder: { minReplicas: 3, maxReplicas: 5 },
      router: { minReplicas: 2, maxReplicas: 2 },
    });
  });

  test('of groups says to leader and workers what it says', () => {
    const engine = { workers: { count: 1 }, probes: { readiness: { path: '/ready' } } };
    const tolerations = [{ operator: 'Exists' as const }];
    const props = {
      args: ['--fast'],
      tolerations,
      nodeSelector: { a: 'b' },
      resources: fixedResources('1', '1Gi'),
    };
    const { find } = written(engine, { service: props });
    const fields = {
      tolerations,
      runner: { name: 'ome-container', args: ['--serve', '--fast'], resources: { limits: { memory: '1Gi' } } },
    };
    expect(valueAt(find('InferenceService'), 'metadata', 'annotations', 'ome.io/deploymentMode')).toBe('MultiNode');
    expect(valueAt(find('InferenceService'), 'spec', 'engine')).toMatchObject({
      nodeSelector: { a: 'b' },
      leader: fields,
      worker: fields,
    });
  });

  test('leaves the arguments of workers alone that run a command of their own', () => {
    const workers = { count: 1, command: ['ray', 'start'] };
    const engine = { workers, probes: { readiness: { path: '/ready' } } };
    expect(serviceOf(engine, { args: ['--fast'] }).engine).toEqual({
      minReplicas: 1,
      maxReplicas: 1,
      leader: { runner: { name: 'ome-container', args: ['--serve', '--fast'] } },
    });
  });
});

describe('a model', () => {
  const modelOf = (props: Partial<ServeProps>, options?: OmeOptions) => {
    const { manifests } = written({}, { service: props }, options);
    return manifests.find(({ kind }) => kind.endsWith('BaseModel'));
  };

  test('declares what its runtime states, in a folder of its own', () => {
    const name = 'Mistral-7B-Instruct-v0.2';
    expect(modelOf({ model: { name, huggingFaceId: 'mistralai/Mistral-7B-Instruct-v0.2', storage } })).toEqual({
      apiVersion: 'ome.io/v1beta1',
      kind: 'BaseModel',
      metadata: { name: 'mistral-7b-instruct-v0-2', namespace: 'models' },
      spec: {
        modelFormat: { name: 'safetensors', version: '1.0.0' },
        modelFramework: { name: 'transformers', version: '4.36.2' },
        modelArchitecture: 'MistralForCausalLM',
        modelParameterSize: '7.24B',
        storage: {
          storageUri: 'hf://mistralai/Mistral-7B-Instruct-v0.2',
          path: '/mnt/data/models/models/mistral-7b-instruct-v0-2',
        },
      },
    });
  });

  test('of the whole cluster has no namespace', () => {
    const found = modelOf({}, { modelScope: 'cluster', modelsFolder: '/raid/models/' });
    expect(found).toMatchObject({ kind: 'ClusterBaseModel', metadata: { name: 'mistral' } });
    expect(valueAt(found, 'spec', 'storage', 'path')).toBe('/raid/models/mistral');
  });

  test('may have a token, nodes, a publisher and a folder', () => {
    const ome = { model: { secret: 'token', nodeSelector: { a: 'b' }, vendor: 'mistralai', path: '/raid/mistral' } };
    expect(modelOf({ ome })?.spec).toMatchObject({
      vendor: 'mistralai',
      storage: { key: 'token', nodeSelector: { a: 'b' }, path: '/raid/mistral' },
    });
  });

  test.each([
    [ModelStorage.huggingFace('org/model', 'abc123'), 'hf://org/model@abc123'],
    [ModelStorage.huggingFace('org/model'), 'hf://org/model'],
    [ModelStorage.uri('oci://n/a/b/c/o/d'), 'oci://n/a/b/c/o/d'],
  ])('is found where OME calls it', (where, storageUri) => {
    expect(valueAt(modelOf({ model: { name: 'm', storage: where } }), 'spec', 'storage', 'storageUri')).toBe(
      storageUri,
    );
  });

  test('on every node lies where it lies', () => {
    const found = modelOf({ model: { name: 'm', storage: ModelStorage.uri('local:///data/m') } });
    expect(valueAt(found, 'spec', 'storage', 'path')).toBe('/data/m');
  });

  test('of two services is one object', () => {
    const { manifests, ids } = written({}, { one: {}, two: {} });
    expect(manifests.filter(({ kind }) => kind === 'BaseModel')).toHaveLength(1);
    expect(ids).toEqual([]);
  });

  test('without storage is one of the cluster', () => {
    const { manifests, find } = written({}, { service: { model: { name: 'mistral' } } });
    expect(manifests.map(({ kind }) => kind)).toEqual(['ClusterServingRuntime', 'InferenceService']);
    expect(valueAt(find('InferenceService'), 'spec', 'model')).toEqual({ name: 'mistral', kind: 'ClusterBaseModel' });
  });
});

describe('what OME cannot do', () => {
  const readsPath = [{ name: 'A', value: late.modelPath }];
  const l40s = Accelerator.nvidia({ product: 'NVIDIA-L40S' });
  const open: readonly ModelFormat[] = [{ name: 'vLLM' }];
  const qwen = { name: 'qwen', huggingFaceId: 'Qwen/Qwen2.5-7B-Instruct', storage };

  test.each<[string, Partial<CustomRuntimeProps>, Partial<ServeProps>, string, string]>([
    ["write to the model's folder", { writesModelFolder: true }, {}, 'ome/read-only-model', 'error'],
    [
      'expand variables in probes',
      { probes: { readiness: { path: text`/models${late.modelPath}` } } },
      {},
      'ome/variable-in-probe',
      'error',
    ],
    [
      'give a router the model',
      { router: { ...probed, args: [late.modelPath] } },
      {},
      'ome/router-without-model',
      'error',
    ],
    ['stop a service', {}, { stopped: true }, 'ome/stopped', 'error'],
    ['exchange the device', {}, { accelerator: Accelerator.amd() }, 'ome/other-accelerator', 'error'],
    [
      "leave the runtime's nodes",
      { accelerator: l40s },
      { accelerator: Accelerator.nvidia() },
      'ome/runtime-nodes',
      'error',
    ],
    ['tell variables an unknown path', { env: readsPath }, { model: { name: 'm' } }, 'ome/model-path-unknown', 'error'],
    ['tell an unknown task', { args: [late.modelTask] }, {}, 'ome/unknown-task', 'error'],
    [
      'scale groups',
      { workers: { count: 1 }, probes: { readiness: { path: '/' } } },
      { replicas: { max: 2 } },
      'ome/groups-do-not-scale',
      'warning',
    ],
    [
      'find a model in several places',
      {},
      { model: { name: 'm', storage: ModelStorage.several([{ uri: 'hf://a/b' }]) } },
      'ome/storage',
      'error',
    ],
    [
      'find a model in a connection',
      {},
      { model: { name: 'm', storage: ModelStorage.connection('key', 'path') } },
      'ome/storage',
      'error',
    ],
    ['serve another architecture', {}, { model: qwen }, 'ome/architecture', 'error'],
    ['guess an architecture', { formats: open }, {}, 'ome/architecture-unknown', 'error'],
    [
      'choose between architectures',
      { formats: [mistral, { ...mistral, architecture: 'LlamaForCausalLM' }] },
      {},
      'ome/architecture-unknown',
      'error',
    ],
    ['serve another quantization', {}, { ome: { model: { quantization: 'fp8' } } }, 'ome/quantization', 'error'],
    [
      'serve another size',
      { ome: { modelSizes: { min: '60B', max: '80B' } } },
      { ome: { model: { parameters: '7B' } } },
      'ome/runtime-incompatible',
      'error',
    ],
    ['start a number of pods that is none', {}, { replicas: { min: -1 } }, 'ome/replicas', 'error'],
    ['start a part of a pod', {}, { replicas: { min: 1, max: 1.5 } }, 'ome/replicas', 'error'],
    [
      'use a runtime of another namespace',
      { namespace: 'other' },
      { namespace: 'models' },
      'ome/runtime-namespace',
      'error',
    ],
    ['know the size', { ome: { modelSizes: { min: '5B', max: '9B' } } }, {}, 'ome/model-size-unknown', 'note'],
  ])('%s is told', (_, engine, service, id, severity) => {
    const found = written(engine, { service }).findings.filter((finding) => finding.id === id);
    expect(found).toMatchObject([{ id, severity }]);
  });

  test('two models under one name are told', () => {
    const services = { one: {}, two: { model: { name: 'mistral', storage: ModelStorage.huggingFace('other/model') } } };
    const { findings, manifests } = written({}, services);
    expect(findings).toMatchObject([{ id: 'ome/model-differs', severity: 'error', where: 'cluster/two' }]);
    expect(findings[0]?.problem).toContain('storage');
    expect(manifests.filter(({ kind }) => kind === 'BaseModel')).toHaveLength(1);
  });

  test('a path that is stated is known', () => {
    const ome = { model: { path: '/mnt/data/models/mistral' } };
    const { ids, find } = written({ env: readsPath }, { service: { model: { name: 'mistral' }, ome } });
    expect(ids).toEqual([]);
    expect(valueAt(find('InferenceService'), 'spec', 'engine', 'runner', 'env')).toEqual([
      { name: 'MODEL_PATH', value: '/mnt/data/models/mistral' },
    ]);
  });
});

test('everything that is written passes the schemas', () => {
  const { manifests } = written(
    { decoder: { ...pod, workers: { count: 1 } }, router: probed, sharedMemory: '2Gi', metricsPath: '/metrics' },
    { service: { args: ['--fast'], env: { A: 'b' }, replicas: { min: 0 }, tolerations: [{ operator: 'Exists' }] } },
  );
  expect(manifests).toHaveLength(3);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
});
