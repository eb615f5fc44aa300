import fc from 'fast-check';
import type { Finding } from '../../../checks/finding';
import { checkExpansion } from '../../../checks/kserve/templates';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { anyObject, anyValue } from '../../preview/arbitrary-objects';

interface Case {
  /** Of the runtime's container. */
  readonly runtime?: JsonObject;
  /** Of the service's model. */
  readonly model?: JsonObject;
  readonly annotations?: JsonObject;
  readonly labels?: JsonObject;
  /** Beside the container that serves. */
  readonly containers?: readonly JsonObject[];
}

function findingsOf({
  runtime = {},
  model = {},
  annotations = {},
  labels = {},
  containers = [],
}: Case): readonly Finding[] {
  const objects: readonly Manifest[] = [
    {
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind: 'ServingRuntime',
      metadata: { name: 'vllm', namespace: 'models' },
      spec: {
        supportedModelFormats: [{ name: 'vLLM', autoSelect: true }],
        containers: [{ name: 'kserve-container', image: 'vllm/vllm-openai:v0.11.0', ...runtime }, ...containers],
      },
    },
    {
      apiVersion: 'serving.kserve.io/v1beta1',
      kind: 'InferenceService',
      metadata: { name: 'llama', namespace: 'models', annotations, labels },
      spec: { predictor: { model: { modelFormat: { name: 'vLLM' }, ...model } } },
    },
  ];
  return checkExpansion(objects.map((manifest) => ({ manifest, where: manifest.kind })));
}

const bad: readonly (readonly [string, Case, Partial<Finding>])[] = [
  [
    'a key in quotation marks',
    { runtime: { args: ['{{ index .Annotations "repo" }}'] } },
    { id: 'kserve/quoted-index', where: 'ServingRuntime', field: 'spec.containers[0].args[0]' },
  ],
  [
    'a chat template in a runtime',
    { runtime: { args: ['a', '--chat-template={{ messages }}'] } },
    { id: 'kserve/template-text', where: 'ServingRuntime', field: 'spec.containers[0].args[1]' },
  ],
  [
    'a chat template in a service',
    { model: { env: [{ name: 'CHAT', value: '{{ messages }}' }] } },
    { id: 'kserve/template-text', where: 'InferenceService', field: 'spec.predictor.model.env[0].value' },
  ],
  [
    'a field that metadata has not',
    { runtime: { args: ['{{ .Spec.Predictor }}'] } },
    { id: 'kserve/template-text', where: 'ServingRuntime', field: 'spec.containers[0].args[0]' },
  ],
  [
    'a transformer that is not a template',
    { containers: [{ name: 'transformer-container', args: ['{{ x }}'] }] },
    { id: 'kserve/template-text', where: 'ServingRuntime', field: 'spec.containers[1].args[0]' },
  ],
  [
    'a template of both that fits neither',
    { runtime: { args: ['{{/*'] }, model: { args: ['*/}}'] } },
    { id: 'kserve/template-text', where: 'ServingRuntime' },
  ],
  [
    'a label that a template cuts, and that is shorter',
    { runtime: { args: ['{{ slice .Labels.team 0 8 }}'] }, labels: { team: 'blue' } },
    { id: 'kserve/template-text', where: 'InferenceService', field: 'spec.containers[0].args[0]' },
  ],
  [
    'an annotation that is not there',
    { runtime: { args: ['--task={{ index .Annotations `model-task` }}'] } },
    { id: 'kserve/template-value-missing', where: 'InferenceService', field: 'metadata.annotations["model-task"]' },
  ],
  [
    'a label that is empty',
    { runtime: { args: ['{{ .Labels.team }}'] }, labels: { team: '' } },
    { id: 'kserve/template-value-missing', where: 'InferenceService', field: 'metadata.labels["team"]' },
  ],
  [
    'a label that KServe sets for other servers',
    { runtime: { args: ['{{ .Labels.modelClass }}'] } },
    { id: 'kserve/template-value-missing', field: 'metadata.labels["modelClass"]' },
  ],
  [
    'a value that is escaped',
    { runtime: { args: ['{{ .Annotations.repo }}'] }, annotations: { repo: 'Qwen2.5+lora' } },
    { id: 'kserve/template-value-escaped', where: 'InferenceService', field: 'metadata.annotations["repo"]' },
  ],
  [
    'a value of several lines',
    { runtime: { args: ['{{ .Annotations.script }}'] }, annotations: { script: 'a\nb' } },
    { id: 'kserve/template-value-escaped', where: 'InferenceService', field: 'metadata.annotations["script"]' },
  ],
  [
    'a backslash in a value that a service takes itself',
    { model: { args: ['{{ .Annotations.path }}'] }, annotations: { path: 'C:\\temp' } },
    { id: 'kserve/template-value-escaped', where: 'InferenceService', field: 'metadata.annotations["path"]' },
  ],
];

