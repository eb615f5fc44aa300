import { Accelerator } from '../../constructs/accelerator';
import { ModelStorage } from '../../constructs/model-storage';
import { Cluster, FleetApp, Kserve, VllmRuntime } from '../../index';
import type { VllmRuntimeProps, VllmServeProps } from '../../index';
import { arrayAt, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';
import { render } from '../../synth/render';
import { fleetLayout } from '../../synth/layout';

type Props = Partial<VllmRuntimeProps>;

/** What a runtime and one service of it become, and the ids of what is found on the way. */
function served(
  runtimeProps: Props,
  serveProps: Partial<VllmServeProps> = {},
  mode: 'Standard' | 'Knative' = 'Standard',
) {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'cluster', { platform: new Kserve({ defaultDeploymentMode: mode }) });
  const runtime = new VllmRuntime(cluster, 'vllm', {
    namespace: 'models',
    image: 'vllm/vllm-openai:v0.11.0',
    ...runtimeProps,
  });
  runtime.serve(cluster, 'model', { model: { storage: ModelStorage.pvc('weights') }, ...serveProps });
  const { objects, findings } = render(app, fleetLayout);
  const [runtimeObject, serviceObject] = objects.map(({ manifest }) => manifest);
  return {
    container: arrayAt(runtimeObject, 'spec', 'containers')[0],
    volumes: arrayAt(runtimeObject, 'spec', 'volumes'),
    service: serviceObject,
    model: objectAt(serviceObject, 'spec', 'predictor', 'model'),
    found: findings.map(({ id, where }) => `${id} at ${where}`),
  };
}

const devices = (model: JsonValue | undefined, resource = 'nvidia.com/gpu') =>
  textAt(model, 'resources', 'limits', resource);

describe('tensor parallelism of vLLM', () => {
  test('is one device unless stated', () => {
    const { container, volumes, model } = served({});
    expect(valueAt(container, 'args')).not.toContain('--tensor-parallel-size=1');
    expect(volumes).toEqual([]);
    expect(devices(model)).toBe('1');
  });

  test.each<[string, Props]>([
    ['the number of devices', { accelerator: Accelerator.nvidia({ count: 4 }) }],
    ['a prop', { tensorParallel: 4 }],
  ])('follows %s, and drives the flag, the request and the shared memory', (_, props) => {
    const { container, volumes, model, found } = served(props);
    expect(valueAt(container, 'args')).toContain('--tensor-parallel-size=4');
    expect(devices(model)).toBe('4');
    expect(volumes).toEqual([{ name: 'dshm', emptyDir: { medium: 'Memory', sizeLimit: '8Gi' } }]);
    expect(arrayAt(container, 'volumeMounts')).toEqual([{ name: 'dshm', mountPath: '/dev/shm' }]);
    expect(found).toEqual([]);
  });

  test('of one service overrides the runtime, with devices and shared memory of its own', () => {
    const { model, service } = served({}, { tensorParallel: 2 });
    expect(arrayAt(model, 'args')).toEqual(['--tensor-parallel-size=2']);
    expect(devices(model)).toBe('2');
    expect(arrayAt(service, 'spec', 'predictor', 'volumes')).toEqual([
      { name: 'dshm', emptyDir: { medium: 'Memory', sizeLimit: '4Gi' } },
    ]);
  });

  test('that contradicts the devices is refused', () => {
    const { found } = served({ tensorParallel: 2, accelerator: Accelerator.nvidia({ count: 4 }) });
    expect(found).toEqual(['vllm/tensor-parallel at cluster/vllm']);
  });

  test.each([
    [4, []],
    [8, ['vllm/attention-heads at cluster/model']],
  ])('of %i devices is held against the 28 attention heads of Qwen2.5-7B', (tensorParallel, faults) => {
    const model = { huggingFaceId: 'Qwen/Qwen2.5-7B-Instruct', storage: ModelStorage.pvc('weights') };
    expect(served({}, { tensorParallel, model }).found).toEqual(faults);
  });

  test('has no devices to ask for on a processor', () => {
    const { model, container } = served({ accelerator: Accelerator.cpu(), cpuKvCacheGiB: 16 });
    expect(model.resources).toBeUndefined();
    expect(arrayAt(container, 'env')).toContainEqual({ name: 'VLLM_CPU_KVCACHE_SPACE', value: '16' });
  });
});

describe('flags of vLLM', () => {
  test('of the runtime come before plain arguments', () => {
    const { container } = served({ flags: { maxModelLen: 8192, enablePrefixCaching: false }, args: ['--seed', '1'] });
    expect(arrayAt(container, 'args').slice(3)).toEqual([
      '--max-model-len=8192',
      '--no-enable-prefix-caching',
      '--seed',
      '1',
    ]);
  });

  test.each<[string, Props]>([
    ['vllm/unknown-flag', { args: ['--max-modle-len=8192'] }],
    ['vllm/removed-flag', { args: ['--worker-use-ray'] }],
    ['vllm/flag-value', { args: ['--max-model-len=long'] }],
  ])('with a fault are told as %s', (id, props) => {
    expect(served(props).found).toEqual([`${id} at cluster/vllm`]);
  });

  test('that the platform settles are not typed', () => {
    const props: Props = {
      flags: {
        // @ts-expect-error the platform knows where the model is
        model: '/elsewhere',
      },
    };
    expect(props).toBeDefined();
  });
});

describe('the start of vLLM', () => {
  test('is given ten minutes where nothing is known of the model', () => {
    const { container, model } = served({});
    expect(valueAt(container, 'startupProbe', 'failureThreshold')).toBe(60);
    expect(model.startupProbe).toBeUndefined();
  });

  test('is given the time it takes to read the weights', () => {
    const model = { weightsGiB: 140, storage: ModelStorage.pvc('weights') };
    expect(served({}, { model }).model.startupProbe).toEqual({ failureThreshold: 100 });
  });

  test('moves the deadline of Knative along', () => {
    const { service } = served({}, { model: { weightsGiB: 140, storage: ModelStorage.pvc('weights') } }, 'Knative');
    expect(valueAt(service, 'metadata', 'annotations', 'serving.knative.dev/progress-deadline')).toBe('1060s');
  });

  test('takes the size of a known model from the catalogue', () => {
    const model = { huggingFaceId: 'Qwen/Qwen2.5-72B-Instruct', storage: ModelStorage.pvc('weights') };
    const probe = served({}, { model, tensorParallel: 4 }).model.startupProbe;
    expect(valueAt(probe, 'failureThreshold')).toBeGreaterThan(90);
  });
});
