import { checkCluster } from '../../checks/check-cluster';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';

function object(apiVersion: string, kind: string, spec: JsonObject): Manifest {
  return { apiVersion, kind, metadata: { name: 'llama', namespace: 'models' }, spec };
}

const scaledObject = (spec: JsonObject): Manifest =>
  object('keda.sh/v1alpha1', 'ScaledObject', {
    scaleTargetRef: { name: 'llama' },
    minReplicaCount: 1,
    maxReplicaCount: 4,
    triggers: [
      {
        type: 'prometheus',
        metadata: { serverAddress: 'http://prometheus:9090', query: 'sum(a{namespace="models"})', threshold: '10' },
      },
    ],
    ...spec,
  });

const set = (replicas: number, size = 1): JsonObject => ({
  replicas,
  leaderWorkerTemplate: {
    size,
    workerTemplate: { spec: { containers: [{ name: 'engine', image: 'registry.example/engine:1' }] } },
  },
});

const leaderWorkerSet = (replicas: number, size?: number): Manifest =>
  object('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', set(replicas, size));

const roles = (prefill: number, decode: number): Manifest =>
  object('disaggregatedset.x-k8s.io/v1', 'DisaggregatedSet', {
    roles: [
      { name: 'prefill', spec: set(prefill) },
      { name: 'decode', spec: set(decode) },
    ],
  });

const runtime = (priority: number, runner: JsonObject): Manifest =>
  object('ome.io/v1beta1', 'ServingRuntime', {
    supportedModelFormats: [
      { modelFormat: { name: 'safetensors' }, modelFramework: { name: 'transformers' }, autoSelect: true, priority },
    ],
    engineConfig: {
      runner: { image: 'registry.example/engine:1', readinessProbe: { tcpSocket: { port: 80 } }, ...runner },
    },
  });

const service = (engine: JsonObject): Manifest =>
  object('ome.io/v1beta1', 'InferenceService', { engine, model: { name: 'llama' }, runtime: { name: 'engine' } });

/** Errors alone: notes tell of what is not among the objects. */
function errors(...manifests: readonly Manifest[]): readonly string[] {
  const located = manifests.map((manifest) => ({ manifest, where: manifest.kind }));
  return checkCluster(located).flatMap(({ id, severity, field }) =>
    severity === 'error' ? [`${id} ${field ?? ''}`] : [],
  );
}

test.each([
  ['an interval of no seconds', scaledObject({ pollingInterval: 0 }), 'schema/out-of-bounds spec.pollingInterval'],
  ['more replicas at least than at most', scaledObject({ minReplicaCount: 5 }), 'schema/rule spec'],
  [
    'a fallback after less than no failures',
    scaledObject({ fallback: { failureThreshold: -1, replicas: 1 } }),
    'schema/out-of-bounds spec.fallback.failureThreshold',
  ],
  ['less than no groups', leaderWorkerSet(-1), 'schema/out-of-bounds spec.replicas'],
  ['more than a million groups', leaderWorkerSet(1_000_001), 'schema/out-of-bounds spec.replicas'],
  ['a role without groups beside one with some', roles(2, 0), 'schema/rule spec'],
  [
    'a priority of 0',
    runtime(0, { name: 'ome-container' }),
    'schema/out-of-bounds spec.supportedModelFormats[0].priority',
  ],
  ['a runner of a runtime without a name', runtime(1, {}), 'schema/missing-field spec.engineConfig.runner.name'],
  [
    'a leader of a service without a name',
    service({ leader: { runner: {} }, worker: { size: 1, runner: { name: 'ome-container' } } }),
    'schema/missing-field spec.engine.leader.runner.name',
  ],
])('%s is told once, by the schema', (_fault, manifest, told) => {
  expect(errors(manifest)).toEqual([told]);
});

test.each([
  ['a group without a leader', leaderWorkerSet(1, 0), 'lws/bounds spec.leaderWorkerTemplate.size'],
  ['an empty name of a runner', runtime(1, { name: '' }), 'ome/runner-name spec.engineConfig.runner.name'],
  ["a service's runner without a name", service({ runner: {} }), 'ome/runner-name spec.engine.runner.name'],
])('%s is told once, as the schema lets it in', (_fault, manifest, told) => {
  expect(errors(manifest)).toEqual([told]);
});

test("a service's runner without a name is told once beside its runtime, whose pods show it too", () => {
  const model: Manifest = {
    apiVersion: 'ome.io/v1beta1',
    kind: 'ClusterBaseModel',
    metadata: { name: 'llama' },
    spec: {
      modelFormat: { name: 'safetensors' },
      storage: { storageUri: 'hf://meta-llama/Llama-3.1-8B', path: '/mnt/data/models/llama' },
    },
  };
  const named = { ...runtime(1, { name: 'ome-container' }), metadata: { name: 'engine', namespace: 'models' } };
  expect(errors(model, named, service({ runner: {} }))).toEqual(['ome/runner-name spec.engine.runner.name']);
});