test.each(bad)('%s is found', (_what, given, finding) => {
  expect(findingsOf(given)).toEqual([expect.objectContaining(finding)]);
});

const good: readonly (readonly [string, Case])[] = [
  ['no template', {}],
  ['a name', { runtime: { args: ['--served-model-name={{.Name}}'] } }],
  [
    'an annotation that is there',
    { runtime: { args: ['{{ index .Annotations `repo` }}'] }, annotations: { repo: 'a/b' } },
  ],
  ['an annotation that is asked for alone', { runtime: { args: ['{{ if .Annotations.x }}--x{{ end }}'] } }],
  ['an annotation with something in its place', { runtime: { args: ['{{ or .Annotations.x `y` }}'] } }],
  ['what KServe sets itself', { runtime: { args: ['{{ .Annotations.modelFormat }}'] } }],
  ['what only the cluster knows', { runtime: { args: ['{{ .UID }}'] } }],
  ['braces as text', { runtime: { args: ['{{`{{`}} x }}'] } }],
  ['characters beside a template', { runtime: { args: ['<{{ .Name }}> & "x" \\d'] } }],
  ['a chat template in a container that is not expanded', { containers: [{ name: 'sidecar', args: ['{{ x }}'] }] }],
  ['an odd value that nothing reads', { annotations: { odd: 'a+b' }, runtime: { args: ['{{.Name}}'] } }],
];

test.each(good)('%s is fine', (_what, given) => {
  expect(findingsOf(given)).toEqual([]);
});

test('each of several texts is told of', () => {
  const findings = findingsOf({ runtime: { args: ['{{ a }}', 'b', '{{ c }}', '{{ index .Labels "d" }}'] } });
  expect(findings.map(({ id, field }) => [id, field])).toEqual([
    ['kserve/template-text', 'spec.containers[0].args[0]'],
    ['kserve/template-text', 'spec.containers[0].args[2]'],
    ['kserve/quoted-index', 'spec.containers[0].args[3]'],
  ]);
});

test('an action without its end is told of where it begins, and not of the text that it runs into', () => {
  const args = ['--x={{', '--max-model-len={{.Annotations.length}}'];
  const found = findingsOf({ runtime: { args }, annotations: { length: '4096' } });
  expect(found).toMatchObject([{ id: 'kserve/template-text', field: 'spec.containers[0].args[0]' }]);
});

test("Go's words tell why a text cannot be run", () => {
  expect(findingsOf({ runtime: { args: ['{{ messages }}'] } })[0]?.consequence).toContain(
    'function "messages" not defined',
  );
});

test('what the engine gets is told', () => {
  const [finding] = findingsOf({ runtime: { args: ['{{ .Annotations.repo }}'] }, annotations: { repo: 'a+b' } });
  expect(finding?.problem).toBe(
    `The runtime 'vllm' (spec.containers[0].args[0]) takes the value "a+b" through html/template`,
  );
  expect(finding?.consequence).toContain('the engine gets "a&#43;b"');
});

test('a service whose runtime is not known is looked at by itself', () => {
  const manifest: Manifest = {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'llama' },
    spec: {
      predictor: { model: { modelFormat: { name: 'vLLM' }, runtime: 'none', args: ['{{ x }}', '{{ .Labels.y }}'] } },
    },
  };
  expect(checkExpansion([{ manifest, where: 'x' }]).map(({ id }) => id)).toEqual(['kserve/template-text']);
});

test('whatever objects say, they can be looked at', () => {
  fc.assert(
    fc.property(anyObject, anyObject, anyValue, (runtime, service, metadata) => {
      const objects: readonly Manifest[] = [
        {
          apiVersion: 'serving.kserve.io/v1alpha1',
          kind: 'ClusterServingRuntime',
          metadata: { name: 'vllm' },
          spec: runtime,
        },
        { apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService', metadata, spec: service },
      ];
      const findings = checkExpansion(objects.map((manifest) => ({ manifest, where: 'x' })));
      for (const { id } of findings) expect(id).toMatch(/^kserve\//);
    }),
  );
});
