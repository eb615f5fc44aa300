import { checkPods } from '../../../checks/pods/check-pods';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

const RULES = ['pod/unwritable-cache', 'pod/no-temporary-folder'];

/** What is told of caches of a Deployment's only container. */
function told(container: JsonObject, pod: JsonObject = {}): readonly string[] {
  const manifest: Manifest = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'llama', namespace: 'models' },
    spec: {
      template: {
        spec: {
          containers: [
            {
              name: 'server',
              image: 'vllm/vllm-openai:v0.11.0',
              args: ['--model=/models/llama'],
              resources: { limits: { 'nvidia.com/gpu': 1 } },
              ...container,
            },
          ],
          ...pod,
        },
      },
    },
  };
  return checkPods([{ manifest, where: 'deployment' }])
    .filter(({ id }) => RULES.includes(id))
    .map(({ id, field = '' }) => `${id} ${field.replace('spec.template.spec.containers[0].', '')}`);
}

const variables = (env: Readonly<Record<string, string>>): JsonObject => ({
  env: Object.entries(env).map(([name, value]) => ({ name, value })),
});

const NON_ROOT = { securityContext: { runAsUser: 1000 } };
const READ_ONLY = { securityContext: { readOnlyRootFilesystem: true } };
const HUB = { args: ['--model=Qwen/Qwen3-8B'] };
const SGLANG = {
  image: 'lmsysorg/sglang:v0.5.5.post3',
  command: ['python3', '-m', 'sglang.launch_server'],
  args: ['--model-path=/models/llama', '--host=0.0.0.0'],
};
const CACHE = { volumeMounts: [{ name: 'cache', mountPath: '/cache' }] };
const TMP = { volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }] };

describe('an engine cannot write its cache', () => {
  const cases: readonly (readonly [what: string, container: JsonObject, pod: JsonObject, field: string])[] = [
    ["in root's home as another user", variables({ VLLM_CACHE_ROOT: '/root/.cache/vllm' }), NON_ROOT, 'env[0].value'],
    ['by HOME, in which it is then', variables({ HOME: '/root/' }), NON_ROOT, 'env[0].value'],
    [
      'as a container that is no root in a pod that is',
      { ...variables({ HOME: '/root' }), securityContext: { runAsNonRoot: true } },
      { securityContext: { runAsNonRoot: false } },
      'env[0].value',
    ],
    ['of a model that is downloaded', { ...HUB, ...variables({ HF_HOME: '/root/hf' }) }, NON_ROOT, 'env[0].value'],
    [
      'of Triton, in a read-only file system',
      { ...SGLANG, ...READ_ONLY, ...variables({ TRITON_CACHE_DIR: '/opt/triton' }), ...TMP },
      {},
      'env[0].value',
    ],
    [
      'where the last of two variables says, which alone holds',
      {
        env: [
          { name: 'HOME', value: '/cache' },
          { name: 'HOME', value: '/root' },
        ],
      },
      NON_ROOT,
      'env[1].value',
    ],
  ];
  test.each(cases)('%s', (_what, container, pod, field) => {
    expect(told(container, pod)).toEqual([`pod/unwritable-cache ${field}`]);
  });

  test('and is told of each variable once', () => {
    expect(told({ ...HUB, ...variables({ XDG_CACHE_HOME: '/root/a', HOME: '/root' }) }, NON_ROOT)).toEqual([
      'pod/unwritable-cache env[0].value',
      'pod/unwritable-cache env[1].value',
    ]);
  });
});

