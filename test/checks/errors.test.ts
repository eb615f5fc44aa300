import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import {
  Accelerator,
  AlaudaAi,
  Cluster,
  CustomRuntime,
  InferenceService,
  ServingRuntime,
  VllmRuntime,
} from '../../index';
import { formatFinding } from '../../reports/format-finding';
import { cluster, configMap, contentsOf, findingsOf, manifestsOf, synth, temporaryFolder } from '../synth/fleet';
import type { Build } from '../synth/fleet';

const IMAGE = 'vllm/vllm-openai:v0.11.0';

function vllm(scope: Chart, id = 'vllm'): VllmRuntime {
  return new VllmRuntime(scope, id, { image: IMAGE, accelerator: Accelerator.nvidia() });
}

function thing(spec: unknown): Build {
  return (app) =>
    new ApiObject(cluster(app, 'c'), 'thing', {
      apiVersion: 'a.io/v1',
      kind: 'Thing',
      metadata: { name: 'a' },
      ...{ spec },
    });
}

/** What is built, the finding, the construct, the field. */
const ERRORS: readonly (readonly [string, Build, string, string, string])[] = [
  [
    'an object that two charts of a cluster make',
    (app) => {
      const scope = cluster(app, 'c');
      for (const id of ['one', 'two']) configMap(new Chart(scope, id, { namespace: 'models' }), 'settings');
    },
    'synth/duplicate-object',
    'c/two/settings',
    'metadata.name',
  ],
  [
    'a name with a letter that DNS does not know',
    (app) => configMap(cluster(app, 'c'), 'My_Map'),
    'metadata/name',
    'c/My_Map',
    'metadata.name',
  ],
  [
    'a name that is too long',
    (app) => configMap(cluster(app, 'c'), 'a'.repeat(254)),
    'metadata/name',
    `c/${'a'.repeat(254)}`,
    'metadata.name',
  ],
  [
    'a service name over 48 characters',
    (app) => {
      const scope = cluster(app, 'c');
      vllm(scope).serve(scope, 'a'.repeat(49), { model: {} });
    },
    'kserve/service-name-length',
    `c/${'a'.repeat(49)}`,
    'metadata.name',
  ],
  [
    'a service name that starts with a digit',
    (app) => {
      const scope = cluster(app, 'c');
      vllm(scope).serve(scope, '7b', { model: {} });
    },
    'kserve/service-name',
    'c/7b',
    'metadata.name',
  ],
  [
    'a namespace in capital letters',
    (app) => configMap(cluster(app, 'c', 'Models'), 'a'),
    'metadata/namespace',
    'c/a',
    'metadata.namespace',
  ],
  [
    'a label that is too long',
    (app) => {
      configMap(cluster(app, 'c'), 'a').metadata.addLabel('team', 'x'.repeat(64));
    },
    'metadata/label',
    'c/a',
    'metadata.labels["team"]',
  ],
  [
    'a label without a valid key',
    (app) => {
      configMap(cluster(app, 'c'), 'a').metadata.addLabel('a b', 'x');
    },
    'metadata/label',
    'c/a',
    'metadata.labels["a b"]',
  ],
  [
    'annotations over 256 KiB',
    (app) => {
      configMap(cluster(app, 'c'), 'a').metadata.addAnnotation('a', 'x'.repeat(256 * 1024));
    },
    'metadata/annotations-size',
    'c/a',
    'metadata.annotations',
  ],
  [
    'a control character',
    (app) => configMap(cluster(app, 'c'), 'a', { script: 'a\u0007' }),
    'yaml/unreadable-character',
    'c/a',
    'data.script',
  ],
  [
    'a byte order mark in a key',
    (app) => configMap(cluster(app, 'c'), 'a', { '\uFEFFa': '' }),
    'yaml/unreadable-character',
    'c/a',
    'data["\\uFEFFa"]',
  ],
  ['a number that is none', thing({ size: NaN }), 'yaml/not-data', 'c/thing', 'spec.size'],
  ['a function', thing({ size: () => 1 }), 'yaml/not-data', 'c/thing', 'spec.size'],
  ['an absent item of a list', thing({ sizes: [1, undefined] }), 'yaml/not-data', 'c/thing', 'spec.sizes[1]'],
  [
    'a port out of range',
    (app) =>
      new CustomRuntime(cluster(app, 'c'), 'r', {
        engine: 'mine',
        image: 'i',
        servingPort: 70_000,
        ports: [{ number: 70_000 }],
        formats: [{ name: 'gguf' }],
      }),
    'network/port',
    'c/r',
    'spec.containers[0].ports[0].containerPort',
  ],
  [
    'more replicas at least than at most',
    (app) => {
      const scope = cluster(app, 'c');
      vllm(scope).serve(scope, 'a', { model: {}, replicas: { min: 3, max: 2 } });
    },
    'kserve/replicas-range',
    'c/a',
    'spec.predictor.minReplicas',
  ],
  [
    'less than no replica',
    (app) => {
      const scope = cluster(app, 'c');
      vllm(scope).serve(scope, 'a', { model: {}, replicas: { min: -1 } });
    },
    'kserve/negative-count',
    'c/a',
    'spec.predictor.minReplicas',
  ],
  [
    'an amount in a unit Kubernetes does not know',
    (app) => {
      const scope = cluster(app, 'c');
      vllm(scope).serve(scope, 'a', { model: {}, resources: { limits: { memory: '6GB' } } });
    },
    'resources/quantity',
    'c/a',
    'spec.predictor.model.resources.limits["memory"]',
  ],
  [
    'a format that the runtime does not load',
    (app) => {
      const scope = cluster(app, 'c');
      vllm(scope).serve(scope, 'a', { model: {}, format: 'onnx' });
    },
    'runtime/unknown-format',
    'c/a',
    'format',
  ],
  [
    'a chat template in the arguments',
    (app) => {
      const scope = cluster(app, 'c');
      vllm(scope).serve(scope, 'a', { model: {}, args: ['--chat-template={{ messages }}'] });
    },
    'kserve/template-text',
    'c/a',
    'spec.predictor.model.args[0]',
  ],
  [
    'a runtime under its display name',
    (app) =>
      new InferenceService(cluster(app, 'c'), 'a', {
        predictor: { model: { modelFormat: { name: 'vLLM' }, runtime: 'vLLM ServingRuntime for KServe' } },
      }),
    'kserve/runtime-name',
    'c/a',
    'spec.predictor.model.runtime',
  ],
  [
    'an annotation that the runtime reads and the service does not have',
    (app) => {
      const scope = cluster(app, 'c');
      new ServingRuntime(scope, 'r', {
        spec: {
          containers: [{ name: 'kserve-container', image: 'i', args: ['{{ index .Annotations `my-task` }}'] }],
          supportedModelFormats: [{ name: 'gguf' }],
        },
      });
      new InferenceService(scope, 'a', { predictor: { model: { modelFormat: { name: 'gguf' }, runtime: 'r' } } });
    },
    'kserve/template-value-missing',
    'c/a',
    'metadata.annotations["my-task"]',
  ],
  [
    'a model name that html/template escapes',
    (app) => {
      const scope = new Cluster(app, 'c', { platform: new AlaudaAi(), namespace: 'models' });
      vllm(scope).serve(scope, 'a', { model: { name: 'llama+adapters' } });
    },
    'kserve/template-value-escaped',
    'c/a',
    'metadata.annotations["aml-model-repo"]',
  ],
  [
    'a template with its key in quotation marks',
    (app) => {
      const scope = new Cluster(app, 'c', { platform: new AlaudaAi({ templateQuote: '"' }), namespace: 'models' });
      vllm(scope);
    },
    'kserve/quoted-index',
    'c/vllm',
    'spec.containers[0].args[1]',
  ],
];

