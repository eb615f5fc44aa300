import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { TemporaryFolder } from '../temporary-folder';
import { devicesOf, effectsOf, risksOf } from './told';

const folder = new TemporaryFolder();

function service(spec: JsonObject = {}, metadata: JsonObject = {}): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1alpha2',
    kind: 'LLMInferenceService',
    metadata: { name: 'qwen', namespace: 'models', ...metadata },
    spec: {
      model: { uri: 'hf://Qwen/Qwen3-8B', name: 'qwen' },
      replicas: 1,
      template: { containers: [{ name: 'main', resources: { limits: { 'nvidia.com/gpu': '1' } } }] },
      ...spec,
    },
  };
}

const before = { 'a.yaml': service() };

test.each([
  ['annotations', { annotations: { commit: 'abc' } }, ['qwen metadata: labels or annotations that reach no pod']],
  ['labels', { labels: { team: 'x' } }, ['qwen metadata: labels or annotations that reach no pod']],
  [
    'annotations about metrics',
    { annotations: { 'prometheus.io/scrape': 'true' } },
    ['qwen restart: annotations that reach its pods: prometheus.io/scrape'],
  ],
  [
    'labels of a queue',
    { labels: { 'kueue.x-k8s.io/queue-name': 'gpu' } },
    ['qwen restart: labels that reach its pods: kueue.x-k8s.io/queue-name'],
  ],
])('of %s, KServe hands on to pods what it is meant to', (_what, metadata, told) => {
  expect(effectsOf(folder, before, { 'a.yaml': service({}, metadata) })).toEqual(told);
});

test("another name of the model restarts a preset's engine, and clients no longer find it", () => {
  const after = { 'a.yaml': service({ model: { uri: 'hf://Qwen/Qwen3-8B', name: 'qwen3' } }) };
  expect(effectsOf(folder, before, after)).toEqual(['qwen restart: --served-model-name of its pods']);
  expect(risksOf(folder, before, after)).toContain(
    "served-name: Clients that ask for the model 'qwen' get an error: it is called 'qwen3'",
  );
});

test('a restart needs devices for a new pod beside the old ones, unless old ones end first', () => {
  const image = (name: string, spec: JsonObject) => {
    const container = { name: 'main', image: name, resources: { limits: { 'nvidia.com/gpu': '1' } } };
    return { 'a.yaml': service({ ...spec, template: { containers: [container] } }) };
  };
  const risks = (spec: JsonObject) => risksOf(folder, image('server:1', spec), image('server:2', spec));
  expect(risks({})).toEqual([
    'spare-devices: While its pods are replaced, 1 nvidia.com/gpu must be free beside those in use',
  ]);
  expect(risks({ rolloutStrategy: { maxSurge: 0, maxUnavailable: 1 } })).toEqual([]);
});

test('where one of its configurations is not known, more replicas are no restart', () => {
  const unknown = (replicas: number) => ({ 'a.yaml': service({ baseRefs: [{ name: 'elsewhere' }], replicas }) });
  expect(effectsOf(folder, unknown(1), unknown(2))).toEqual([
    'qwen scale: how many pods there are, or how they are replaced',
  ]);
  expect(devicesOf(folder, unknown(1), unknown(2))).toEqual(['nvidia.com/gpu 1 → 2']);
});

test('a configuration that leads requests elsewhere changes the traffic of the services that are made of it', () => {
  const configuration = (plugin: string): Manifest => ({
    apiVersion: 'serving.kserve.io/v1alpha2',
    kind: 'LLMInferenceServiceConfig',
    metadata: { name: 'routed', namespace: 'models' },
    spec: { router: { scheduler: { config: { inline: { plugins: [{ type: plugin }] } } } } },
  });
  const files = (plugin: string) => ({
    's.yaml': service({ baseRefs: [{ name: 'routed' }] }),
    'c.yaml': configuration(plugin),
  });
  expect(effectsOf(folder, files('queue-scorer'), files('random-picker'))).toEqual([
    'routed traffic: its routes or its scheduler change',
  ]);
});