describe('nothing is said of a cache', () => {
  const cases: readonly (readonly [what: string, container: JsonObject, pod?: JsonObject])[] = [
    ["in root's home as root", variables({ HOME: '/root' })],
    [
      'as root in a pod that is none',
      { ...variables({ HOME: '/root' }), securityContext: { runAsUser: 0 } },
      { securityContext: { runAsNonRoot: true } },
    ],
    ['that no variable leads to', HUB, NON_ROOT],
    ['in a volume', { ...variables({ HOME: '/cache' }), ...CACHE }, NON_ROOT],
    [
      'in a volume that is only read, which may be filled',
      { ...variables({ HF_HOME: '/cache' }), volumeMounts: [{ name: 'cache', mountPath: '/cache', readOnly: true }] },
      NON_ROOT,
    ],
    ['in another folder of the image', variables({ HOME: '/home/vllm' }), NON_ROOT],
    ['of models, where the model is mounted', variables({ HF_HOME: '/root/hf' }), NON_ROOT],
    [
      'of models, where none is downloaded',
      { ...HUB, ...variables({ HF_HOME: '/root/hf', HF_HUB_OFFLINE: '1' }) },
      NON_ROOT,
    ],
    ['of an image of somebody else', { image: 'registry.example/vllm:1', ...variables({ HOME: '/root' }) }, NON_ROOT],
    ['for processors', { image: 'vllm/vllm-openai-cpu:v0.11.0', ...variables({ HOME: '/root' }) }, NON_ROOT],
    [
      'of a vLLM that compiles nothing',
      { args: ['--model=/m', '--enforce-eager'], ...variables({ HOME: '/root' }) },
      NON_ROOT,
    ],
    ['of a vLLM before it compiled', { image: 'vllm/vllm-openai:v0.6.3', ...variables({ HOME: '/root' }) }, NON_ROOT],
    [
      'whose folder is known in the pod alone',
      {
        env: [
          { name: 'VLLM_CACHE_ROOT', valueFrom: {} },
          { name: 'HOME', value: '/root' },
          { name: 'TRITON_HOME', value: '$(A)' },
        ],
      },
      NON_ROOT,
    ],
    [
      'before whose variable another source may state one',
      { envFrom: [{ configMapRef: { name: 'a' } }], ...variables({ HOME: '/root' }) },
      NON_ROOT,
    ],
  ];
  for (const [what, container, pod] of cases) {
    test(what, () => {
      expect(told(container, pod)).toEqual([]);
    });
  }
});

describe('in a read-only file system', () => {
  test.each([
    ['vLLM', READ_ONLY],
    ['SGLang', { ...SGLANG, ...READ_ONLY }],
    ['an engine whose weights alone are mounted', { ...READ_ONLY, ...CACHE }],
    ['an engine that works in a folder of the image', { ...READ_ONLY, workingDir: '/srv', ...CACHE }],
  ])('%s finds no folder for temporary files', (_what, container) => {
    expect(told(container)).toEqual(['pod/no-temporary-folder securityContext.readOnlyRootFilesystem']);
  });

  test.each([
    ['at /tmp', { ...READ_ONLY, ...TMP }],
    ['at /var', { ...READ_ONLY, volumeMounts: [{ name: 'var', mountPath: '/var/' }] }],
    ['where it works', { ...READ_ONLY, workingDir: '/cache/work', ...CACHE }],
    ["where the engine's image works", { ...READ_ONLY, volumeMounts: [{ name: 'a', mountPath: '/vllm-workspace' }] }],
    ['by a variable', { ...READ_ONLY, ...variables({ TMPDIR: '/cache' }), ...CACHE }],
    ['by a script', { ...READ_ONLY, command: ['sh', '-c'], args: ['cd /cache && vllm serve /models/llama'], ...CACHE }],
    ['in an image of somebody else', { image: 'registry.example/vllm:1', ...READ_ONLY }],
    ['in a container whose file system can be written to', {}],
  ])('an engine may find a folder for temporary files %s', (_what, container) => {
    expect(told(container)).toEqual([]);
  });
});

test('nothing is said of a runtime, as its services may mount more', () => {
  const runtime: Manifest = {
    apiVersion: 'serving.kserve.io/v1alpha1',
    kind: 'ServingRuntime',
    metadata: { name: 'vllm', namespace: 'models' },
    spec: {
      containers: [
        {
          name: 'kserve-container',
          image: 'vllm/vllm-openai:v0.11.0',
          args: ['--model=/mnt/models'],
          ...READ_ONLY,
          ...variables({ HOME: '/home' }),
        },
      ],
    },
  };
  const found = checkPods([{ manifest: runtime, where: 'runtime' }]);
  expect(found.filter(({ id }) => RULES.includes(id))).toEqual([]);
});
