import { parse } from 'yaml';
import { checkSchema } from '../../../../checks/schema/check-schema';
import { skippedRules } from '../../../../checks/schema/validations/skipped-rules';
import { isManifest } from '../../../../kubernetes/manifest';
import type { Manifest } from '../../../../kubernetes/manifest';
import { kindsWithRules } from './kinds-with-rules';

function object(apiVersion: string, kind: string, spec: string): Manifest {
  const manifest: unknown = parse(`{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: a }, spec: ${spec} }`);
  if (!isManifest(manifest)) throw new Error(`no manifest: ${spec}`);
  return manifest;
}

const scaledObject = (fields: string) =>
  object(
    'keda.sh/v1alpha1',
    'ScaledObject',
    `{ scaleTargetRef: { name: a }, triggers: [{ type: cpu, metadata: {} }], ${fields} }`,
  );
const pool = (picker: string, ports: string) =>
  object(
    'inference.networking.k8s.io/v1',
    'InferencePool',
    `{ selector: { matchLabels: { app: a } }, endpointPickerRef: { name: picker, ${picker} }, targetPorts: ${ports} }`,
  );
const service = (fields: string) =>
  object('serving.kserve.io/v1alpha2', 'LLMInferenceService', `{ model: { uri: 'hf://a/b' }, ${fields} }`);
const RULES = 'spec.router.route.http.spec.rules';
const route = (...rules: readonly string[]) =>
  service(`router: { route: { http: { spec: { rules: [${rules.join(', ')}] } } } }`);
const path = (value: string) => route(`{ matches: [{ path: ${value} }] }`);
const set = (...replicas: readonly string[]) => {
  const roles = replicas.map(
    (fields, index) => `{ name: role-${index}, spec: { ${fields} leaderWorkerTemplate: { workerTemplate: {} } } }`,
  );
  return object('disaggregatedset.x-k8s.io/v1', 'DisaggregatedSet', `{ roles: [${roles.join(', ')}] }`);
};
const rewrite = '{ type: URLRewrite, urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: / } } }';

test.each<[string, Manifest]>([
  ['KEDA: bounds in their order', scaledObject('minReplicaCount: 1, maxReplicaCount: 2')],
  ['KEDA: the default of the upper bound', scaledObject('minReplicaCount: 100')],
  ['InferencePool: ports that differ', pool('port: { number: 9002 }', '[{ number: 8000 }, { number: 8001 }]')],
  ['InferencePool: a picker that is no Service', pool('kind: Picker', '[{ number: 8000 }]')],
  ['HTTPRoute: a path', path('{ type: Exact, value: /v1/models }')],
  ['HTTPRoute: an expression', path("{ type: RegularExpression, value: '//.*' }")],
  ['HTTPRoute: a path without a match, which is a prefix by default', route(`{ filters: [${rewrite}] }`)],
  [
    'HTTPRoute: a reference to something that is no Service',
    route('{ backendRefs: [{ kind: InferencePool, group: inference.networking.k8s.io, name: a }] }'),
  ],
  ['HTTPRoute: timeouts in their order', route('{ timeouts: { request: 1m30s, backendRequest: 90s } }')],
  ['HTTPRoute: no timeout of requests', route('{ timeouts: { request: 0s, backendRequest: 90s } }')],
  ['LLMInferenceService: scaling', service('scaling: { minReplicas: 1, maxReplicas: 2, wva: { hpa: {} } }')],
  ['DisaggregatedSet: roles that all run', set('replicas: 1,', 'replicas: 2,')],
  ['DisaggregatedSet: roles that all rest', set('replicas: 0,', 'replicas: 0,')],
  [
    'Flux: a provider that knows service accounts',
    object(
      'source.toolkit.fluxcd.io/v1',
      'GitRepository',
      '{ url: https://example.com, interval: 1m, provider: azure, serviceAccountName: a }',
    ),
  ],
])('%s is taken', (_, manifest) => {
  expect(checkSchema(manifest)).toEqual([]);
});

