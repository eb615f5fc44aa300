import { Accelerator, Kserve, Ome } from '../../index';
import type { CustomRuntimeProps, EngineComponent, ServeProps, ServiceAutoscalingProps } from '../../index';
import { objectAt, valueAt } from '../../kubernetes/manifest';
import { schemaErrors } from '../manifest-schema';
import { queryOf } from './queries';
import { scaledService } from './scaled';
import type { Written } from './scaled';

const DECODER: EngineComponent = {
  image: 'vllm/vllm-openai:v0.11.0',
  servingPort: 8001,
  ports: [{ number: 8001 }],
  metricsPath: '/metrics',
  accelerator: Accelerator.nvidia(),
  replicas: { min: 2, max: 6 },
};
const ROUTER: EngineComponent = { image: 'router:1', servingPort: 9000, accelerator: Accelerator.cpu() };
const HALVES: Partial<CustomRuntimeProps> = { decoder: DECODER, router: ROUTER };
const KSERVE: Partial<ServeProps> = {
  deploymentMode: 'Standard',
  annotations: { 'serving.kserve.io/autoscalerClass': 'external' },
};
const OME: Partial<ServeProps> = { annotations: { 'ome.io/autoscalerClass': 'external' } };
const OF_KSERVE = scaledService({}, KSERVE, {}, new Kserve());
const OF_OME = scaledService({}, OME, {}, new Ome());

const targetOf = ({ only }: Written) => objectAt(only('ScaledObject'), 'spec', 'scaleTargetRef');
const idsOf = ({ findings }: Written) =>
  findings.filter(({ severity }) => severity === 'error').map(({ id, field }) => [id, field]);

test('A service needs nothing said twice', () => {
  const { only, findings, objects } = scaledService();
  expect(findings).toEqual([]);
  expect(objects.flatMap(schemaErrors)).toEqual([]);
  expect(only('ScaledObject')).toMatchObject({
    metadata: { name: 'llama-slo', namespace: 'models' },
    spec: { minReplicaCount: 1, maxReplicaCount: 4 },
  });
  expect(objectAt(only('PodMonitor'), 'spec')).toMatchObject({ podMetricsEndpoints: [{ portNumber: 8000 }] });
});

describe('the target', () => {
  test.each<[string, Written, string, string]>([
    ['on LeaderWorkerSets is the set', scaledService(), 'LeaderWorkerSet', 'llama'],
    ['for prefill is its set', scaledService({ role: 'prefill' }, {}, HALVES), 'LeaderWorkerSet', 'llama-prefill'],
    ['for decode is its set', scaledService({ role: 'decode' }, {}, HALVES), 'LeaderWorkerSet', 'llama-decode'],
    [
      'for a role of one set is its scaler',
      scaledService({ role: 'decode' }, { leaderWorkerSet: { disaggregatedSet: true } }, HALVES),
      'DisaggregatedSetRoleScaler',
      'llama-decode',
    ],
    ['on KServe is the predictor', OF_KSERVE, 'Deployment', 'llama-predictor'],
    ['on OME is the engine', OF_OME, 'Deployment', 'llama-engine'],
    [
      'for decode on OME is the decoder',
      scaledService({ role: 'decode' }, OME, HALVES, new Ome()),
      'Deployment',
      'llama-decoder',
    ],
  ])('%s', (_, written, kind, name) => {
    expect(idsOf(written)).toEqual([]);
    expect(targetOf(written)).toMatchObject({ kind, name });
  });

  test('for decode has the range and the port of the decoder', () => {
    const { only } = scaledService({ role: 'decode' }, {}, HALVES);
    expect(objectAt(only('ScaledObject'), 'spec')).toMatchObject({ minReplicaCount: 2, maxReplicaCount: 6 });
    expect(objectAt(only('PodMonitor'), 'spec')).toMatchObject({ podMetricsEndpoints: [{ portNumber: 8001 }] });
  });
});

test.each<[string, Partial<CustomRuntimeProps>, ServiceAutoscalingProps['role']]>([
  ['a service', { workers: { count: 1, answerRequests: true } }, undefined],
  ['a decoder', { ...HALVES, decoder: { ...DECODER, workers: { count: 1, answerRequests: true } } }, 'decode'],
])('Workers of %s that answer are measured too, as the Service leads to them', (_, engine, role) => {
  const { objects, only, findings } = scaledService({ role }, {}, engine);
  const selector = objectAt(only('PodMonitor'), 'spec', 'selector', 'matchLabels');
  expect(findings).toEqual([]);
  expect(Object.keys(selector)).toEqual(['leaderworkerset.sigs.k8s.io/name']);
  expect(
    objects.filter(({ kind }) => kind === 'Service').map((service) => objectAt(service, 'spec', 'selector')),
  ).toContainEqual(selector);
});

