import { Accelerator } from '../../constructs/accelerator';
import { scriptText } from '../../runtimes/script';
import { XinferenceRuntime } from '../../runtimes/xinference';
import type { XinferenceRuntimeProps } from '../../runtimes/xinference';
import { alauda, container, faults, only, servedModel } from './manifests';

const IMAGE = 'xprobe/xinference:v1.2.2';
const REPOSITORY = '{{ index .Annotations `aml-model-repo` }}';
const model = { name: 'llama-3' };

function containerOf(props: Omit<XinferenceRuntimeProps, 'image'> & { readonly image?: string } = {}) {
  const cluster = alauda();
  new XinferenceRuntime(cluster, 'xinference', { image: IMAGE, ...props });
  return container(cluster);
}

function faultsOf(props: Omit<XinferenceRuntimeProps, 'image'>) {
  return faults(new XinferenceRuntime(alauda(), 'xinference', { image: IMAGE, ...props }));
}

describe('the runtime', () => {
  test('is the one of the source document', () => {
    const cluster = alauda();
    new XinferenceRuntime(cluster, 'aml-xinference-cuda-12.1', {
      image: IMAGE,
      accelerator: Accelerator.nvidia({ cudaVersion: '12.1' }),
      displayName: 'xinference-cuda-12.1',
    });
    const { metadata, spec } = only(cluster, 'ClusterServingRuntime');
    expect(metadata).toEqual({
      name: 'aml-xinference-cuda-12.1',
      labels: {
        'cpaas.io/runtime-class': 'xinference',
        'cpaas.io/accelerator-type': 'nvidia',
        'cpaas.io/cuda-version': '12.1',
      },
      annotations: { 'cpaas.io/display-name': 'xinference-cuda-12.1' },
    });
    expect(spec.supportedModelFormats).toEqual([{ name: 'transformers', version: '1' }]);
    expect(spec.containers[0].image).toBe(IMAGE);
  });

  test('tells the script its model in the variables of the source document', () => {
    expect(containerOf().env).toEqual([
      { name: 'MODEL_PATH', value: `/mnt/models/${REPOSITORY}` },
      { name: 'MODEL_UID', value: REPOSITORY },
      { name: 'MODEL_ENGINE', value: 'transformers' },
      { name: 'MODEL_FAMILY', value: '' },
      { name: 'XINFERENCE_HOME', value: '/xinference' },
      { name: 'XINFERENCE_LISTEN_PORT', value: '8080' },
    ]);
  });

  test('answers on another port, and says so to all who ask there', () => {
    const { env, ports, startupProbe } = containerOf({ port: 9000 });
    expect(env).toContainEqual({ name: 'XINFERENCE_LISTEN_PORT', value: '9000' });
    expect(ports).toEqual([{ containerPort: 9000, protocol: 'TCP' }]);
    expect(startupProbe).toMatchObject({ httpGet: { port: 9000 } });
  });

  test('starts with its script and takes arguments after it', () => {
    const { command, args } = containerOf();
    expect(command).toEqual(['/bin/sh', '-c', scriptText('xinference'), 'xinference']);
    expect(args).toBeUndefined();
  });

  test('requests the GPU besides processor and memory', () => {
    const amounts = { cpu: 2, memory: '6Gi', 'nvidia.com/gpu': '1' };
    expect(containerOf().resources).toEqual({ requests: amounts, limits: amounts });
  });

  test('runs on processors', () => {
    const amounts = { cpu: 2, memory: '6Gi' };
    expect(containerOf({ accelerator: Accelerator.cpu() }).resources).toEqual({ requests: amounts, limits: amounts });
  });

  test('has started when the server answers and is ready when the model is loaded', () => {
    const { startupProbe, readinessProbe } = containerOf({ home: '/data' });
    expect(startupProbe).toEqual({
      httpGet: { path: '/docs', port: 8080, scheme: 'HTTP' },
      failureThreshold: 60,
      periodSeconds: 10,
      timeoutSeconds: 10,
    });
    expect(readinessProbe).toEqual({ exec: { command: ['test', '-f', '/data/model-loaded'] }, periodSeconds: 10 });
  });

  test('mounts its home writable', () => {
    const cluster = alauda();
    new XinferenceRuntime(cluster, 'xinference', { image: IMAGE });
    expect(container(cluster).volumeMounts).toEqual([{ name: 'scratch-xinference', mountPath: '/xinference' }]);
    expect(only(cluster, 'ClusterServingRuntime').spec.volumes).toEqual([{ name: 'scratch-xinference', emptyDir: {} }]);
  });

  test('writes typed launch settings as arguments, before raw ones', () => {
    const { args } = containerOf({
      accelerator: Accelerator.nvidia({ count: 2 }),
      modelType: 'LLM',
      modelFormat: 'pytorch',
      sizeInBillions: '1_8',
      quantization: 'none',
      replica: 2,
      nGpu: 1,
      gpuIndices: [0, 1],
      trustRemoteCode: false,
      loraModules: { tuned: '/mnt/models/tuned' },
      launchArgs: ['--max_model_len', '8192'],
    });
    expect(args).toEqual([
      ...['--model-type=LLM', '--model-format=pytorch', '--size-in-billions=1_8', '--quantization=none'],
      ...['--replica=2', '--n-gpu=1', '--gpu-idx=0,1', '--trust-remote-code=false'],
      ...['--lora-modules', 'tuned', '/mnt/models/tuned', '--max_model_len', '8192'],
    ]);
  });

  test('a variable that the user states is written once', () => {
    const { env } = containerOf({ env: { MODEL_ENGINE: 'vllm', HF_HUB_OFFLINE: '1' } });
    expect(env?.slice(-2)).toEqual([
      { name: 'MODEL_ENGINE', value: 'vllm' },
      { name: 'HF_HUB_OFFLINE', value: '1' },
    ]);
    expect(env?.filter(({ name }) => name === 'MODEL_ENGINE')).toHaveLength(1);
  });

  test('takes NVIDIA GPUs and processors alone', () => {
    // @ts-expect-error Xinference has no way to use an AMD GPU
    expect(faultsOf({ accelerator: Accelerator.amd() })).toEqual(['xinference/accelerator in accelerator']);
  });

  test.each<[string, Omit<XinferenceRuntimeProps, 'image'>]>([
    ['xinference/n-gpu in nGpu', { nGpu: 2 }],
    ['xinference/n-gpu in nGpu', { nGpu: 1, accelerator: Accelerator.cpu() }],
    ['xinference/gpu-indices in gpuIndices', { gpuIndices: [1] }],
    [
      'xinference/gpu-indices in gpuIndices',
      { gpuIndices: [0, 1, 2], replica: 2, accelerator: Accelerator.nvidia({ count: 4 }) },
    ],
    ['xinference/replica in replica', { replica: 0 }],
    [
      'xinference/authentication in authentication',
      { authentication: { password: { name: 'admin', key: 'password' } } },
    ],
  ])('reports %s', (fault, props) => {
    expect(faultsOf(props)).toEqual([fault]);
  });
});

