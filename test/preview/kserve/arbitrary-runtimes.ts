import * as fc from 'fast-check';
import type { JsonObject, JsonValue, Manifest } from '../../../kubernetes/manifest';

const FORMAT = fc.constantFrom('sklearn', 'sklearn', 'SKLearn', 'vLLM');
const VERSION = fc.constantFrom('1', '2');
const PROTOCOL = fc.constantFrom('v1', 'v2', 'grpc-v1', 'grpc-v2', 'openAI');

/** True once in a while. */
const SELDOM = fc.integer({ min: 0, max: 9 }).map((number) => number === 0);

const ENTRY = fc.record(
  {
    name: FORMAT,
    version: VERSION,
    autoSelect: SELDOM.map((isSeldom) => !isSeldom),
    priority: fc.integer({ min: 1, max: 3 }),
  },
  { requiredKeys: ['name', 'autoSelect'] },
);

const SPEC: fc.Arbitrary<JsonObject> = fc.record({
  supportedModelFormats: fc.array(ENTRY, { minLength: 1, maxLength: 4, size: 'max' }),
  protocolVersions: fc.oneof(fc.constant([]), fc.array(PROTOCOL, { minLength: 1, maxLength: 4, size: 'max' })),
  disabled: SELDOM,
  multiModel: SELDOM,
  workerSpec: SELDOM.map((isSeldom) => (isSeldom ? {} : null)),
});

/** A few seconds, so that some runtimes are of the same age. */
const TIME = fc.integer({ min: 0, max: 3 }).map((second) => `2026-01-01T00:00:0${second}Z`);

/** Runtimes of the namespace `team` and of the cluster, with creation times as far as `age` gives them. */
export function arbitraryRuntimes(age: 'known' | 'partly known'): fc.Arbitrary<readonly Manifest[]> {
  const runtime = fc
    .record({
      kind: fc.constantFrom('ServingRuntime', 'ClusterServingRuntime'),
      name: fc.integer({ min: 0, max: 40 }).map((number) => `runtime-${number}`),
      creationTimestamp: age === 'known' ? TIME : fc.oneof(TIME, fc.constant(null)),
      spec: SPEC,
    })
    .map(({ kind, name, creationTimestamp, spec }) => ({
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind,
      metadata: { name, creationTimestamp, ...(kind === 'ServingRuntime' ? { namespace: 'team' } : {}) },
      spec,
    }));
  return fc.uniqueArray(runtime, {
    selector: ({ kind, metadata }) => `${kind}/${metadata.name}`,
    maxLength: 30,
    size: 'max',
  });
}

/** A service of the namespace `team` that names no runtime. */
export const arbitraryService: fc.Arbitrary<Manifest> = fc
  .record({
    modelFormat: fc.record({ name: FORMAT, version: VERSION }, { requiredKeys: ['name'] }),
    protocolVersion: fc.oneof(fc.constant(null), fc.constant(''), PROTOCOL),
    workerSpec: SELDOM.map((isSeldom) => (isSeldom ? {} : null)),
  })
  .map(({ workerSpec, ...model }) => ({
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'iris', namespace: 'team' },
    spec: { predictor: { model, workerSpec } },
  }));

const ANYTHING: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.string(),
  fc.array(fc.oneof(fc.string(), fc.constant(null))),
  fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())),
);

function orAnything(value: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> {
  return fc.oneof(ANYTHING, value);
}

/** An object of which every field that selection reads may be of any type. */
export function arbitraryManifest(kind: string): fc.Arbitrary<Manifest> {
  const model = fc.record({ modelFormat: ANYTHING, runtime: ANYTHING, protocolVersion: ANYTHING });
  const predictor = fc.record({ model: orAnything(model), sklearn: ANYTHING, workerSpec: ANYTHING });
  const entry = fc.record({ name: ANYTHING, version: ANYTHING, priority: ANYTHING });
  const spec = fc.record({
    predictor: orAnything(predictor),
    supportedModelFormats: orAnything(fc.array(entry)),
    protocolVersions: ANYTHING,
    workerSpec: ANYTHING,
  });
  const metadata = fc.record({ name: ANYTHING, namespace: ANYTHING, creationTimestamp: ANYTHING });
  return fc
    .record({ metadata: orAnything(metadata), spec: orAnything(spec), status: ANYTHING })
    .map((members) => ({ apiVersion: 'serving.kserve.io/v1', kind, ...members }));
}
