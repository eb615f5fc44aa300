import { loadAll } from 'js-yaml';
import { parseAllDocuments } from 'yaml';
import { registerPreview } from '../../cli/preview';
import type { Surroundings } from '../captured-process';
import { runCommand } from '../command-in-process';
import { DIST } from '../reference-fleet';
import { TemporaryFolder } from '../temporary-folder';

const folder = new TemporaryFolder();

function file(path: string, text: string): void {
  folder.write({ [path]: text });
}

/** Runs the command in a folder of its own. */
function preview(args: readonly string[], surroundings: Surroundings = {}) {
  return runCommand(registerPreview, ['preview', ...args], { cwd: folder.path, ...surroundings });
}

const SERVICE = `
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: { name: chat, namespace: models, annotations: { serving.kserve.io/deploymentMode: Standard } }
spec:
  predictor:
    maxReplicas: 2
    model: { modelFormat: { name: vLLM }, storageUri: "pvc://weights/qwen", args: [--max-model-len=$(LEN)] }
---
`;

const RUNTIME = `
apiVersion: serving.kserve.io/v1alpha1
kind: ClusterServingRuntime
metadata: { name: vllm }
spec:
  supportedModelFormats: [{ name: vLLM, autoSelect: true }]
  containers:
  - name: kserve-container
    image: vllm/vllm-openai:v0.10.0
    command: [sh, -c]
    args: ["set -e\\nexec vllm serve /mnt/models --served-model-name {{.Name}} $@", vllm]
    env: [{ name: LEN, value: "4096" }, { name: TOKEN, valueFrom: { secretKeyRef: { name: hf, key: token } } }]
    resources: { limits: { nvidia.com/gpu: 1 } }
---
`;

test('a service is shown with its runtime, its pods, the objects around them, and what is not exact', async () => {
  file('a.yaml', SERVICE + RUNTIME);
  expect(await preview(['chat'])).toEqual({
    status: 0,
    stderr: '',
    stdout: `InferenceService models/chat
gets:      ClusterServingRuntime vllm
because:   it is the only one that fits
mode:      Standard

predictor · Deployment chat-predictor · 1 to 2 pods · 1 × nvidia.com/gpu each
    named    chat-predictor-<hash>
    image    vllm/vllm-openai:v0.10.0
    runs     sh -c
               | set -e
               | exec vllm serve /mnt/models --served-model-name chat $@
               vllm
               --max-model-len=4096
    starts   vllm serve /mnt/models --served-model-name chat --max-model-len=4096
    asks for nvidia.com/gpu 1
    env      LEN=4096
             TOKEN from key token of Secret hf
             INFERENCE_SERVICE_NAME=chat
    mounts   /mnt/models from kserve-pvc-source, read only
    volumes  kserve-pvc-source: persistentVolumeClaim weights

makes:
  Service                  models/chat-predictor  answers for the predictor
  Deployment               models/chat-predictor  the predictor's pods
  HorizontalPodAutoscaler  models/chat-predictor  scales the predictor
  Ingress                  models/chat            leads requests from outside to the Services

not exact:
  the ConfigMap inferenceservice-config of the cluster is not among the manifests: it is taken to be as KServe ships it, but for what is stated of the cluster
  Ingress chat: it is made once the pods are ready
`,
  });
});

test('as YAML it is the objects alone, which readers of YAML 1.1 and 1.2 take for the same', async () => {
  file('a.yaml', SERVICE + RUNTIME.replace('value: "4096"', 'value: "yes"'));
  const { status, stdout } = await preview(['chat', '--format', 'yaml']);
  const objects = loadAll(stdout);
  expect(status).toBe(0);
  expect(objects).toEqual(parseAllDocuments(stdout, { version: '1.1' }).map((document) => document.toJS() as unknown));
  expect(objects).toEqual(parseAllDocuments(stdout, { version: '1.2' }).map((document) => document.toJS() as unknown));
  expect(objects).toMatchObject([
    { kind: 'Service' },
    { kind: 'Deployment', spec: { template: { spec: { containers: [{ env: [{ value: 'yes' }, {}, {}] }] } } } },
    { kind: 'HorizontalPodAutoscaler' },
    { kind: 'Ingress' },
  ]);
  expect(stdout).toContain('\n# not exact: it is made once the pods are ready\napiVersion: networking.k8s.io/v1\n');
});

test('as JSON it is everything', async () => {
  file('a.yaml', SERVICE);
  file('runtimes/b.yaml', RUNTIME);
  const { status, stdout } = await preview(['chat', 'a.yaml', '--runtimes', 'runtimes', '--format', 'json']);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    service: { kind: 'InferenceService', namespace: 'models', name: 'chat' },
    selection: { runtimes: [{ kind: 'ClusterServingRuntime', name: 'vllm' }] },
    mode: 'Standard',
    pods: [
      {
        component: 'predictor',
        workload: { kind: 'Deployment', name: 'chat-predictor' },
        replicas: { least: 1, most: 2 },
        devices: { 'nvidia.com/gpu': 1 },
        containers: [
          {
            name: 'kserve-container',
            command: ['sh', '-c'],
            engine: { name: 'vllm', version: '0.10.0' },
            variables: [
              { name: 'LEN', value: '4096' },
              { name: 'TOKEN', from: 'key token of Secret hf' },
              { name: 'INFERENCE_SERVICE_NAME', value: 'chat' },
            ],
          },
        ],
      },
    ],
    children: [{ object: { kind: 'Service' } }, {}, {}, {}],
    isInventoryKnown: true,
  });
});

