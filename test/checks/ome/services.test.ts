import { formatFinding } from '../../../reports/format-finding';
import { anotherRuntime, anotherService, findings, manifests, namespaced } from './manifests';
import type { Patch, Patches } from './manifests';

const annotated = (annotations: Patch): Patches => ({ service: { metadata: { annotations } } });
const engine = (fields: Patch): Patches => ({ service: { spec: { engine: fields } } });
const keda = (kedaConfig: Patch, annotations: Patch = {}): Patches => ({
  service: { metadata: { annotations: { 'ome.io/autoscalerClass': 'keda', ...annotations } }, spec: { kedaConfig } },
});
const group = { leader: { runner: { name: 'ome-container' } }, worker: { size: 1, runner: { name: 'ome-container' } } };
const groups: Patch = {
  spec: { engineConfig: { runner: null, leader: { runner: { readinessProbe: {}, name: 'a' } }, worker: { size: 1 } } },
};
const split: Patch = {
  spec: {
    decoderConfig: { runner: { name: 'ome-container' } },
    routerConfig: { runner: { name: 'r', readinessProbe: {} } },
  },
};

test('nothing is wrong with a good service, runtime, model, class and benchmark', () => {
  expect(findings(manifests())).toEqual([]);
});

const ERRORS: readonly (readonly [string, Patches, string, string])[] = [
  ['a name that starts with a digit', { service: { metadata: { name: '7b' } } }, 'ome/service-name', 'metadata.name'],
  [
    "a name too long for its engine's Service",
    { service: { metadata: { name: 'a'.repeat(57) } } },
    'ome/service-name-length',
    'metadata.name',
  ],
  [
    "a name too long for its decoder's Service",
    { service: { metadata: { name: 'a'.repeat(56) }, spec: { decoder: {} } } },
    'ome/service-name-length',
    'metadata.name',
  ],
  [
    'an autoscaler that OME does not know',
    annotated({ 'ome.io/autoscalerClass': 'vpa' }),
    'ome/autoscaler-class',
    'metadata.annotations["ome.io/autoscalerClass"]',
  ],
  [
    'a metric that the HorizontalPodAutoscaler does not know',
    annotated({ 'ome.io/autoscalerClass': 'hpa', 'ome.io/metrics': 'rps' }),
    'ome/autoscaler-metric',
    'metadata.annotations["ome.io/metrics"]',
  ],
  [
    'a target of 0 %',
    annotated({ 'ome.io/targetUtilizationPercentage': '0' }),
    'ome/target-utilization',
    'metadata.annotations["ome.io/targetUtilizationPercentage"]',
  ],
  [
    'a target with a fraction',
    annotated({ 'ome.io/targetUtilizationPercentage': '50.5' }),
    'ome/target-utilization',
    'metadata.annotations["ome.io/targetUtilizationPercentage"]',
  ],
  ['an operator KEDA lacks', keda({ scalingOperator: '>=' }), 'ome/keda-operator', 'spec.kedaConfig.scalingOperator'],
  [
    'an operator KEDA lacks, in an annotation',
    keda({}, { 'autoscaling.keda.sh/operator': 'Equal' }),
    'ome/keda-operator',
    'metadata.annotations["autoscaling.keda.sh/operator"]',
  ],
  [
    'a threshold that is no number',
    keda({ scalingThreshold: '10s' }),
    'ome/keda-threshold',
    'spec.kedaConfig.scalingThreshold',
  ],
  [
    'a server without a scheme',
    keda({ promServerAddress: 'prometheus:9090' }),
    'ome/keda-address',
    'spec.kedaConfig.promServerAddress',
  ],
  [
    'a mode of authentication KEDA lacks',
    keda({ authModes: 'basic, oauth', authenticationRef: { name: 'a' } }),
    'ome/keda-auth-modes',
    'spec.kedaConfig.authModes',
  ],
  [
    'a query without a place for the name',
    keda({ customPromQuery: 'sum(up)' }),
    'ome/keda-query',
    'spec.kedaConfig.customPromQuery',
  ],
  [
    'a query with two places for the name',
    keda({ customPromQuery: 'sum(a{s="%s"}) / sum(b{s="%s"})' }),
    'ome/keda-query',
    'spec.kedaConfig.customPromQuery',
  ],
  [
    'a decoder without an engine',
    { service: { spec: { engine: null, decoder: {} } } },
    'ome/decoder-without-engine',
    'spec.decoder',
  ],
  ['no engine', { service: { spec: { engine: null } } }, 'ome/no-engine', 'spec.engine'],
  ['no model', { service: { spec: { model: null } } }, 'ome/no-model', 'spec.model'],
  [
    'two fine-tuned weights',
    { service: { spec: { model: { fineTunedWeights: ['a', 'b'] } } } },
    'ome/fine-tuned-weights',
    'spec.model.fineTunedWeights',
  ],
  ['a runner without a name', engine({ runner: { args: ['--tp=2'] } }), 'ome/runner-name', 'spec.engine.runner.name'],
  [
    'several ports without names',
    engine({ runner: { name: 'ome-container', ports: [{ containerPort: 1 }, { containerPort: 2 }] } }),
    'ome/port-name',
    'spec.engine.runner.ports',
  ],
  [
    'a leader whose workers nobody states',
    engine({ leader: group.leader }),
    'ome/leader-without-worker',
    'spec.engine.leader',
  ],
  [
    'a disruption budget of both kinds',
    engine({ minAvailable: 1, maxUnavailable: 1 }),
    'ome/disruption-budget',
    'spec.engine.maxUnavailable',
  ],
  [
    'an RDMA profile that OME does not know',
    engine({ annotations: { 'rdma.ome.io/auto-inject': 'true', 'rdma.ome.io/profile': 'ib' } }),
    'ome/rdma-profile',
    'spec.engine.annotations["rdma.ome.io/profile"]',
  ],
  [
    'a chat template in the arguments',
    engine({ runner: { name: 'ome-container', args: ['--chat-template={{ messages }}'] } }),
    'ome/template-text',
    'spec.engine.runner.args[0]',
  ],
  [
    'a template with its key in quotation marks',
    engine({ runner: { name: 'ome-container', args: ['{{ index .Annotations "task" }}'] } }),
    'ome/template-text',
    'spec.engine.runner.args[0]',
  ],
  [
    'a label that the runtime reads and the service does not have',
    { runtime: { spec: { engineConfig: { runner: { args: ['--team={{.Labels.team}}'] } } } } },
    'ome/template-value-missing',
    'metadata.labels["team"]',
  ],
  ['a model that is disabled', { model: { spec: { disabled: true } } }, 'ome/model-disabled', 'spec.model.name'],
  [
    'a runtime that is disabled',
    { runtime: { spec: { disabled: true } } },
    'ome/runtime-disabled',
    'spec.runtime.name',
  ],
  [
    'a runtime for another architecture',
    { model: { spec: { modelArchitecture: 'LlamaForCausalLM' } } },
    'ome/runtime-incompatible',
    'spec.runtime.name',
  ],
  [
    'a runtime for other sizes',
    { model: { spec: { modelParameterSize: '70B' } } },
    'ome/runtime-incompatible',
    'spec.runtime.name',
  ],
  [
    'a kind that the model is not of',
    { service: { spec: { model: { kind: 'BaseModel' } } } },
    'ome/model-kind',
    'spec.model.kind',
  ],
  [
    'no decoder, where the runtime has one',
    { runtime: split, service: { spec: { router: {} } } },
    'ome/part-not-made',
    'spec.decoder',
  ],
  [
    'no router, where the runtime is split',
    { runtime: split, service: { spec: { decoder: {} } } },
    'ome/part-not-made',
    'spec.router',
  ],
  [
    'an accelerator class, where the runtime needs $(PARALLELISM_SIZE)',
    {
      runtime: {
        spec: {
          acceleratorRequirements: { acceleratorClasses: ['h100'] },
          engineConfig: { runner: { args: ['--tp=$(PARALLELISM_SIZE)'] } },
        },
      },
      service: { spec: { acceleratorSelector: { acceleratorClass: 'h100' } } },
    },
    'ome/parallelism-size',
    'spec.engine',
  ],
  [
    'the best fit to no constraints',
    {
      runtime: { spec: { acceleratorRequirements: { acceleratorClasses: ['h100', 'h200'] } } },
      service: { spec: { acceleratorSelector: { policy: 'BestFit' } } },
    },
    'ome/best-fit-without-constraints',
    'spec.acceleratorSelector.constraints',
  ],
  [
    'a name that is too long for groups of pods',
    { runtime: groups, service: { metadata: { name: 'a'.repeat(44) } } },
    'ome/group-name-length',
    'metadata.name',
  ],
];

