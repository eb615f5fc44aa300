import { namesOf, previewed, specOf } from './previewed';

interface Service {
  readonly name?: string;
  readonly spec?: string;
  readonly metadata?: string;
}

function service({ name = 'qwen', spec = '', metadata = '' }: Service): string {
  return `
apiVersion: serving.kserve.io/v1alpha2
kind: LLMInferenceService
metadata: { name: ${name}, namespace: models${metadata} }
spec:
  model: { uri: "hf://Qwen/Qwen3-8B", name: qwen3 }
  ${spec}
---`;
}

const preview = (parts: Service) => previewed(parts.name ?? 'qwen', service(parts));

test('a service on one node is a Deployment and a Service, with certificates', () => {
  const made = preview({ spec: 'replicas: 2' });
  expect(namesOf(made)).toEqual([
    'Secret models/qwen-kserve-self-signed-certs',
    'Deployment models/qwen-kserve',
    'Service models/qwen-kserve-workload-svc',
  ]);
  expect(specOf(made, 'Deployment')).toMatchObject({
    replicas: 2,
    selector: { matchLabels: { 'llm-d.ai/role': 'both', 'kserve.io/component': 'workload' } },
  });
  expect(specOf(made, 'Service')).toEqual({
    type: 'ClusterIP',
    selector: {
      'app.kubernetes.io/name': 'qwen',
      'app.kubernetes.io/part-of': 'llminferenceservice',
      'kserve.io/component': 'workload',
    },
    ports: [{ name: 'http', protocol: 'TCP', appProtocol: 'http', port: 8000, targetPort: 8000 }],
  });
});

test('what is not among the manifests of KServe’s presets is told by what it starts, and said so', () => {
  const made = preview({ spec: 'parallelism: { tensor: 2 }' });
  expect(made.pods[0]).toMatchObject({
    component: 'main',
    containers: [
      {
        name: 'main',
        engine: { words: ['vllm', 'serve', '/mnt/models', '--port', '8000', '--tensor-parallel-size', '2'] },
      },
    ],
  });
  expect(made.pods[0]?.inexact.map(({ field }) => field)).toEqual(['spec.volumes', 'spec.containers']);
});

test('a preset that is among the manifests is shown whole', () => {
  const preset = `
apiVersion: serving.kserve.io/v1alpha2
kind: LLMInferenceServiceConfig
metadata: { name: kserve-config-llm-template, namespace: kserve }
spec:
  template:
    containers:
    - { name: main, image: example.com/vllm:1, command: [vllm, serve], args: ["/mnt/models", "--served-model-name={{ .Spec.Model.Name }}"] }
---`;
  const made = previewed('qwen', service({}) + preset);
  expect(made.pods[0]).toMatchObject({
    containers: [{ image: 'example.com/vllm:1', args: ['/mnt/models', '--served-model-name=qwen3'] }],
    inexact: [{ field: 'spec.volumes' }],
  });
});

const WORKER =
  'template: { containers: [{ name: main }] }, worker: { containers: [{ name: main }] }, parallelism: { data: 16, dataLocal: 4 }';

test('a service on several nodes is a LeaderWorkerSet with an account, and what its controller makes', () => {
  const made = preview({ spec: WORKER.replaceAll('}, ', '}\n  ') });
  expect(namesOf(made)).toEqual([
    'Secret models/qwen-kserve-self-signed-certs',
    'ServiceAccount models/qwen-kserve-mn',
    'LeaderWorkerSet models/qwen-kserve-mn',
    'StatefulSet models/qwen-kserve-mn',
    'StatefulSet models/qwen-kserve-mn-0',
    'Service models/qwen-kserve-mn',
    'Service models/qwen-kserve-workload-svc',
  ]);
  expect(specOf(made, 'LeaderWorkerSet')).toMatchObject({
    leaderWorkerTemplate: {
      size: 4,
      restartPolicy: 'RecreateGroupOnPodRestart',
      workerTemplate: { spec: { serviceAccountName: 'qwen-kserve-mn' } },
    },
  });
  expect(made.pods.map(({ component, podName, replicas }) => [component, podName, replicas.least])).toEqual([
    ['main-leader', 'qwen-kserve-mn-<group>', 1],
    ['main-worker', 'qwen-kserve-mn-<group>-<1..3>', 3],
  ]);
});

