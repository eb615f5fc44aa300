import type { CustomRuntimeProps, ServeProps } from '../../../index';
import { arrayAt, valueAt } from '../../../kubernetes/manifest';
import { mistral, storage, written, runtimeOf } from './written';

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