test.each(ERRORS)('%s is an error with its place and its mend', (_, patches, id, field) => {
  const finding = findings(manifests(patches)).find((found) => found.id === id);
  expect(finding).toMatchObject({ id, severity: 'error', where: 'InferenceService', field });
  if (finding !== undefined) expect(formatFinding(finding)).toMatch(/\n {2}then: .+\n {2}mend: .+$/);
});

const WARNINGS: readonly (readonly [string, Patches, string, string])[] = [
  ['a predictor', { service: { spec: { predictor: { minReplicas: 1 } } } }, 'ome/predictor', 'spec.predictor'],
  [
    'modes of authentication without a reference',
    keda({ authModes: 'basic' }),
    'ome/keda-authentication',
    'spec.kedaConfig.authModes',
  ],
  ['fewer replicas at most than at least', engine({ minReplicas: 4 }), 'ome/replicas-range', 'spec.engine.maxReplicas'],
  ['scaling by requests per second', engine({ scaleMetric: 'rps' }), 'ome/scale-metric', 'spec.engine.scaleMetric'],
  ["a component's settings for KEDA", engine({ kedaConfig: {} }), 'ome/ignored-keda', 'spec.engine.kedaConfig'],
  [
    "a component's constraints on accelerators",
    engine({ acceleratorOverride: { constraints: { minMemory: 80 } } }),
    'ome/ignored-constraints',
    'spec.engine.acceleratorOverride.constraints',
  ],
  [
    'a deployment mode that OME does not know',
    engine({ annotations: { 'ome.io/deploymentMode': 'PDDisaggregated' } }),
    'ome/deployment-mode',
    'spec.engine.annotations["ome.io/deploymentMode"]',
  ],
  [
    'an architecture of two digits',
    { service: { spec: { acceleratorSelector: { constraints: { minArchitectureVersion: '10.0' } } } } },
    'ome/architecture-version',
    'spec.acceleratorSelector.constraints.minArchitectureVersion',
  ],
  [
    'a model of unknown format',
    { model: { spec: { modelFormat: null } } },
    'ome/model-without-format',
    'spec.model.name',
  ],
  [
    'a model whose architecture is yet to be found',
    { model: { spec: { modelArchitecture: null, modelFramework: null } } },
    'ome/model-metadata',
    'spec.runtime.name',
  ],
];