test('where prefill is apart, decoders have a proxy, and an account that sees the pods', () => {
  const made = preview({ spec: `prefill: { ${WORKER} }` });
  expect(namesOf(made)).toEqual([
    'Secret models/qwen-kserve-self-signed-certs',
    'ServiceAccount models/qwen-kserve',
    'Role models/qwen-kserve-role',
    'RoleBinding models/qwen-kserve-rb',
    'Deployment models/qwen-kserve',
    'ServiceAccount models/qwen-kserve-mn-prefill',
    'LeaderWorkerSet models/qwen-kserve-mn-prefill',
    'StatefulSet models/qwen-kserve-mn-prefill',
    'StatefulSet models/qwen-kserve-mn-prefill-0',
    'Service models/qwen-kserve-mn-prefill',
    'Service models/qwen-kserve-workload-svc',
  ]);
  expect(specOf(made, 'LeaderWorkerSet')).toMatchObject({
    leaderWorkerTemplate: { subGroupPolicy: { subGroupSize: 4 } },
  });
  expect(made.pods.map(({ component }) => component)).toEqual(['decode', 'prefill-leader', 'prefill-worker']);
});

test('a scheduler has its own Deployment, Service, pool and rights, and the route leads to the pods', () => {
  const made = preview({ spec: 'router: { route: {}, scheduler: { replicas: 2 } }' });
  expect(namesOf(made).slice(3)).toEqual([
    'ServiceAccount models/qwen-epp-sa',
    'ClusterRoleBinding /models-qwen-epp-auth-rb',
    'Role models/qwen-epp-role',
    'RoleBinding models/qwen-epp-rb',
    'Deployment models/qwen-kserve-router-scheduler',
    'Service models/qwen-epp-service',
    'InferencePool models/qwen-inference-pool',
    'HTTPRoute models/qwen-kserve-route',
  ]);
  expect(specOf(made, 'InferencePool')).toMatchObject({
    targetPorts: [{ number: 8000 }],
    endpointPickerRef: { name: 'qwen-epp-service', port: { number: 9002 } },
  });
  expect(specOf(made, 'Deployment', 'qwen-kserve-router-scheduler')).toMatchObject({
    replicas: 2,
    strategy: { type: 'Recreate' },
  });
});

test('a pool of somebody else has no scheduler, and a plugin that counts tokens has a tokenizer', () => {
  const kinds = (scheduler: string) =>
    namesOf(preview({ spec: `router: { scheduler: ${scheduler} }` })).filter((name) =>
      /InferencePool|tokenizer/.test(name),
    );
  expect(kinds('{ pool: { ref: { name: shared } } }')).toEqual([]);
  expect(kinds('{ config: { inline: { plugins: [{ type: token-producer }] } } }')).toEqual([
    'Deployment models/qwen-tokenizer',
    'Service models/qwen-tokenizer',
    'InferencePool models/qwen-inference-pool',
  ]);
});

test.each([
  ['KEDA by its own triggers', 'keda: { triggers: [{ type: cron }] }', 'ScaledObject models/qwen-kserve-keda'],
  [
    'a HorizontalPodAutoscaler that follows variants',
    'wva: { hpa: {} }',
    'HorizontalPodAutoscaler models/qwen-kserve-hpa',
  ],
  ['KEDA that follows variants', 'wva: { keda: {} }', 'ScaledObject models/qwen-kserve-keda'],
])('%s scales the Deployment', (_what, scaling, expected) => {
  const made = preview({ spec: `scaling: { minReplicas: 2, maxReplicas: 5, ${scaling} }` });
  expect(namesOf(made)).toContain(expected);
  expect(made.pods[0]?.replicas).toEqual({ least: 2, most: 5 });
  expect(specOf(made, expected.split(' ')[0] ?? '')).toMatchObject({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen-kserve' },
  });
});