test('a service comes before a workload that is called like it, and clusters are looked at apart', async () => {
  expect(await preview(['models/granite', DIST])).toMatchObject({
    status: 2,
    stderr:
      "error: 'models/granite' is the name of 2 services: kserve/models/granite, openshift/models/granite. Name one like this.\n",
  });
  const { stdout } = await preview(['lws/models/deepseek-r1', DIST]);
  expect(stdout).toContain('lws · LeaderWorkerSet models/deepseek-r1\n');
  expect((await preview(['ome/models/deepseek-r1', DIST])).stdout).toContain(
    'ome · InferenceService models/deepseek-r1\n',
  );
});

test('where no runtime is selected, there is nothing to show, and the exit code is 1', async () => {
  file('a.yaml', SERVICE);
  expect(await preview(['chat'])).toEqual({
    status: 1,
    stderr: '',
    stdout: [
      'InferenceService models/chat',
      "unknown:   no runtime is selected for 'vLLM'",
      '',
      'Only the runtimes of these files are known. State what else the cluster has with --runtimes: files, or kserve, ome, openshift-ai.',
      '',
    ].join('\n'),
  });
  expect(await preview(['chat', '--format', 'yaml'])).toEqual({
    status: 1,
    stdout: '',
    stderr: "error: no runtime is selected for 'vLLM'\n",
  });
});

test('of a runtime that a platform ships, pods are shown as it is shipped', async () => {
  file('a.yaml', SERVICE);
  const { status, stdout } = await preview(['chat', '--runtimes', 'kserve']);
  expect(status).toBe(0);
  expect(stdout).toContain('gets:      ClusterServingRuntime kserve-vllmserver\n');
  expect(stdout).toContain('--served-model-name=chat\n');
  expect(stdout).toContain(
    'ClusterServingRuntime kserve-vllmserver is taken as it is shipped: an installation may have other images and settings\n',
  );
});

test('where the command of a shipped runtime is a script, that is said in its place', async () => {
  const nodes = SERVICE.replace('name: vLLM', 'name: huggingface').replace(
    'predictor:',
    'predictor:\n    workerSpec: {}',
  );
  file('a.yaml', nodes);
  const { stdout } = await preview(['chat', '--runtimes', 'kserve']);
  expect(stdout).toContain('    runs     what stands in no file that is given\n');
  expect(stdout).toContain(
    '  scripts of ClusterServingRuntime kserve-huggingfaceserver-multinode are left out: command, ',
  );
});

test('a template that fails is told as upstream tells it', async () => {
  file('a.yaml', SERVICE + RUNTIME.replace('{{.Name}}', '{{ .Nope }}'));
  const { status, stdout } = await preview(['chat']);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^fails: {5}InvalidPredictorSpec: .*Nope/m);
});

test('what cannot be read is told of and left out', async () => {
  file('a.yaml', SERVICE + RUNTIME);
  file('broken.yaml', 'kind: [');
  const { status, stderr } = await preview(['chat']);
  expect(status).toBe(0);
  expect(stderr).toMatch(/^warning: broken\.yaml:2:1: The document is no YAML: .*, and was left out\n$/);
});

test('texts do nothing to a terminal but to be read', async () => {
  const evil = '\\u001b[31mred\\u202e##vso[x]';
  file('a.yaml', SERVICE.replace('--max-model-len=$(LEN)', `"--x=${evil}"`) + RUNTIME);
  for (const format of ['human', 'yaml', 'json']) {
    const { status, stdout } = await preview(['chat', '--format', format]);
    expect(status).toBe(0);
    expect(stdout).toContain('red');
    // eslint-disable-next-line no-control-regex -- that is what is looked for
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
  }
});

test('colours are for terminals', async () => {
  file('a.yaml', SERVICE + RUNTIME);
  expect((await preview(['chat'], { environment: { FORCE_COLOR: '1' } })).stdout).toContain('\u001b[1m');
});

test.each([
  [['chats', 'a.yaml'], "there is no service 'chats'. Did you mean 'chat'?"],
  [
    ['chat', 'empty.yaml'],
    "there is no service 'chat', nor any other InferenceService, LLMInferenceService, LeaderWorkerSet, DisaggregatedSet, Deployment or StatefulSet.",
  ],
  [['chat', 'none.yaml'], "'none.yaml' cannot be read: ENOENT"],
  [['chat', 'a.yaml', '--runtimes', 'ksreve'], "'ksreve' cannot be read: ENOENT"],
  [['chat', 'a.yaml', '--format', 'xml'], "option '--format <format>' argument 'xml' is invalid"],
  [[], "missing required argument 'service'"],
])('%j is no usage, and the exit code is 2', async (args, message) => {
  file('a.yaml', SERVICE);
  file('empty.yaml', '');
  const { status, stderr } = await preview(args);
  expect(status).toBe(2);
  expect(stderr).toContain(`error: ${message}`);
  expect(stderr).not.toContain('    at ');
});
