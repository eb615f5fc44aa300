import { checkAutoscalers } from '../../checks/autoscaling/check-autoscalers';
import { nameOf } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { BY_HPA, scaled, scaledByKeda, scaledService, WORKLOAD } from './scaled';

const P95 = 'histogram_quantile(0.95, sum by (le) (rate(vllm:time_to_first_token_seconds_bucket{a="}"}[5m])))';
const LATENCY: JsonObject = {
  type: 'prometheus',
  name: 'ttft',
  metricType: 'Value',
  metadata: { serverAddress: 'http://prometheus:9090', query: `(${P95} >= 0) or vector(0)`, threshold: '1' },
};
const CPU: JsonObject = { type: 'cpu', metricType: 'Utilization', metadata: { value: '80' } };
const FALLBACK: JsonObject = { failureThreshold: 3, replicas: 2 };

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  spec: JsonObject,
  metadata: JsonObject = {},
): Manifest => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'models', ...metadata },
  spec,
});

const keda = (spec: JsonObject = {}, metadata: JsonObject = {}) =>
  object(
    'keda.sh/v1alpha1',
    'ScaledObject',
    'scaler',
    { scaleTargetRef: { name: 'llama' }, minReplicaCount: 1, maxReplicaCount: 4, triggers: [LATENCY], ...spec },
    metadata,
  );

const hpa = (spec: JsonObject = {}, metadata: JsonObject = {}) =>
  object(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    'hpa',
    {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'llama' },
      minReplicas: 1,
      maxReplicas: 4,
      ...spec,
    },
    metadata,
  );

const triggered = (...triggers: readonly JsonValue[]) => keda({ triggers });
const asked = (query: string, trigger: JsonObject = {}) =>
  triggered({ ...LATENCY, ...trigger, metadata: { serverAddress: 'http://prometheus:9090', query, threshold: '1' } });
const without = ({ spec, ...rest }: Manifest, field: string): Manifest => ({
  ...rest,
  spec: Object.fromEntries(Object.entries(spec ?? {}).filter(([name]) => name !== field)),
});
const behaving = (seconds: number): JsonObject => ({ scaleDown: { stabilizationWindowSeconds: seconds } });
const composed = (modifiers: JsonObject, spec: JsonObject = {}) =>
  keda({
    advanced: { scalingModifiers: { formula: 'ttft', target: '1', metricType: 'Value', ...modifiers } },
    ...spec,
  });
const external = (name: string, type: string): JsonObject => ({
  metrics: [{ type: 'External', external: { metric: { name }, target: { type, averageValue: '1' } } }],
});

const deployment = (spec: JsonObject = {}, resources: JsonObject = {}, namespace = 'models') =>
  object(
    'apps/v1',
    'Deployment',
    'llama',
    { template: { spec: { containers: [{ name: 'engine', resources }] } }, ...spec },
    { namespace },
  );
const disaggregated = (scaling: JsonObject) =>
  object('disaggregatedset.x-k8s.io/v1', 'DisaggregatedSet', 'llama', { roles: [{ name: 'decode', ...scaling }] });
