import fc from 'fast-check';
import type { Finding } from '../../../checks/finding';
import { checkExpansion } from '../../../checks/ome/templates';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { anyObject, anyValue } from '../../preview/arbitrary-objects';

interface Case {
  /** Of the runtime's engine. */
  readonly runtime?: JsonObject;
  /** Of the service's engine. */
  readonly engine?: JsonObject;
  readonly annotations?: JsonObject;
}

function findingsOf({ runtime = {}, engine = {}, annotations = {} }: Case): readonly Finding[] {
  const objects: readonly Manifest[] = [
    {
      apiVersion: 'ome.io/v1beta1',
      kind: 'ClusterServingRuntime',
      metadata: { name: 'srt' },
      spec: { engineConfig: runtime },
    },
    {
      apiVersion: 'ome.io/v1beta1',
      kind: 'InferenceService',
      metadata: { name: 'llama', namespace: 'models', annotations },
      spec: { model: { name: 'llama' }, runtime: { name: 'srt' }, engine },
    },
  ];
  return checkExpansion(objects.map((manifest) => ({ manifest, where: manifest.kind })));
}

function runner(...args: readonly string[]): JsonObject {
  return { runner: { name: 'ome-container', image: 'sglang:1', args } };
}

const bad: readonly (readonly [string, Case, Partial<Finding>])[] = [
  [
    'a key in quotation marks',
    { runtime: runner('{{ index .Annotations "repo" }}') },
    { id: 'ome/template-text', where: 'ClusterServingRuntime', field: 'spec.engineConfig.runner.args[0]' },
  ],
  [
    'a chat template of a leader',
    { runtime: { leader: runner('{{ messages }}'), worker: { ...runner(), size: 1 } } },
    { id: 'ome/template-text', where: 'ClusterServingRuntime', field: 'spec.engineConfig.leader.runner.args[0]' },
  ],
  [
    'a chat template of a container that stands for a runner',
    { runtime: { containers: [{ name: 'a', args: ['{{ messages }}'] }] } },
    { id: 'ome/template-text', where: 'ClusterServingRuntime', field: 'spec.engineConfig.containers[0].args[0]' },
  ],
  [
    'a chat template of a service',
    { runtime: runner(), engine: runner('{{ messages }}') },
    { id: 'ome/template-text', where: 'InferenceService', field: 'spec.engine.runner.args[0]' },
  ],
  [
    'a chat template of a container that a runner is put over',
    { runtime: { containers: [{ name: 'ome-container', args: ['{{ x }}'] }], ...runner() } },
    { id: 'ome/template-text', where: 'InferenceService', field: 'spec.engineConfig.containers[0].args[0]' },
  ],
  [
    'an annotation that is not there',
    { runtime: runner('{{ .Annotations.repo }}') },
    { id: 'ome/template-value-missing', where: 'InferenceService', field: 'metadata.annotations["repo"]' },
  ],
  [
    'a value that is escaped',
    { runtime: runner('{{ .Annotations.repo }}'), annotations: { repo: 'a&b' } },
    { id: 'ome/template-value-escaped', where: 'InferenceService', field: 'metadata.annotations["repo"]' },
  ],
  [
    'a value of several lines',
    { runtime: runner('{{ .Annotations.repo }}'), annotations: { repo: 'a\nb' } },
    { id: 'ome/template-value-escaped', where: 'InferenceService', field: 'metadata.annotations["repo"]' },
  ],
];

test.each(bad)('%s is found', (_what, given, finding) => {
  expect(findingsOf(given)).toEqual([expect.objectContaining(finding)]);
});

const good: readonly (readonly [string, Case])[] = [
  ['no template', { runtime: runner('--a') }],
  ['a name', { runtime: runner('--served-model-name={{.Name}}') }],
  ['an annotation that is there', { runtime: runner('{{ .Annotations.repo }}'), annotations: { repo: 'a/b' } }],
  ['an annotation that is asked for alone', { runtime: runner('{{ with .Annotations.repo }}{{ . }}{{ end }}') }],
  [
    'arguments of a runtime that the service replaces',
    { runtime: runner('{{ .Annotations.x }}'), engine: runner('--a') },
  ],
  [
    'a chat template in a container that is not expanded',
    { runtime: { containers: [{ name: 'a', args: ['{{ x }}'] }], ...runner() } },
  ],
  [
    'a chat template in a container that runs before',
    { runtime: { initContainers: [{ name: 'a', args: ['{{ x }}'] }], ...runner() } },
  ],
];

test.each(good)('%s is fine', (_what, given) => {
  expect(findingsOf(given)).toEqual([]);
});

test('what the leader and the workers read is told once', () => {
  const both = { leader: runner('{{ .Labels.team }}'), worker: { ...runner('{{ .Labels.team }}'), size: 1 } };
  expect(findingsOf({ runtime: both }).map(({ id }) => id)).toEqual(['ome/template-value-missing']);
});

test('whatever objects say, they can be looked at', () => {
  fc.assert(
    fc.property(anyObject, anyObject, anyValue, (runtime, service, metadata) => {
      const objects: readonly Manifest[] = [
        { apiVersion: 'ome.io/v1beta1', kind: 'ClusterServingRuntime', metadata: { name: 'srt' }, spec: runtime },
        {
          apiVersion: 'ome.io/v1beta1',
          kind: 'InferenceService',
          metadata,
          spec: { ...service, runtime: { name: 'srt' } },
        },
      ];
      const findings = checkExpansion(objects.map((manifest) => ({ manifest, where: 'x' })));
      for (const { id } of findings) expect(id).toMatch(/^ome\//);
    }),
  );
});
