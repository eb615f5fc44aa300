import fc from 'fast-check';
import { objectsAsYaml } from '../../../cli/preview/objects-as-yaml';
import { printPreview } from '../../../cli/preview/print-preview';
import { isArray, isObject } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../../kubernetes/manifest';
import { plain } from '../../../reports/colours';
import { readSource } from '../../../sources/read-source';
import { previewService } from '../../../sources/preview/preview-service';
import { anyValue } from '../../preview/arbitrary-objects';
import { runs } from '../../runs';

const KSERVE: readonly JsonObject[] = [
  {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: {
      name: 'chat',
      namespace: 'models',
      labels: { a: 'b' },
      annotations: { 'serving.kserve.io/deploymentMode': 'Standard', 'serving.kserve.io/autoscalerClass': 'keda' },
    },
    spec: {
      predictor: {
        minReplicas: 2,
        logger: { mode: 'all' },
        autoScaling: { metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization' } } }] },
        model: { modelFormat: { name: 'vLLM' }, storage: { key: 'a', path: 'b', parameters: { c: 'd' } } },
      },
      transformer: { containers: [{ image: 'a', args: ['--x'] }], containerConcurrency: 2 },
      explainer: { art: { type: 'SquareAttack', config: { a: 'b' } } },
      canary: [{ trafficPercent: 10, predictor: { name: 'next', model: { storage: { path: 'e' } } } }],
    },
  },
  {
    apiVersion: 'serving.kserve.io/v1alpha1',
    kind: 'ServingRuntime',
    metadata: { name: 'vllm', namespace: 'models' },
    spec: {
      supportedModelFormats: [{ name: 'vLLM', autoSelect: true }],
      containers: [{ name: 'kserve-container', image: 'vllm:1', args: ['$(A)'], ports: [{ containerPort: 8080 }] }],
    },
  },
];

const OME: readonly JsonObject[] = [
  {
    apiVersion: 'ome.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'chat', namespace: 'models', annotations: { 'ome.io/autoscalerClass': 'keda' } },
    spec: {
      runtime: { name: 'srt' },
      model: { name: 'm' },
      engine: { leader: {}, worker: { size: 2 } },
      router: { minReplicas: 0 },
      decoder: {},
      kedaConfig: { customPromQuery: '%s' },
    },
  },
  {
    apiVersion: 'ome.io/v1beta1',
    kind: 'ClusterServingRuntime',
    metadata: { name: 'srt' },
    spec: {
      engineConfig: {
        leader: { runner: { name: 'r', image: 'i' } },
        worker: { size: 2, runner: { name: 'r', image: 'i' } },
      },
      decoderConfig: { runner: { name: 'r', image: 'i' } },
      routerConfig: { runner: { name: 'r', image: 'i' }, config: { A: 'b' } },
    },
  },
];

const LLM: readonly JsonObject[] = [
  {
    apiVersion: 'serving.kserve.io/v1alpha2',
    kind: 'LLMInferenceService',
    metadata: { name: 'chat', namespace: 'models', annotations: { 'serving.kserve.io/exp-dra-device-class': 'gpu' } },
    spec: {
      model: { uri: 'hf://a/b', name: 'c' },
      scaling: { maxReplicas: 3, keda: { triggers: [] } },
      rolloutStrategy: { maxSurge: 1 },
      template: { containers: [{ name: 'main' }] },
      prefill: {
        parallelism: { data: 4, dataLocal: 2 },
        template: { containers: [{ name: 'main' }] },
        worker: { containers: [{ name: 'main' }] },
      },
      router: { route: { group: 'g' }, scheduler: { tokenizer: {}, labels: { a: 'b' } } },
    },
  },
];

const SET: readonly JsonObject[] = [
  {
    apiVersion: 'leaderworkerset.x-k8s.io/v1',
    kind: 'LeaderWorkerSet',
    metadata: { name: 'chat', namespace: 'models' },
    spec: {
      replicas: 2,
      rolloutStrategy: { rollingUpdateConfiguration: { maxSurge: '10%' } },
      networkConfig: { subdomainPolicy: 'UniquePerReplica' },
      leaderWorkerTemplate: {
        size: 3,
        subGroupPolicy: { subGroupSize: 1 },
        volumeClaimTemplates: [{ metadata: { name: 'a' }, spec: { accessModes: ['x'] } }],
        workerTemplate: { spec: { containers: [{ name: 'a', envFrom: [{ secretRef: { name: 's' } }] }] } },
      },
    },
  },
];

/** The ways to everything inside of a value. */
function ways(value: JsonValue, way: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  const entries = isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return [way, ...entries.flatMap(([step, inner]) => ways(inner, [...way, step]))];
}

function replaced(value: JsonValue, [step, ...rest]: readonly (string | number)[], by: JsonValue): JsonValue {
  if (step === undefined) return by;
  if (isArray(value)) return value.map((item, index) => (index === step ? replaced(item, rest, by) : item));
  return isObject(value) ? { ...value, [step]: replaced(value[step] ?? null, rest, by) } : value;
}

const CASES: readonly (readonly [kind: string, manifests: readonly JsonObject[]])[] = [
  ['InferenceService of KServe', KSERVE],
  ['InferenceService of OME', OME],
  ['LLMInferenceService', LLM],
  ['LeaderWorkerSet', SET],
];

function previewOf(manifests: JsonValue) {
  const text = (isArray(manifests) ? manifests : []).map((one) => JSON.stringify(one)).join('\n---\n');
  return previewService('chat', [{ sources: [{ name: 'a.yaml', text }] }]).preview;
}

test.each(CASES)('of an %s as it stands here, something is made', (_kind, manifests) => {
  expect(previewOf(manifests)).not.toHaveProperty('failure');
});

test.each(CASES)('whatever an %s says in a place, it is shown, and what is made of it is YAML', (_kind, manifests) => {
  const places = ways(manifests).filter((way) => way.length > 2 && way[1] !== 'kind' && way[1] !== 'apiVersion');
  const change = fc.tuple(fc.constantFrom(...places), anyValue);
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const changed = changes.reduce<JsonValue>((all, [way, by]) => replaced(all, way, by), manifests);
      const preview = previewOf(changed);
      if (typeof preview === 'string') return;
      expect(printPreview(preview, plain)).toContain('chat');
      const made = readSource({ name: 'made.yaml', text: objectsAsYaml(preview.children) });
      expect(made.findings).toEqual([]);
      expect(made.manifests).toHaveLength(preview.children.length);
    }),
    { numRuns: runs(100) },
  );
});
