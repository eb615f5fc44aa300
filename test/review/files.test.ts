import fc from 'fast-check';
import type { Manifest } from '../../kubernetes/manifest';
import type { Review } from '../../review/review';
import { runs } from '../runs';
import { TemporaryFolder } from '../temporary-folder';
import { deployment, runtime, service } from './manifests';
import { reviewOf } from './two-trees';
import type { Files } from './two-trees';

const folder = new TemporaryFolder();

const llmConfig = (image: string): Manifest => ({
  apiVersion: 'serving.kserve.io/v1alpha1',
  kind: 'LLMInferenceServiceConfig',
  metadata: { name: 'base', namespace: 'models' },
  spec: { template: { containers: [{ name: 'main', image, command: ['vllm', 'serve', '/mnt/models'] }] } },
});

const llmService = (replicas: number): Manifest => ({
  apiVersion: 'serving.kserve.io/v1alpha1',
  kind: 'LLMInferenceService',
  metadata: { name: 'chat', namespace: 'models' },
  spec: { replicas, model: { uri: 'hf://example/chat', name: 'chat' }, baseRefs: [{ name: 'base' }] },
});

const settings = (level: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'models' },
  data: { level },
});

const scaler = (maxReplicas: number): Manifest => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'api', namespace: 'models' },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' }, minReplicas: 1, maxReplicas },
});

const api = (image: string) =>
  deployment('api', { container: { image, envFrom: [{ configMapRef: { name: 'settings' } }] } });

/** What each object may be, before as after; the first of them most often. */
const OBJECTS: readonly (readonly Manifest[])[] = [
  [runtime('vllm'), runtime('vllm', ['--seed=1']), runtime('vllm', [], 'vllm/vllm-openai:v0.12.0')],
  [runtime('other'), runtime('other', ['--seed=1'])],
  [service('llama', 'vllm'), service('llama', 'other'), service('llama', 'vllm', { predictor: { maxReplicas: 4 } })],
  [service('qwen', 'vllm'), service('qwen', 'vllm', { labels: { team: 'x' } })],
  [settings('info'), settings('debug')],
  [api('example.com/api:1'), api('example.com/api:2')],
  [scaler(2), scaler(4)],
  [llmConfig('vllm/vllm-openai:v0.11.0'), llmConfig('vllm/vllm-openai:v0.12.0')],
  [llmService(1), llmService(3)],
];

/** Which variant of an object there is, or none, and in which file, before and after. */
const placed = (variants: readonly Manifest[]) => {
  const manifest = fc.oneof(
    { weight: 3, arbitrary: fc.constant(variants[0]) },
    { weight: 2, arbitrary: fc.constantFrom(...variants) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
  const file = fc.constantFrom('a.yaml', 'b.yaml', 'c.yaml');
  return fc.record({ before: manifest, after: manifest, fileBefore: file, fileAfter: file });
};

/** No file of the review before is to stay. */
const EMPTY: Files = Object.fromEntries(['a', 'b', 'c', ...OBJECTS.keys()].map((name) => [`${name}.yaml`, '']));

function inFiles(objects: readonly (readonly [file: string, manifest: Manifest | undefined])[]): Files {
  const files = new Map<string, Manifest[]>();
  for (const [file, manifest] of objects) {
    if (manifest !== undefined) files.set(file, [...(files.get(file) ?? []), manifest]);
  }
  return { ...EMPTY, ...Object.fromEntries(files) };
}

/** What is told, without the places of files. */
function told({ clusters }: Review) {
  return clusters.map(({ objects, devices }) => ({
    devices,
    objects: objects.map(({ path: _path, ...object }) => object),
  }));
}

test('what is told does not depend on how objects are spread over files', () => {
  fc.assert(
    fc.property(fc.tuple(...OBJECTS.map(placed)), (objects) => {
      const asPlaced = reviewOf(
        folder,
        inFiles(objects.map(({ fileBefore, before }) => [fileBefore, before])),
        inFiles(objects.map(({ fileAfter, after }) => [fileAfter, after])),
      );
      const each = (side: 'before' | 'after') =>
        inFiles(objects.map((object, index) => [`${index}.yaml`, object[side]]));
      const oneEach = reviewOf(folder, each('before'), each('after'));
      expect(told(asPlaced)).toEqual(told(oneEach));
    }),
    { numRuns: runs(100) },
  );
});
