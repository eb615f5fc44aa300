import { Accelerator, Cluster, FleetApp, fixedResources, late, ModelStorage } from '../../index';
import type { ModelFormat } from '../../index';
import { nameOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { Ome } from '../../platforms/ome/ome';
import { SglangRuntime } from '../../runtimes/sglang/sglang';
import { schemaErrors } from '../manifest-schema';

const format: ModelFormat = {
  name: 'safetensors',
  version: '1.0.0',
  framework: { name: 'transformers', version: '4.36.2' },
  architecture: 'MistralForCausalLM',
  autoSelect: true,
};

/** The two runtimes and the service of OME's documentation, a service with prefill apart, and one on two nodes. */
function fleet(): FleetApp {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'ome', { platform: new Ome(), namespace: 'mistral-7b-instruct' });
  const shared = {
    image: 'lmsysorg/sglang:v0.4.6.post6',
    accelerator: Accelerator.nvidia({ count: 2 }),
    resources: fixedResources(10, '30Gi'),
  };
  const modelSizes = { min: '5B', max: '9B' } as const;
  const first = new SglangRuntime(cluster, 'srt-mistral-7b-instruct', {
    ...shared,
    formats: [{ ...format, priority: 1 }],
    ome: { modelSizes, replicas: { min: 1, max: 3 } },
  });
  new SglangRuntime(cluster, 'srt-mistral-7b-instruct-2', {
    ...shared,
    formats: [{ ...format, priority: 2 }],
    ome: { modelSizes },
  });
  first.serve(cluster, 'mistral-7b-instruct', {
    model: { name: 'mistral-7b-instruct' },
    replicas: { min: 1, max: 1 },
  });

  const pods = (component: string) => ({ component, 'ome.io/inferenceservice': late.serviceName });
  new SglangRuntime(cluster, 'srt-llama-3-3-70b-instruct-pd', {
    image: 'lmsysorg/sglang:v0.5.5.post3',
    tensorParallel: 4,
    formats: [{ ...format, framework: { name: 'transformers', version: '4.47.0' }, architecture: 'LlamaForCausalLM' }],
    disaggregation: {
      router: {
        image: 'lmsysorg/sgl-model-gateway:v0.3.2',
        discovery: { prefill: pods('engine'), decode: pods('decoder') },
      },
    },
  }).serve(cluster, 'llama', {
    model: {
      name: 'llama-3-3-70b-instruct',
      huggingFaceId: 'meta-llama/Llama-3.3-70B-Instruct',
      storage: ModelStorage.huggingFace('meta-llama/Llama-3.3-70B-Instruct'),
    },
    ome: { model: { secret: 'hugging-face', vendor: 'meta' }, decoderReplicas: { min: 2 } },
  });

  new SglangRuntime(cluster, 'srt-deepseek', {
    image: 'lmsysorg/sglang:v0.5.5.post3',
    nodes: 2,
    tensorParallel: 16,
    formats: [{ ...format, architecture: 'DeepseekV3ForCausalLM', quantization: 'fp8' }],
    ome: { modelSizes: { min: '650B', max: '700B' } },
  }).serve(cluster, 'deepseek', {
    model: {
      name: 'deepseek-v3',
      huggingFaceId: 'deepseek-ai/DeepSeek-V3',
      storage: ModelStorage.huggingFace('deepseek-ai/DeepSeek-V3'),
    },
  });
  return app;
}

const manifests = fleet().manifests();

function named(name: string): Manifest | undefined {
  return manifests.find((manifest) => nameOf(manifest) === name);
}

describe("OME's documentation", () => {
  const runtime = (name: string, priority: number) => ({
    apiVersion: 'ome.io/v1beta1',
    kind: 'ClusterServingRuntime',
    metadata: { name },
    spec: {
      supportedModelFormats: [
        {
          name: 'safetensors',
          modelFormat: { name: 'safetensors', version: '1.0.0' },
          modelFramework: { name: 'transformers', version: '4.36.2' },
          modelArchitecture: 'MistralForCausalLM',
          autoSelect: true,
          priority,
        },
      ],
      protocolVersions: ['openAI'],
      modelSizeRange: { max: '9B', min: '5B' },
      engineConfig: {
        runner: {
          image: 'lmsysorg/sglang:v0.4.6.post6',
          resources: {
            requests: { cpu: '10', memory: '30Gi', 'nvidia.com/gpu': '2' },
            limits: { cpu: '10', memory: '30Gi', 'nvidia.com/gpu': '2' },
          },
        },
      },
    },
  });

  test('has a first runtime', () => {
    expect(named('srt-mistral-7b-instruct')).toMatchObject(runtime('srt-mistral-7b-instruct', 1));
    expect(named('srt-mistral-7b-instruct')).toMatchObject({
      spec: { engineConfig: { minReplicas: 1, maxReplicas: 3 } },
    });
  });

  test('has a second runtime of a higher priority', () => {
    expect(named('srt-mistral-7b-instruct-2')).toMatchObject(runtime('srt-mistral-7b-instruct-2', 2));
  });

  test('has a service', () => {
    expect(named('mistral-7b-instruct')).toMatchObject({
      kind: 'InferenceService',
      metadata: { name: 'mistral-7b-instruct', namespace: 'mistral-7b-instruct' },
      spec: {
        engine: { minReplicas: 1, maxReplicas: 1 },
        model: { name: 'mistral-7b-instruct' },
        runtime: { name: 'srt-mistral-7b-instruct' },
      },
    });
  });
});

test.each(manifests.map((manifest) => [manifest.kind, nameOf(manifest), manifest] as const))(
  '%s %s passes its schema',
  (_kind, _name, manifest) => {
    expect(schemaErrors(manifest)).toEqual([]);
    expect(manifest).toMatchSnapshot();
  },
);

test('nothing is found wrong with the fleet', () => {
  expect(fleet().render().findings).toEqual([]);
});