test.each(ERRORS)('%s is an error with its place and its mend', (_, build, id, where, field) => {
  const finding = findingsOf(build).find((found) => found.id === id);
  expect(finding).toMatchObject({ id, severity: 'error', where, field });
  if (finding === undefined) return;
  const message = formatFinding(finding);
  expect(message).toContain(`at:   ${where} · ${field}\n`);
  expect(message).toMatch(/\n {2}then: .+\n {2}mend: .+$/);
});

test.each([
  ['a date', new Date(0)],
  ['an object of a class', new Map()],
])('%s is an error that names the construct', (_, value) => {
  const [finding] = findingsOf(thing({ value }));
  expect(finding).toMatchObject({ id: 'synth/unserializable', severity: 'error', where: 'c/thing' });
});

test('an object without a kind is an error', () => {
  const findings = findingsOf((app) => {
    configMap(cluster(app, 'c'), 'a').addJsonPatch(JsonPatch.remove('/kind'));
  });
  expect(findings).toMatchObject([{ id: 'synth/no-kind', severity: 'error', where: 'c/a' }]);
});

test('one name in two namespaces, two groups or two clusters is no duplicate', () => {
  const build: Build = (app) => {
    for (const id of ['one', 'two']) {
      const scope = cluster(app, id);
      for (const namespace of ['a', 'b'])
        for (const group of ['serving.kserve.io', 'ome.io'])
          new ApiObject(scope, `${namespace}-${group}`, {
            apiVersion: `${group}/v1beta1`,
            kind: 'InferenceService',
            metadata: { name: 'llama', namespace },
            ...{
              spec:
                group === 'ome.io'
                  ? { engine: {}, model: { name: 'llama' } }
                  : { predictor: { model: { modelFormat: { name: 'gguf' } } } },
            },
          });
    }
  };
  expect(manifestsOf(build)).toHaveLength(8);
});

test('all errors of a run are told at once, with exit code 1, and nothing is written', () => {
  const outdir = temporaryFolder();
  const { exitCode, said } = synth(outdir, (app) => {
    const scope = cluster(app, 'c');
    configMap(scope, 'My_Map', { a: '\u0007' });
    configMap(scope, 'b').metadata.addLabel('team', 'x'.repeat(64));
    vllm(scope).serve(scope, 'a', { model: {}, format: 'onnx', replicas: { min: 3, max: 2 } });
  });
  expect(exitCode).toBe(1);
  const ids = [...said.matchAll(/^error: .*\[(.*)\]$/gm)].map(([, id]) => id);
  expect(new Set(ids)).toEqual(
    new Set([
      'metadata/name',
      'yaml/unreadable-character',
      'metadata/label',
      'runtime/unknown-format',
      'kserve/format-mismatch',
      'kserve/replicas-range',
    ]),
  );
  expect(said).toContain('nothing was written');
  expect(said).not.toMatch(/^\s+at .*\.ts:\d+/m);
  expect(contentsOf(outdir)).toEqual({});
});
