import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { TemporaryFolder } from '../temporary-folder';
import { deployment, runtime, service } from './manifests';
import { boundsInWords } from '../../review/pods/bounds';
import { effectsOf } from './told';
import { reviewOf } from './two-trees';
import type { Files } from './two-trees';

const folder = new TemporaryFolder();

const container = { name: 'main', image: 'a', resources: { limits: { 'nvidia.com/gpu': '2' } } };

function scaler(name: string, most: number, kind = 'Deployment'): Manifest {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'scaler', namespace: 'models' },
    spec: { scaleTargetRef: { kind, name }, minReplicas: 2, maxReplicas: most },
  };
}

function scaledObject(name: string, spec: JsonObject): Manifest {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'scaler', namespace: 'models' },
    spec: { scaleTargetRef: { name }, minReplicaCount: 2, maxReplicaCount: 4, ...spec },
  };
}

function llm(name: string, spec: JsonObject): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1alpha2',
    kind: 'LLMInferenceService',
    metadata: { name, namespace: 'models' },
    spec: { model: { uri: 'hf://org/model', name: 'model' }, template: { containers: [container] }, ...spec },
  };
}

const ome: readonly Manifest[] = [
  {
    apiVersion: 'ome.io/v1beta1',
    kind: 'ClusterServingRuntime',
    metadata: { name: 'runtime' },
    spec: { engineConfig: { runner: { ...container, name: 'ome-container' } } },
  },
  {
    apiVersion: 'ome.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'chat', namespace: 'models' },
    spec: { runtime: { name: 'runtime' }, engine: { minReplicas: 1, maxReplicas: 1 } },
  },
];

/** Accelerators before and after, of all that changes. */
function devicesOf(before: Files, after: Files): readonly string[] {
  const { clusters } = reviewOf(folder, before, after);
  return clusters.flatMap(({ devices }) =>
    devices.map((change) => `${boundsInWords(change.before)} → ${boundsInWords(change.after)}`),
  );
}

describe('an autoscaler counts the pods of', () => {
  test.each<readonly [string, readonly Manifest[], string]>([
    ['a Deployment', [deployment('chat', { container })], 'chat'],
    ['a service of KServe', [runtime('vllm'), service('chat', 'vllm')], 'chat-predictor'],
    [
      'a service whose predictor has a name',
      [runtime('vllm'), service('chat', 'vllm', { predictor: { name: 'blue' } })],
      'chat-blue-predictor',
    ],
    ['an LLMInferenceService', [llm('chat', {})], 'chat-kserve'],
    [
      'the part of it that prefills',
      [llm('chat', { template: {}, prefill: { template: { containers: [container] } } })],
      'chat-kserve-prefill',
    ],
    ['an engine of OME', ome, 'chat-engine'],
  ])('%s', (_case, objects, target) => {
    const of = (most: number): Files => ({ 'objects.yaml': objects, 's.yaml': scaler(target, most) });
    expect(devicesOf(of(4), of(8))).toEqual(['4–8 → 4–16']);
  });

  test('groups of an LLMInferenceService, each with all of its pods', () => {
    const worker = { containers: [container] };
    const spec = { worker, parallelism: { data: 4, dataLocal: 2 } };
    const others = { 'objects.yaml': llm('chat', spec) };
    const of = (most: number) => ({ ...others, 's.yaml': scaler('chat-kserve-mn', most, 'LeaderWorkerSet') });
    expect(devicesOf(of(4), of(8))).toEqual(['8–16 → 8–32']);
  });

  test('no service whose name is another one', () => {
    const others = { 'objects.yaml': llm('chat-2', {}) };
    expect(
      devicesOf({ ...others, 's.yaml': scaler('chat-kserve', 4) }, { ...others, 's.yaml': scaler('chat-kserve', 8) }),
    ).toEqual([]);
  });
});

test('where nothing happens, KEDA leaves as many as it is told', () => {
  const others = { 'd.yaml': deployment('chat', { container }) };
  expect(
    devicesOf(
      { ...others, 's.yaml': scaledObject('chat', {}) },
      { ...others, 's.yaml': scaledObject('chat', { idleReplicaCount: 0 }) },
    ),
  ).toEqual(['4–8 → 0–8']);
});

describe('pods whose autoscaler goes', () => {
  const image = { ...container, image: 'b' };
  const before = { 's.yaml': scaler('chat', 4), 'd.yaml': deployment('chat', { container }) };

  test('stay as many as they are, whatever else changes', () => {
    const after = { 'd.yaml': deployment('chat', { container: image }) };
    expect(effectsOf(folder, before, after)).toContain('chat restart: the image of its pods');
    expect(effectsOf(folder, before, after).join()).not.toContain('chat scale');
    expect(devicesOf(before, after)).toEqual([]);
  });

  test('are as many as the Deployment says from now on', () => {
    const after = { 'd.yaml': deployment('chat', { container: image, spec: { replicas: 3 } }) };
    expect(effectsOf(folder, before, after)).toContain('chat scale: 2 to 4 → 3 pods');
  });

  test('fall back to one where the Deployment said how many, and no longer does', () => {
    const stating = { ...before, 'd.yaml': deployment('chat', { container, spec: { replicas: 2 } }) };
    expect(effectsOf(folder, stating, { 'd.yaml': deployment('chat', { container }) })).toContain(
      'chat scale: 2 to 4 → 1 pods',
    );
  });

  test('of an LLMInferenceService stay as many as they are', () => {
    const others = { 'l.yaml': llm('chat', {}) };
    expect(devicesOf({ ...others, 's.yaml': scaler('chat-kserve', 4) }, others)).toEqual([]);
  });
});