test.each<[string, Manifest, string, string]>([
  [
    'KEDA: bounds in the wrong order',
    scaledObject('minReplicaCount: 3, maxReplicaCount: 2'),
    'spec',
    'minReplicaCount must be less than or equal to maxReplicaCount',
  ],
  ['KEDA: more at least than at most by default', scaledObject('minReplicaCount: 101'), 'spec', 'minReplicaCount'],
  [
    'InferencePool: a port twice',
    pool('port: { number: 9002 }', '[{ number: 8000 }, { number: 8000 }]'),
    'spec.targetPorts',
    'port number must be unique',
  ],
  [
    'InferencePool: a Service, by default, without a port',
    pool('', '[{ number: 8000 }]'),
    'spec.endpointPickerRef',
    "port is required when kind is 'Service' or unspecified (defaults to 'Service')",
  ],
  [
    'HTTPRoute: a path without a slash',
    path('{ value: v1 }'),
    `${RULES}[0].matches[0].path`,
    "value must be an absolute path and start with '/' when type one of ['Exact', 'PathPrefix']",
  ],
  [
    'HTTPRoute: characters that no path has',
    path("{ value: '/v 1' }"),
    `${RULES}[0].matches[0].path`,
    'must only contain valid characters',
  ],
  [
    'HTTPRoute: a Service without a port',
    route('{}', '{ backendRefs: [{ name: a }] }'),
    `${RULES}[1].backendRefs[0]`,
    'Must have port for Service reference',
  ],
  [
    'HTTPRoute: timeouts in the wrong order',
    route('{ timeouts: { request: 1m, backendRequest: 90s } }'),
    `${RULES}[0].timeouts`,
    'backendRequest timeout cannot be longer than request timeout',
  ],
  [
    'HTTPRoute: a prefix replaced of a path that is none',
    route(`{ filters: [${rewrite}], matches: [{ path: { type: Exact, value: /a } }] }`),
    `${RULES}[0]`,
    'exactly one PathPrefix match must be specified',
  ],
  [
    'HTTPRoute: more than 128 matches',
    route(...Array.from({ length: 3 }, () => `{ matches: [${'{},'.repeat(63)}] }`)),
    RULES,
    'must be less than 128',
  ],
  [
    'HTTPRoute: a filter of another type',
    route('{ filters: [{ type: URLRewrite, urlRewrite: {}, cors: {} }] }'),
    `${RULES}[0].filters[0]`,
    'filter.cors must be nil if the filter.type is not CORS',
  ],
  [
    'LLMInferenceService: replicas beside scaling',
    service('replicas: 1, scaling: { maxReplicas: 2, wva: { hpa: {} } }'),
    'spec',
    'replicas and scaling are mutually exclusive',
  ],
  [
    'LLMInferenceService: no actuator',
    service('scaling: { maxReplicas: 2, wva: {} }'),
    'spec.scaling.wva',
    'either hpa or keda must be specified',
  ],
  [
    'LLMInferenceService: the same of prefill',
    service('prefill: { scaling: { maxReplicas: 2 } }'),
    'spec.prefill.scaling',
    'must be specified',
  ],
  [
    'DisaggregatedSet: roles of which some rest',
    set('replicas: 1,', 'replicas: 0,'),
    'spec',
    'replicas must be zero for all non-External roles',
  ],
  [
    'Flux: a provider that knows none',
    object(
      'source.toolkit.fluxcd.io/v1',
      'GitRepository',
      '{ url: https://example.com, interval: 1m, serviceAccountName: a }',
    ),
    'spec',
    'serviceAccountName',
  ],
])('%s is refused in the words of the rule', (_, manifest, field, words) => {
  const faults = checkSchema(manifest) ?? [];
  expect(faults.map(({ id, field: at }) => [id, at])).toEqual([['schema/rule', field]]);
  expect(faults[0]?.problem).toContain(words);
});

test('a rule that asks for a field without making sure of it refuses the object too', () => {
  const faults = checkSchema(
    service('scaling: { maxReplicas: 2, wva: { keda: { advanced: { restoreToOriginalReplicaCount: true } } } }'),
  );
  expect(faults?.map(({ id, severity, field }) => [id, severity, field])).toEqual([
    ['schema/rule', 'error', 'spec.scaling.wva'],
  ]);
  expect(faults?.[0]?.problem).toMatch(
    /scalingModifiers must not be set.* has no answer: no such key: scalingModifiers/,
  );
});

test('a rule is not asked of an object that lacks what it asks for', () => {
  const faults = checkSchema(pool('port: {}', '[{}, {}]'));
  expect(faults?.map(({ id }) => id)).toEqual(['schema/missing-field', 'schema/missing-field', 'schema/missing-field']);
});

test('a manifest is left as it is', () => {
  const manifest = path('{}');
  const before = structuredClone(manifest);
  checkSchema(manifest);
  expect(manifest).toEqual(before);
});

test('every rule of the imported schemas is evaluated', () => {
  const kinds = kindsWithRules();
  expect(kinds.length).toBeGreaterThan(8);
  expect(kinds.flatMap(({ apiVersion, kind }) => skippedRules(apiVersion, kind))).toEqual([]);
});