test('Prefill is told that it computes no further token', () => {
  const { findings } = scaledService({ role: 'prefill' }, {}, HALVES);
  expect(findings).toMatchObject([{ id: 'autoscaling/role-objective', field: 'objective.timePerOutputTokenMs' }]);
});

test.each([
  ['in the image is not told', {}, [['autoscaling/unknown-version', 'note']]],
  ['is stated', { engineVersion: '0.11.0' }, []],
])('A version that %s', (_, settings, told) => {
  const { findings } = scaledService(settings, {}, { image: 'vllm/vllm-openai:nightly' });
  expect(findings.map(({ id, severity }) => [id, severity])).toEqual(told);
});

describe('the metrics', () => {
  test.each([
    ['the name of the model on LeaderWorkerSets', scaledService(), 'Llama-3'],
    ['the name of the service on KServe', OF_KSERVE, 'llama'],
    ['the name of the service on OME', OF_OME, 'llama'],
    ['the name that is stated', scaledService({ servedModelName: 'chat' }), 'chat'],
  ])('carry %s', (_, written, name) => {
    expect(queryOf(written, 'waiting')).toContain(`model_name="${name}"`);
  });

  test.each([
    ["in the image's tag", {}, 'vllm/vllm-openai:v0.10.2'],
    ['that is stated', { engineVersion: '0.10.2' }, 'vllm/vllm-openai:nightly'],
  ])('are those of the version %s', (_, settings, image) => {
    const query = queryOf(scaledService(settings, {}, { image }), 'time_per_output_token');
    expect(query).toContain('vllm:time_per_output_token_seconds_bucket');
  });
});

describe('is refused:', () => {
  test.each<[string, Written, string, string]>([
    [
      'a service with a fixed number of replicas',
      scaledService({}, { replicas: { min: 2 } }),
      'autoscaling/fixed-replicas',
      'replicas',
    ],
    [
      'a service that says nothing of replicas',
      scaledService({}, { replicas: undefined }),
      'autoscaling/fixed-replicas',
      'replicas',
    ],
    [
      'a decoder with a fixed number of replicas',
      scaledService({ role: 'decode' }, {}, { ...HALVES, decoder: { ...DECODER, replicas: { min: 2 } } }),
      'autoscaling/fixed-replicas',
      'decoder.replicas',
    ],
    ['two halves without a role', scaledService({}, {}, HALVES), 'autoscaling/role', 'role'],
    ['a role without halves', scaledService({ role: 'decode' }), 'autoscaling/role', 'role'],
    [
      'an engine of unknown metrics',
      scaledService({}, {}, { engine: 'llama-cpp' }),
      'autoscaling/unknown-engine',
      'service',
    ],
    [
      'an engine without metrics',
      scaledService({}, {}, { metricsPath: undefined }),
      'autoscaling/no-metrics',
      'service',
    ],
    [
      'an engine that is told to count nothing',
      scaledService({}, { args: ['--disable-log-stats'] }),
      'autoscaling/no-metrics',
      'service',
    ],
    [
      'a service that Knative scales',
      scaledService({}, { ...KSERVE, deploymentMode: 'Knative' }, {}, new Kserve()),
      'autoscaling/no-target',
      'service',
    ],
    [
      'a service that KServe scales',
      scaledService({}, { deploymentMode: 'Standard' }, {}, new Kserve()),
      'autoscaling/other-autoscaler',
      'service',
    ],
    ['a service that OME scales', scaledService({}, {}, {}, new Ome()), 'autoscaling/other-autoscaler', 'service'],
    [
      'groups that OME sets the number of',
      scaledService({}, OME, { workers: { count: 1 } }, new Ome()),
      'autoscaling/no-target',
      'service',
    ],
    [
      'a service that OME gives to Knative',
      scaledService({}, { ...OME, replicas: { min: 0, max: 2 } }, {}, new Ome()),
      'autoscaling/no-target',
      'replicas.min',
    ],
    [
      'a port that a PodMonitor cannot find',
      scaledService({}, KSERVE, { ports: undefined }, new Kserve()),
      'autoscaling/undeclared-port',
      'service',
    ],
  ])('%s', (_, written, id, field) => {
    expect(idsOf(written)).toEqual([[id, field]]);
    expect(written.objects.map(({ kind }) => kind)).not.toContain('ScaledObject');
  });

  test('and it is said what to write', () => {
    const [finding] = scaledService({}, { replicas: { min: 2 } }).findings;
    expect(finding?.mend).toContain('replicas: { min: 2, max: 3 }');
  });
});

test('Nothing is written for a service that is stopped', () => {
  const { objects, findings } = scaledService({}, { stopped: true });
  expect(objects.map(({ kind }) => kind)).toEqual(['LeaderWorkerSet', 'Service']);
  expect(findings).toEqual([]);
});

test('The set leaves the number of its groups to the scaler', () => {
  expect(valueAt(scaledService().only('LeaderWorkerSet'), 'spec', 'replicas')).toBeUndefined();
});
