import { checkPods } from '../../../checks/pods/check-pods';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

const WITHOUT_DEVICE: JsonObject = { limits: { cpu: '4', memory: '24Gi' } };

/** A pod of one container without a device, with more of it where that is stated. */
function pod(container: JsonObject, spec: JsonObject = {}, annotations: JsonObject = {}): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'llama', namespace: 'models', annotations },
    spec: { containers: [{ name: 'server', resources: WITHOUT_DEVICE, ...container }], ...spec },
  };
}

function runtime(container: JsonObject, labels: JsonObject = {}): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1alpha1',
    kind: 'ServingRuntime',
    metadata: { name: 'engine', namespace: 'models', labels },
    spec: {
      supportedModelFormats: [{ name: 'transformers', version: '1' }],
      containers: [{ name: 'kserve-container', resources: WITHOUT_DEVICE, ...container }],
    },
  };
}

function service(resources: JsonObject): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: {
      name: 'llama',
      namespace: 'models',
      annotations: { 'serving.kserve.io/deploymentMode': 'Standard' },
    },
    spec: {
      predictor: {
        model: {
          modelFormat: { name: 'transformers' },
          runtime: 'engine',
          storageUri: 'pvc://models/llama',
          resources,
        },
      },
    },
  };
}

function told(...manifests: readonly Manifest[]): readonly string[] {
  return checkPods(manifests.map((manifest) => ({ manifest, where: manifest.kind })))
    .filter(({ id }) => id === 'pod/no-device')
    .map(({ severity, where, field }) => `${severity} ${where} ${field ?? ''}`);
}

const VLLM: JsonObject = { image: 'vllm/vllm-openai:v0.11.0', args: ['--model=/mnt/models'] };
const SGLANG_COMMAND = ['python3', '-m', 'sglang.launch_server', '--model-path=/model'];
const MINDIE: JsonObject = {
  image: 'swr.cn-south-1.myhuaweicloud.com/ascendhub/mindie:2.2.RC1',
  command: ['bash', '-c', 'exec /usr/local/Ascend/mindie/latest/mindie-service/bin/mindieservice_daemon'],
};

test.each([
  ['vLLM', VLLM],
  ['vLLM on NPUs', { ...VLLM, image: 'quay.io/ascend/vllm-ascend:v0.11.0', command: ['vllm', 'serve'] }],
  ['SGLang', { image: 'lmsysorg/sglang:v0.5.6', command: SGLANG_COMMAND }],
  ['MindIE', MINDIE],
])('the image of %s for devices, in a pod without any, is a warning', (_name, container) => {
  expect(told(pod(container))).toEqual(['warning Pod spec.containers[0].resources.limits']);
});

const silent: readonly (readonly [what: string, manifests: readonly Manifest[]])[] = [
  ['an image for processors', [pod({ ...VLLM, image: 'vllm/vllm-openai-cpu:v0.12.0' })]],
  ['a tag for processors', [pod({ image: 'lmsysorg/sglang:v0.5.6-xeon', command: SGLANG_COMMAND })]],
  ['an image of somebody else', [pod({ ...VLLM, image: 'registry.example/vllm:1.0' })]],
  ['another program of the same image', [pod({ ...VLLM, command: ['sleep', 'infinity'], args: [] })]],
  ['a coordinator in the image of MindIE', [pod({ ...MINDIE, command: ['ms_coordinator'] })]],
  ['a device of any plug-in', [pod({ ...VLLM, resources: { limits: { 'example.com/accelerator': '1' } } })]],
  ['a claim of a device', [pod({ ...VLLM, resources: { claims: [{ name: 'gpu' }] } })]],
  ['a runtime class, which may bring devices', [pod(VLLM, { runtimeClassName: 'nvidia' })]],
  ['devices that a variable names', [pod({ ...VLLM, env: [{ name: 'NVIDIA_VISIBLE_DEVICES', value: 'all' }] })]],
  ['the devices of the node', [pod(VLLM, { volumes: [{ name: 'npu', hostPath: { path: '/dev/davinci0' } }] })]],
  ['a share that an annotation asks for', [pod(VLLM, {}, { 'gpu-fraction': '0.5' })]],
  ['the head of a Ray cluster', [pod({ ...VLLM, args: ['--model=/m', '--distributed-executor-backend=ray'] })]],
  ['a server whose engines are elsewhere', [pod({ ...VLLM, args: ['--model=/m', '--data-parallel-size-local=0'] })]],
  ['a runtime that leaves amounts to its services', [runtime({ ...VLLM, resources: {} })]],
  ['a runtime whose service asks for a device', [runtime(VLLM), service({ limits: { 'nvidia.com/gpu': '1' } })]],
  [
    'a runtime that is labelled for processors',
    [runtime({ image: 'engine:1' }, { 'cpaas.io/accelerator-type': 'cpu' })],
  ],
];

test.each(silent)('nothing is said of %s', (_what, manifests) => {
  expect(told(...manifests)).toEqual([]);
});

test('a runtime that states its limits without a device is a note, as services may add one', () => {
  expect(told(runtime(VLLM))).toEqual(['note ServingRuntime spec.containers[0].resources.limits']);
});

test('a service that adds no device to such a runtime is a warning', () => {
  expect(told(runtime(VLLM), service({}))).toEqual(['warning ServingRuntime spec.containers[0].resources.limits']);
});

test.each([[[]], [[service({})]]])(
  'a runtime that is labelled for devices and gets none is a note, with its services or without',
  (services) => {
    const labelled = runtime({ image: 'xprobe/xinference:v1.2.2' }, { 'cpaas.io/accelerator-type': 'nvidia' });
    expect(told(labelled, ...services)).toEqual(['note ServingRuntime spec.containers[0].resources.limits']);
  },
);
