import {
  Accelerator,
  AlaudaAi,
  Cluster,
  FleetApp,
  Hydra,
  HydraAgent,
  Kserve,
  Lws,
  ModelStorage,
  Ome,
  OpenShiftAi,
  VllmRuntime,
} from '../index';
import type { Platform } from '../index';
import { nameOf } from '../kubernetes/manifest';
import { fleetLayout } from '../synth/layout';
import { render } from '../synth/render';
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
    hydra: { gpuTypes: ['nvidia'] },
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

  // Hydra divides it: a global cluster starts engines, work clusters have the images, and people deploy in a console.
  describe('is written for Hydra', () => {
    test('with the start of the engine in the global cluster, and the image in work clusters', () => {
      const clusters = [new Hydra({ existing: 'none' }), new HydraAgent({ existing: 'none' })];
      const manifests = clusters.map((platform) => granite(platform).manifests());
      expect(manifests.map((objects) => objects.map(nameOf))).toEqual([['hydra-runtime-template'], ['hydra-agent']]);
      expect(manifests.flat().flatMap(schemaErrors)).toEqual([]);
      const [start, image] = manifests.map((objects) => JSON.stringify(objects));
      expect(start).toContain('vllm serve {{ .MODEL_PATH }}');
      expect(image).toContain('repository: vllm/vllm-openai\\n        tag: v0.11.0');
    });

    test('with a note of what people choose for the service', () => {
      const { findings } = render(granite(new Hydra({ existing: 'none' })), fleetLayout);
      expect(findings.map(({ id, mend }) => [id, mend])).toEqual([
        [
          'hydra/deploy-in-console',
          "Choose the runtime 'vllm', a tensor parallel size of 2, and these parameters: --max-model-len=4096.",
        ],
      ]);
    });

    test('as shown', () => {
      expect(granite(new Hydra({ existing: 'none' })).synthYaml()).toMatchSnapshot();
    });
  });
});
