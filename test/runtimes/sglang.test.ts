import { Accelerator } from '../../constructs/accelerator';
import { ModelStorage } from '../../constructs/model-storage';
import { AlaudaAi, Cluster, FleetApp, Kserve, OpenShiftAi } from '../../index';
import type { Platform } from '../../index';
import { arrayAt, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import { SglangRuntime } from '../../runtimes/sglang/sglang';
import type { SglangRuntimeProps, SglangServeProps } from '../../runtimes/sglang/sglang';
import { fleetLayout } from '../../synth/layout';
import { render } from '../../synth/render';
import { schemaErrors } from '../manifest-schema';

/** What a runtime and one service of it become, and the ids of what is found on the way. */
function served(
  runtimeProps: Partial<SglangRuntimeProps>,
  serveProps: Partial<SglangServeProps> = {},
  platform: Platform = new Kserve({ defaultDeploymentMode: 'Standard' }),
) {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'cluster', { platform });
  const runtime = new SglangRuntime(cluster, 'sglang', {
    namespace: 'models',
    image: 'lmsysorg/sglang:v0.5.18',
    ...runtimeProps,
  });
  runtime.serve(cluster, 'model', { model: { storage: ModelStorage.pvc('weights') }, ...serveProps });
  const { objects, findings } = render(app, fleetLayout);
  const manifests = objects.map(({ manifest }) => manifest);
  const [runtimeObject, serviceObject] = manifests;
  return {
    manifests,
    container: arrayAt(runtimeObject, 'spec', 'containers')[0],
    model: objectAt(serviceObject, 'spec', 'predictor', 'model'),
    found: findings.map(({ id, where }) => `${id} at ${where}`),
  };
}

describe('a runtime of SGLang and its service', () => {
  test.each<[string, Platform]>([
    ['KServe', new Kserve()],
    ['OpenShift AI', new OpenShiftAi()],
    ['Alauda AI', new AlaudaAi()],
  ])('on %s', (_, platform) => {
    const { manifests, found } = served(
      { accelerator: Accelerator.nvidia({ count: 2 }), flags: { memFractionStatic: 0.85 } },
      {
        model: { huggingFaceId: 'Qwen/Qwen2.5-72B-Instruct', storage: ModelStorage.pvc('weights') },
        tensorParallel: 8,
      },
      platform,
    );
    expect(found).toEqual([]);
    expect(manifests.flatMap((manifest) => schemaErrors(manifest))).toEqual([]);
    expect(manifests).toMatchSnapshot();
  });

  test('listen beyond their own pod, under the name of the service, with metrics', () => {
    expect(arrayAt(served({}).container, 'args')).toEqual([
      '--host=0.0.0.0',
      '--port=8080',
      '--model-path=/mnt/models',
      '--served-model-name={{.Name}}',
      '--enable-metrics',
    ]);
  });

  test('run no code of the model unless it is asked for', () => {
    expect(arrayAt(served({}).container, 'args')).not.toContain('--trust-remote-code');
    expect(arrayAt(served({ flags: { trustRemoteCode: true } }).container, 'args')).toContain('--trust-remote-code');
  });

  test('wait longer for an answer of the probe than SGLang takes to give one', () => {
    const { container } = served({});
    const probes = ['startupProbe', 'readinessProbe', 'livenessProbe'].map((probe) => objectAt(container, probe));
    expect(probes.map((probe) => textAt(probe, 'httpGet', 'path'))).toEqual([
      '/health_generate',
      '/health_generate',
      '/health',
    ]);
    expect(probes.map((probe) => valueAt(probe, 'timeoutSeconds'))).toEqual([25, 25, 25]);
  });

  test('have the time to read the weights', () => {
    const { model } = served({}, { model: { weightsGiB: 140, storage: ModelStorage.pvc('weights') } });
    expect(valueAt(model, 'startupProbe')).toEqual({ failureThreshold: 100 });
  });
});

describe('the accelerator of SGLang', () => {
  test.each<[string, SglangRuntimeProps['accelerator'], readonly string[], string | undefined]>([
    ['NVIDIA', undefined, [], 'nvidia.com/gpu'],
    ['AMD', Accelerator.amd(), [], 'amd.com/gpu'],
    ['Ascend', Accelerator.ascend({ chip: '910B' }), ['--device=npu'], 'huawei.com/Ascend910'],
    ['a processor', Accelerator.cpu(), ['--device=cpu', '--disable-overlap-schedule'], undefined],
  ])('%s', (_, accelerator, flags, resource) => {
    const { container, model, found } = served({ accelerator });
    expect(arrayAt(container, 'args').slice(5)).toEqual(flags);
    expect(Object.keys(valueAt(model, 'resources', 'limits') ?? {})).toEqual(resource === undefined ? [] : [resource]);
    expect(found).toEqual([]);
  });

  test('of a processor has its engine switched on', () => {
    const { container } = served({ accelerator: Accelerator.cpu() });
    expect(arrayAt(container, 'env')).toContainEqual({ name: 'SGLANG_USE_CPU_ENGINE', value: '1' });
  });

  test('is not of a maker that SGLang has no image for', () => {
    // @ts-expect-error SGLang publishes no image for Gaudi
    const props: Partial<SglangRuntimeProps> = { accelerator: Accelerator.gaudi() };
    expect(props).toBeDefined();
  });
});

describe('a service of SGLang', () => {
  test('overrides sizes with devices and shared memory of its own', () => {
    const { model, manifests } = served({ tensorParallel: 2 }, { tensorParallel: 4, flags: { contextLength: 8192 } });
    expect(arrayAt(model, 'args')).toEqual(['--tp-size=4', '--context-length=8192']);
    expect(textAt(model, 'resources', 'limits', 'nvidia.com/gpu')).toBe('4');
    expect(arrayAt(manifests[1], 'spec', 'predictor', 'volumes')).toEqual([
      { name: 'dshm', emptyDir: { medium: 'Memory', sizeLimit: '8Gi' } },
    ]);
  });

  test('may go back to one device', () => {
    const { model, found } = served({ tensorParallel: 2 }, { tensorParallel: 1 });
    expect(arrayAt(model, 'args')).toEqual(['--tp-size=1']);
    expect(found).toEqual([]);
  });

  test('adds nothing where it is as its runtime', () => {
    expect(served({ tensorParallel: 2 }).model.args).toBeUndefined();
  });
});

test('flags that the platform settles are not typed', () => {
  const props: Partial<SglangRuntimeProps> = {
    flags: {
      // @ts-expect-error the platform knows where the model is
      modelPath: '/elsewhere',
    },
  };
  expect(props).toBeDefined();
});