describe('authentication', () => {
  function authenticationOf(props: Omit<XinferenceRuntimeProps, 'image'> & { readonly image?: string }) {
    return containerOf(props).env?.filter(({ name }) => /AUTH|ADMIN/.test(name));
  }

  test.each([
    'xprobe/xinference:v3.2.1',
    'xprobe/xinference:3.0.0-cpu',
    'xprobe/xinference:latest',
    'registry:5000/xinference',
    `xprobe/xinference@sha256:${'1'.repeat(64)}`,
  ])('is switched off for %s', (image) => {
    expect(authenticationOf({ image })).toEqual([{ name: 'XINFERENCE_AUTH_ADVANCED', value: '0' }]);
  });

  test.each(['xprobe/xinference:v1.2.2', 'registry:5000/xinference:v2.12.0-cpu'])('needs no word for %s', (image) => {
    expect(authenticationOf({ image })).toEqual([]);
  });

  test('follows a stated version rather than the tag', () => {
    expect(authenticationOf({ image: 'mirror/xinference:stable', version: '1.17.0' })).toEqual([]);
  });

  test('takes the password of its administrator from a Secret', () => {
    const authentication = { username: 'root', password: { name: 'xinference', key: 'password' } };
    expect(authenticationOf({ image: 'xprobe/xinference:v3.2.1', authentication })).toEqual([
      { name: 'XINFERENCE_AUTH_ADVANCED', value: '1' },
      { name: 'XINFERENCE_ADMIN_USERNAME', value: 'root' },
      {
        name: 'XINFERENCE_ADMIN_PASSWORD',
        valueFrom: { secretKeyRef: { name: 'xinference', key: 'password' } },
      },
    ]);
  });
});

describe('a service', () => {
  test('sets the family of its model, and its launch settings before its arguments', () => {
    const cluster = alauda();
    const runtime = new XinferenceRuntime(cluster, 'xinference', { image: IMAGE });
    runtime.serve(cluster, 'llama', {
      model,
      modelFamily: 'llama-3-instruct',
      sizeInBillions: 8,
      args: ['--max_model_len', '8192'],
      env: { HF_HUB_OFFLINE: '1' },
    });
    expect(servedModel(cluster)).toMatchObject({
      env: [
        { name: 'MODEL_FAMILY', value: 'llama-3-instruct' },
        { name: 'HF_HUB_OFFLINE', value: '1' },
      ],
      args: ['--size-in-billions=8', '--max_model_len', '8192'],
    });
  });

  test('must state a family, unless its runtime fixes one', () => {
    const cluster = alauda();
    const open = new XinferenceRuntime(cluster, 'open', { image: IMAGE });
    const fixed = new XinferenceRuntime(cluster, 'fixed', { image: IMAGE, modelFamily: 'llama-3-instruct' });
    // @ts-expect-error the family is missing
    const without = open.serve(cluster, 'without', { model });
    expect(faults(without)).toEqual(['xinference/model-family in modelFamily']);
    expect(faults(fixed.serve(cluster, 'inherited', { model }))).toEqual([]);
    expect(faults(fixed.serve(cluster, 'another', { model, modelFamily: 'qwen2-instruct' }))).toEqual([]);
    // @ts-expect-error a family that may be missing is not a family
    open.serve(cluster, 'perhaps', { model, modelFamily: undefined });
  });

  test('an empty family is reported', () => {
    const cluster = alauda();
    const runtime = new XinferenceRuntime(cluster, 'xinference', { image: IMAGE });
    expect(faults(runtime.serve(cluster, 'llama', { model, modelFamily: ' ' }))).toEqual([
      'xinference/model-family in modelFamily',
    ]);
  });

  test('may use as many GPUs as it requests', () => {
    const cluster = alauda();
    const runtime = new XinferenceRuntime(cluster, 'xinference', { image: IMAGE, modelFamily: 'llama-3-instruct' });
    const accelerator = Accelerator.nvidia({ count: 4 });
    expect(faults(runtime.serve(cluster, 'four', { model, accelerator, nGpu: 4 }))).toEqual([]);
    expect(faults(runtime.serve(cluster, 'five', { model, accelerator, nGpu: 5 }))).toEqual([
      'xinference/n-gpu in nGpu',
    ]);
  });
});
