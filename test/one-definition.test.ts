import {
  Accelerator,
  AlaudaAi,
  Cluster,
  FleetApp,
  Kserve,
  Lws,
  ModelStorage,
  Ome,
  OpenShiftAi,
  VllmRuntime,
} from '../index';
import type { Platform } from '../index';
import { schemaErrors } from './manifest-schema';

const IMAGE = 'vllm/vllm-openai:v0.11.0';

/** The only word that differs between platforms is the platform. */
function granite(platform: Platform): FleetApp {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'cluster', { platform, namespace: 'models' });
  const vllm = new VllmRuntime(cluster, 'vllm', {
    namespace: 'models',
    image: IMAGE,
    accelerator: Accelerator.nvidia({ count: 2 }),
  });
  vllm.serve(cluster, 'granite', {
    model: {
      name: 'granite',
      huggingFaceId: 'ibm-granite/granite-3.3-8b-instruct',
      storage: ModelStorage.huggingFace('ibm-granite/granite-3.3-8b-instruct'),
    },
    flags: { maxModelLen: 4096 },
    ome: { model: { architecture: 'GraniteForCausalLM' } },
  });
  return app;
}

const PLATFORMS: readonly (readonly [string, Platform, readonly string[], string])[] = [
  ['KServe', new Kserve(), ['ServingRuntime', 'InferenceService'], '--model=/mnt/models'],
  ['OpenShift AI', new OpenShiftAi(), ['ServingRuntime', 'InferenceService'], '--model=/mnt/models'],
  [
    'Alauda AI',
    new AlaudaAi(),
    ['ServingRuntime', 'InferenceService'],
    '--model=/mnt/models/{{ index .Annotations `aml-model-repo` }}',
  ],
  ['OME', new Ome(), ['ServingRuntime', 'BaseModel', 'InferenceService'], '--model=$(MODEL_PATH)'],
  ['LeaderWorkerSet', new Lws(), ['LeaderWorkerSet', 'Service'], '--model=ibm-granite/granite-3.3-8b-instruct'],
];

describe('one definition of a service', () => {
  test.each(PLATFORMS)('is written for %s in its kinds and its words', (_, platform, kinds, model) => {
    const manifests = granite(platform).manifests();
    expect(manifests.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
    expect(manifests.flatMap(schemaErrors)).toEqual([]);
    const text = JSON.stringify(manifests);
    for (const part of [IMAGE, model, '--tensor-parallel-size=2', '--max-model-len=4096', '"nvidia.com/gpu":"2"']) {
      expect(text).toContain(part);
    }
  });

  test.each(PLATFORMS)('is written for %s as shown', (_, platform) => {
    expect(granite(platform).synthYaml()).toMatchSnapshot();
  });
});