const role = keda({
  scaleTargetRef: {
    apiVersion: 'disaggregatedset.x-k8s.io/v1',
    kind: 'DisaggregatedSetRoleScaler',
    name: 'llama-decode',
  },
});
const set = object('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', 'llama', {
  replicas: 2,
  leaderWorkerTemplate: { workerTemplate: { spec: { containers: [{ name: 'engine' }] } } },
});
const ofSet = { apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', name: 'llama' };

const check = (...objects: readonly Manifest[]) =>
  checkAutoscalers(objects.map((manifest) => ({ manifest, where: `${manifest.kind}/${nameOf(manifest)}` })));

test.each<[string, readonly Manifest[], string, string, string, string]>([
  [
    'more at least than at most of an HPA',
    [hpa({ maxReplicas: 0 })],
    'autoscaling/replica-range',
    'error',
    'spec.minReplicas',
    'spec.minReplicas to 0',
  ],
  ['no replicas of an HPA', [hpa({ minReplicas: 0 })], 'autoscaling/hpa-zero', 'warning', 'spec.minReplicas', 'Use 1'],
  [
    'as many idle replicas as at least',
    [keda({ idleReplicaCount: 1 })],
    'autoscaling/idle-replicas',
    'error',
    'spec.idleReplicaCount',
    'minReplicaCount to 2',
  ],
  [
    'no idle replicas, and no least number',
    [without(keda({ idleReplicaCount: 0, triggers: [{ type: 'cron', metadata: {} }] }), 'minReplicaCount')],
    'autoscaling/idle-replicas',
    'error',
    'spec.idleReplicaCount',
    'minReplicaCount to 1',
  ],
  [
    'more than an hour to wait',
    [keda({ advanced: { horizontalPodAutoscalerConfig: { behavior: behaving(3601) } } })],
    'autoscaling/stabilization',
    'error',
    'spec.advanced.horizontalPodAutoscalerConfig.behavior.scaleDown.stabilizationWindowSeconds',
    'Use 3600.',
  ],
  [
    'less than nothing to wait',
    [hpa({ behavior: behaving(-1) })],
    'autoscaling/stabilization',
    'error',
    'spec.behavior.scaleDown.stabilizationWindowSeconds',
    'Use 0.',
  ],
  [
    'a name of 55 characters',
    [keda({}, { name: 'n'.repeat(55) })],
    'autoscaling/name-length',
    'error',
    'metadata.name',
    'at most 54',
  ],
  [
    'a name of 64 characters with a short one for the HPA',
    [keda({ advanced: { horizontalPodAutoscalerConfig: { name: 'llama' } } }, { name: 'n'.repeat(64) })],
    'autoscaling/name-length',
    'error',
    'metadata.name',
    'at most 63',
  ],
  [
    'a latency divided by the number of replicas',
    [triggered({ ...LATENCY, metricType: 'AverageValue' })],
    'autoscaling/metric-type',
    'warning',
    'spec.triggers[0].metricType',
    "'Value'",
  ],
  [
    'a latency that is an external metric',
    [hpa(external('models-time_to_first_token-p95', 'AverageValue'))],
    'autoscaling/metric-type',
    'warning',
    'spec.metrics[0].external.target.type',
    "'Value'",
  ],
  [
    'a latency of no requests',
    [asked(P95)],
    'autoscaling/nan-guard',
    'warning',
    'spec.triggers[0].metadata.query',
    'or vector(0)',
  ],
  [
    'a latency whose label says or',
    [asked(P95.replace('}"', ' or x"'))],
    'autoscaling/nan-guard',
    'warning',
    'spec.triggers[0].metadata.query',
    'or vector(0)',
  ],
  [
    'a latency that is not a number, before any alternative',
    [asked(`${P95} or vector(0)`)],
    'autoscaling/nan-guard',
    'warning',
    'spec.triggers[0].metadata.query',
    '>= 0',
  ],
  [
    'two triggers of one name',
    [triggered(LATENCY, LATENCY)],
    'autoscaling/trigger-name',
    'error',
    'spec.triggers[1].name',
    'a name of its own',
  ],
  [
    'kept metrics of the processor',
    [triggered({ ...CPU, useCachedMetrics: true })],
    'autoscaling/cached-metrics',
    'error',
    'spec.triggers[0].useCachedMetrics',
    'useCachedMetrics',
  ],
  [
    'no replicas, and metrics of the engine alone',
    [keda({ minReplicaCount: 0 })],
    'autoscaling/never-wakes',
    'error',
    'spec.minReplicaCount',
    'minReplicaCount to 1',
  ],
  [
    'no replicas as KEDA has it, and use of the processor alone',
    [without(triggered(CPU), 'minReplicaCount')],
    'autoscaling/never-wakes',
    'error',
    'spec.minReplicaCount',
    'minReplicaCount to 1',
  ],
  [
    'no idle replicas, and requests that wait alone',
    [keda({ idleReplicaCount: 0, triggers: [{ ...LATENCY, metadata: { query: 'sum(vllm:num_requests_waiting)' } }] })],
    'autoscaling/never-wakes',
    'error',
    'spec.idleReplicaCount',
    'idleReplicaCount out',
  ],
  [
    'a formula without a target',
    [composed({ target: '' })],
    'autoscaling/formula-target',
    'error',
    'spec.advanced.scalingModifiers.target',
    "'1'",
  ],
  [
    'a formula with a target of 0',
    [composed({ target: '0' })],
    'autoscaling/formula-target',
    'error',
    'spec.advanced.scalingModifiers.target',
    "'1'",
  ],
  [
    'a formula divided by the number of replicas',
    [composed({ metricType: 'AverageValue' })],
    'autoscaling/metric-type',
    'warning',
    'spec.advanced.scalingModifiers.metricType',
    "'Value'",
  ],
  [
    'a dash in a formula',
    [composed({ formula: 'p95-ttft / 2' }, { triggers: [{ ...LATENCY, name: 'p95-ttft' }] })],
    'autoscaling/formula-name',
    'error',
    'spec.advanced.scalingModifiers.formula',
    "'p95_ttft'",
  ],
  [
    'a formula of an unknown trigger',
    [composed({ formula: 'max(ttft / 1.0, tpot / 2e-2)' })],
    'autoscaling/formula-name',
    'error',
    'spec.advanced.scalingModifiers.formula',
    "Use 'ttft'",
  ],
  [
    'a fallback of a fraction of a target',
    [composed({ target: '1.5' }, { fallback: FALLBACK })],
    'autoscaling/fallback',
    'warning',
    'spec.advanced.scalingModifiers.target',
    "Use '2'",
  ],
  [
    'a fallback for the processor alone',
    [keda({ triggers: [CPU], fallback: FALLBACK })],
    'autoscaling/fallback',
    'error',
    'spec.fallback',
    'Leave it out',
  ],
  [
    'a fallback to a formula that is not there',
    [keda({ fallback: { ...FALLBACK, behavior: 'scalingModifiers' } })],
    'autoscaling/fallback',
    'error',
    'spec.fallback.behavior',
    'currentReplicasIfHigher',
  ],
  [
    'two scalers of one Deployment',
    [keda(), hpa()],
    'autoscaling/two-scalers',
    'error',
    'spec.scaleTargetRef',
    'Keep one',
  ],
  [
    'a number of replicas in Git',
    [hpa(), deployment({ replicas: 2 })],
    'autoscaling/scaled-replicas',
    'warning',
    'spec.replicas',
    'out of Git',
  ],
  [
    'a role that nobody scales',
    [role, disaggregated({})],
    'autoscaling/static-role',
    'error',
    'spec.scaleTargetRef',
    "'External'",
  ],
  [
    'use of a processor that is not requested',
    [triggered(LATENCY, CPU), deployment()],
    'autoscaling/no-requests',
    'warning',
    'spec.triggers[1]',
    'resources.requests.cpu',
  ],
  [
    'use of memory that is not requested, by an HPA',
    [
      hpa({
        metrics: [{ type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization' } } }],
      }),
      deployment(),
    ],
    'autoscaling/no-requests',
    'warning',
    'spec.metrics[0]',
    'resources.requests.memory',
  ],
])('%s is told, with what would work', (_, objects, id, severity, field, mend) => {
  const findings = check(...objects);
  expect(findings).toMatchObject([{ id, severity, field }]);
  expect(findings[0]?.mend).toContain(mend);
});

test.each<[string, readonly Manifest[]]>([
  ['a ScaledObject of a latency', [keda(), deployment()]],
  ['an HPA', [hpa(), deployment()]],
  ['two texts of one HPA', [hpa(), hpa(), deployment()]],
  ['requests that are divided by the number of replicas', [asked('sum(vllm:x)', { metricType: 'AverageValue' })]],
  [
    'no replicas that a gateway wakes',
    [
      keda({
        minReplicaCount: 0,
        triggers: [LATENCY, { type: 'prometheus', metadata: { query: 'sum(istio_requests_total)' } }],
      }),
    ],
  ],
  [
    'no replicas that one query of engine and gateway wakes',
    [
      keda({
        minReplicaCount: 0,
        triggers: [{ type: 'prometheus', metadata: { query: 'sum(vllm:x) + sum by (app) (requests_total[5m])' } }],
      }),
    ],
  ],
  ['a latency that is a number or nothing, which KEDA takes for 0', [asked(`${P95} > 0`)]],
  [
    'no replicas that the router of vLLM wakes',
    [
      keda({
        minReplicaCount: 0,
        triggers: [
          LATENCY,
          { type: 'prometheus', metadata: { query: 'sum(rate(vllm:num_incoming_requests_total[1m]) > bool 0)' } },
        ],
      }),
    ],
  ],
  [
    'no idle replicas and at least 0, which KEDA counts as 1 where it is stated',
    [keda({ minReplicaCount: 0, idleReplicaCount: 0, triggers: [{ type: 'cron', metadata: {} }] })],
  ],
  ['no replicas that time wakes', [keda({ minReplicaCount: 0, triggers: [{ type: 'cron', metadata: {} }] })]],
  ['a formula of known triggers', [composed({ formula: 'ttft > 2 ? float(ttft) : max(ttft, 0.5)' })]],
  ['a formula with names of its own', [composed({ formula: 'let worst = ttft; worst * 2' })]],
  ['a dash in a name that no formula reads', [triggered({ ...LATENCY, name: 'p95-ttft' })]],
  ['a name of 54 characters', [keda({}, { name: 'n'.repeat(54) })]],
  ['two scalers of objects of one name in two namespaces', [keda(), hpa({}, { namespace: 'elsewhere' })]],
  [
    'a scaler that takes over',
    [keda({}, { annotations: { 'scaledobject.keda.sh/transfer-hpa-ownership': 'true' } }), hpa()],
  ],
  ['a Deployment of the name elsewhere', [hpa(), deployment({ replicas: 2 }, {}, 'elsewhere')]],
  ['a number of groups, of which others tell', [keda({ scaleTargetRef: ofSet }), set]],
  ['a role that is scaled from outside', [role, disaggregated({ scaling: { mode: 'External' } })]],
  ['use of a processor with a limit', [triggered(LATENCY, CPU), deployment({}, { limits: { cpu: '1' } })]],
  [
    'an amount of memory of a set, which needs no request',
    [
      keda({
        scaleTargetRef: ofSet,
        triggers: [LATENCY, { type: 'memory', metricType: 'AverageValue', metadata: {} }],
      }),
      set,
    ],
  ],
  ['what is no scaler', [deployment(), set]],
])('%s is sound', (_, objects) => {
  expect(check(...objects)).toEqual([]);
});

test('A number of replicas in Git is told of the object that states it', () => {
  expect(check(hpa(), deployment({ replicas: 2 }))).toMatchObject([{ where: 'Deployment/llama' }]);
});

test('Two scalers are told of the second', () => {
  expect(check(keda(), hpa())).toMatchObject([{ where: 'HorizontalPodAutoscaler/hpa' }]);
});

test('What this library writes is sound', () => {
  const written = [
    scaledByKeda(),
    scaledByKeda({ wakeUpQuery: 'sum(requests)' }, { minReplicas: 0 }),
    scaled({ ...WORKLOAD, ...BY_HPA }),
    scaledService(),
  ];
  expect(written.flatMap(({ objects }) => check(...objects))).toEqual([]);
});

test.each<[string, JsonValue]>([
  ['nothing', {}],
  ['a text for triggers', { triggers: 'all', scaleTargetRef: 'llama', minReplicaCount: 'one' }],
  ['lists for everything', { triggers: [[], 1, null], advanced: [], fallback: [], scaleTargetRef: [] }],
  ['nulls', { triggers: null, advanced: null, fallback: null, scaleTargetRef: null, minReplicaCount: null }],
])('A scaler whose spec is %s is read without harm', (_, spec) => {
  const scaler = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 'a' }, spec };
  expect(() =>
    check(scaler, { ...scaler, apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' }),
  ).not.toThrow();
});