test.each(WARNINGS)('%s is a warning', (_, patches, id, field) => {
  const found = findings(manifests(patches)).filter(({ where }) => where === 'InferenceService');
  expect(found).toMatchObject([{ id, severity: 'warning', field }]);
});

const GOOD: readonly (readonly [string, Patches])[] = [
  ['a name of 56 characters', { service: { metadata: { name: 'a'.repeat(56) } } }],
  ['an autoscaler of its own', annotated({ 'ome.io/autoscalerClass': 'external' })],
  ['scaling by memory', annotated({ 'ome.io/autoscalerClass': 'hpa', 'ome.io/metrics': 'memory' })],
  ['a target of 100 %', annotated({ 'ome.io/targetUtilizationPercentage': '100' })],
  [
    'settings for KEDA',
    keda({
      scalingOperator: 'GreaterThanOrEqual',
      scalingThreshold: '1e1',
      promServerAddress: 'https://prometheus',
      authModes: 'basic, tls',
      authenticationRef: { name: 'a' },
      customPromQuery: 'sum(rate(a{s="%s"}[1m])) * 100 %% 7',
    }),
  ],
  ['a query with the name in two places by its number', keda({ customPromQuery: 'a{s="%[1]s"} / b{s="%[1]s"}' })],
  ['a query with the name in quotation marks', keda({ customPromQuery: 'sum(a{s=%q})' })],
  ['scaling by requests per second that Knative does', engine({ minReplicas: 0, maxReplicas: 3, scaleMetric: 'rps' })],
  [
    'a metric that no HorizontalPodAutoscaler gets',
    {
      service: {
        metadata: { annotations: { 'ome.io/autoscalerClass': 'external' } },
        spec: { engine: { scaleMetric: 'concurrency' } },
      },
    },
  ],
  [
    'what a disruption budget would state, of groups, which have none',
    { runtime: groups, service: { spec: { engine: { ...group, minAvailable: 1, maxUnavailable: 1 } } } },
  ],
  [
    'ports without names of workers, which have no Service',
    {
      runtime: groups,
      service: {
        spec: {
          engine: {
            ...group,
            worker: { runner: { name: 'ome-container', ports: [{ containerPort: 1 }, { containerPort: 2 }] } },
          },
        },
      },
    },
  ],
  ['settings for KEDA that nobody reads', { service: { spec: { kedaConfig: { scalingOperator: '>=' } } } }],
  ['a query in an annotation', keda({ customPromQuery: 'up' }, { 'autoscaling.keda.sh/prometheus.query': 'up' })],
  ['an engine that takes everything from its runtime', engine({ minReplicas: null, maxReplicas: null })],
  ['one fine-tuned weight', { service: { spec: { model: { fineTunedWeights: ['a'] } } } }],
  ['groups of pods', { runtime: groups, service: { spec: { engine: group }, metadata: { name: 'a'.repeat(39) } } }],
  ['decoder and router', { runtime: split, service: { spec: { decoder: {}, router: {} } } }],
  [
    'templates of the metadata',
    {
      service: { metadata: { labels: { team: 'a' } } },
      runtime: { spec: { engineConfig: { runner: { args: ['{{.Labels.team}} {{`{{`}}'] } } } },
    },
  ],
  [
    'an accelerator class',
    {
      runtime: { spec: { acceleratorRequirements: { acceleratorClasses: ['h100'] } } },
      service: { spec: { acceleratorSelector: { acceleratorClass: 'h100', policy: 'BestFit' } } },
    },
  ],
];

test.each(GOOD)('%s is right', (_, patches) => {
  expect(findings(manifests(patches))).toEqual([]);
});

test('a runtime of the namespace comes before the one of the cluster that a service states', () => {
  const own = { ...anotherRuntime('mistral-runtime', { metadata: { namespace: 'models' } }), kind: 'ServingRuntime' };
  expect(findings(manifests({}, [own]))).toMatchObject([{ id: 'ome/runtime-kind', field: 'spec.runtime.kind' }]);
});

test('services that run in groups share the leaders of their namespace, and of no other', () => {
  const shared = { id: 'ome/groups-share-service', severity: 'warning', field: 'spec.engine' };
  const other = anotherService('other');
  expect(findings(manifests({ runtime: groups }, [other]))).toMatchObject([shared, shared]);
  const elsewhere = anotherService('other', { metadata: { namespace: 'elsewhere' } });
  expect(findings(manifests({ runtime: groups }, [elsewhere]))).toEqual([]);
});

test('what is known of no object here is not decided', () => {
  const service = namespaced('InferenceService', 'a', {
    engine: { leader: group.leader },
    model: { name: 'unknown', kind: 'BaseModel' },
    runtime: { name: 'unknown' },
  });
  expect(findings([service])).toEqual([]);
});