test('names of more than 63 characters have a hash in them', () => {
  const name = 'a-name-of-a-service-that-has-many-more-characters-than-others';
  expect(namesOf(preview({ name }))).toEqual([
    expect.stringMatching(/^Secret models\/a-name[0-9a-f]{32}-kserve-self-signed-certs$/),
    expect.stringMatching(/^Deployment models\/a-name-of-a-service-that[0-9a-f]{32}-kserve$/),
    expect.stringMatching(/^Service models\/a-name-of-a[0-9a-f]{32}-kserve-workload-svc$/),
  ]);
});

test('labels of the service stay with it, but for those of queues; those of its spec stand in the selector, too', () => {
  const made = preview({
    metadata: ', labels: { team: a, kueue.x-k8s.io/queue-name: gpus }',
    spec: 'labels: { tier: gold }',
  });
  const labels = expect.objectContaining({ 'kueue.x-k8s.io/queue-name': 'gpus', tier: 'gold' }) as object;
  expect(specOf(made, 'Deployment')).toMatchObject({
    selector: { matchLabels: labels },
    template: { metadata: { labels: expect.not.objectContaining({ team: 'a' }) as object } },
  });
});

test.each([
  ['a configuration that is nowhere', 'baseRefs: [{ name: mine }]', 'unknown', /'mine' is not among/],
  ['sizes that are refused', 'worker: { containers: [] }', 'refused', /./],
])('of %s nothing is shown', (_what, spec, outcome, because) => {
  expect(preview({ spec })).toMatchObject({
    failure: { outcome, because: expect.stringMatching(because) as string },
    children: [],
  });
});

test('a stopped service has no objects', () => {
  expect(preview({ metadata: ', annotations: { serving.kserve.io/stop: "true" }' })).toMatchObject({
    failure: { outcome: 'nothing' },
  });
});

test('the script of a preset is shown, and the line with which it starts vLLM beside it', () => {
  const preset = `
apiVersion: serving.kserve.io/v1alpha2
kind: LLMInferenceServiceConfig
metadata: { name: kserve-config-llm-template, namespace: kserve }
spec:
  template:
    containers:
    - { name: main, image: "ghcr.io/llm-d/llm-d-cuda:v0.9.0", command: [bash, -c, 'eval "exec vllm serve /mnt/models --port 8000 \${VLLM_ADDITIONAL_ARGS}"'] }
---`;
  const made = previewed('qwen', service({ spec: 'parallelism: { tensor: 4 }' }) + preset);
  expect(made.pods[0]).toMatchObject({
    containers: [
      {
        isCommandKnown: true,
        command: ['bash', '-c', 'eval "exec vllm serve /mnt/models --port 8000 ${VLLM_ADDITIONAL_ARGS}"'],
        engine: { words: ['vllm', 'serve', '/mnt/models', '--port', '8000', '--tensor-parallel-size', '4'] },
      },
    ],
  });
  expect(preview({}).pods[0]?.containers[0]).toMatchObject({ isCommandKnown: false });
});

test('what the controller adds for tracing, caches and adapters is said to be left out', () => {
  const model = '{ uri: "hf://a/b", lora: { adapters: [{ uri: "hf://a/c", name: c }] } }';
  const more = 'kvCacheOffloading: { cpu: 1Gi, secondary: [{ fileSystem: { emptyDir: { size: 9Gi } } }] }';
  const text = service({ spec: `tracing: { exporterEndpoint: "http://o:4317" }\n  ${more}` });
  const made = previewed('qwen', text.replace(/model: \{.*\}/, `model: ${model}`));
  expect(made.pods[0]?.inexact.map(({ because }) => because)).toEqual(
    expect.arrayContaining([
      'arguments and variables for tracing are added by the controller',
      'volumes of caches are added by the controller',
      'what brings the adapters is added by the controller',
    ]),
  );
});
