import { ServingObjects } from '../../../checks/flux/serving-objects';
import type { ClusterFacts } from '../../../checks/cluster-facts';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

const STANDARD: ClusterFacts = { kserve: { defaultDeploymentMode: 'Standard' } };
const KNATIVE: ClusterFacts = { kserve: { defaultDeploymentMode: 'Knative' } };

function kserve(spec: JsonObject, annotations: JsonObject = {}): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'llama', namespace: 'models', annotations },
    spec,
  };
}

const PREDICTOR = { model: { modelFormat: { name: 'vLLM' } } };

function ome(spec: JsonObject, name = 'llama'): Manifest {
  return {
    apiVersion: 'ome.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name, namespace: 'models' },
    spec: { runtime: { name: 'srt' }, ...spec },
  };
}

function omeRuntime(spec: JsonObject): Manifest {
  return { apiVersion: 'ome.io/v1beta1', kind: 'ClusterServingRuntime', metadata: { name: 'srt' }, spec };
}

function own(apiVersion: string, kind: string, spec: JsonObject = {}): Manifest {
  return { apiVersion, kind, metadata: { name: 'llama', namespace: 'models' }, spec };
}

/** Kinds and names, or why they are not known. */
function shown(manifest: Manifest, facts: ClusterFacts = {}, others: readonly Manifest[] = []): unknown {
  const result = new ServingObjects([manifest, ...others], facts).of(manifest);
  return 'because' in result
    ? result.because
    : result.map(({ apiVersion, kind, name }) => `${apiVersion} ${kind} ${name}`);
}

describe('what shows that a service of KServe serves', () => {
  test.each<readonly [string, Manifest, ClusterFacts, unknown]>([
    ['is its Deployment', kserve({ predictor: PREDICTOR }), STANDARD, ['apps/v1 Deployment llama-predictor']],
    [
      'is the Service of Knative, where that runs it',
      kserve({ predictor: PREDICTOR }),
      KNATIVE,
      ['serving.knative.dev/v1 Service llama-predictor'],
    ],
    [
      'follows the mode that it states, by its old name too',
      kserve({ predictor: PREDICTOR }, { 'serving.kserve.io/deploymentMode': 'RawDeployment' }),
      KNATIVE,
      ['apps/v1 Deployment llama-predictor'],
    ],
    [
      'is that of each of its components',
      kserve({ predictor: PREDICTOR, transformer: { containers: [{ image: 'a' }] } }),
      STANDARD,
      ['apps/v1 Deployment llama-predictor', 'apps/v1 Deployment llama-transformer'],
    ],
    [
      'is called by the name of its predictor, too',
      kserve({ predictor: { name: 'stable', ...PREDICTOR } }),
      STANDARD,
      ['apps/v1 Deployment llama-stable-predictor'],
    ],
    [
      'is nothing while it is stopped',
      kserve({ predictor: PREDICTOR }, { 'serving.kserve.io/stop': 'true' }),
      STANDARD,
      [],
    ],
    [
      'is not known where nobody states the mode',
      kserve({ predictor: PREDICTOR }),
      {},
      'neither the service nor the cluster states the deployment mode',
    ],
  ])('%s', (_, manifest, facts, expected) => {
    expect(shown(manifest, facts)).toEqual(expected);
  });
});

describe('what shows that a service of OME serves', () => {
  const runner = { image: 'lmsysorg/sglang:v0.5.5', name: 'ome-container' };

  test.each<readonly [string, JsonObject, JsonObject, unknown]>([
    ['is its Deployment', { engine: {} }, { engineConfig: { runner } }, ['apps/v1 Deployment llama-engine']],
    [
      'is that of each component that it has',
      { engine: {}, decoder: {}, router: {} },
      { engineConfig: { runner }, decoderConfig: { runner }, routerConfig: { runner } },
      ['apps/v1 Deployment llama-engine', 'apps/v1 Deployment llama-decoder', 'apps/v1 Deployment llama-router'],
    ],
    [
      'is its LeaderWorkerSet, where it runs on several nodes',
      { engine: {} },
      { engineConfig: { leader: { runner }, worker: { size: 1, runner } } },
      ['leaderworkerset.x-k8s.io/v1 LeaderWorkerSet lws-llama-engine'],
    ],
    [
      'is the Service of Knative, where it may have no replica',
      { engine: { minReplicas: 0 } },
      { engineConfig: { runner } },
      ['serving.knative.dev/v1 Service llama-engine'],
    ],
  ])('%s', (_, spec, runtime, expected) => {
    expect(shown(ome(spec), {}, [omeRuntime(runtime)])).toEqual(expected);
  });

  test('is not known where the runtime is not', () => {
    expect(shown(ome({ engine: {} }))).toBe('the runtime is not known');
  });

  test('has the end of a long name, where it is a LeaderWorkerSet', () => {
    const service = ome({ engine: {} }, `a-very-long-name-${'of-a-model-'.repeat(4)}end`);
    const runtime = omeRuntime({ engineConfig: { leader: { runner }, worker: { size: 1, runner } } });
    const [name] = [shown(service, {}, [runtime])].flat().map(String);
    expect(name).toMatch(/ lws-[-a-z]{50}$/);
    expect(name).toMatch(/model-end-engine$/);
  });
});

test.each([
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['batch/v1', 'Job'],
  ['disaggregatedset.x-k8s.io/v1', 'DisaggregatedSet'],
  ['leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet'],
  ['serving.kserve.io/v1alpha1', 'LLMInferenceService'],
])('a %s %s shows it itself', (apiVersion, kind) => {
  expect(shown(own(apiVersion, kind))).toEqual([`${apiVersion} ${kind} llama`]);
});

test.each<readonly [string, Manifest]>([
  ['a claim', own('v1', 'PersistentVolumeClaim')],
  ['a Service', own('v1', 'Service')],
  ['an autoscaler', own('keda.sh/v1alpha1', 'ScaledObject')],
  ['a Job that is gone when it has ended', own('batch/v1', 'Job', { ttlSecondsAfterFinished: 60 })],
  ['a Job that is suspended', own('batch/v1', 'Job', { suspend: true })],
])('%s shows nothing of it', (_, manifest) => {
  expect(shown(manifest)).toEqual([]);
});
