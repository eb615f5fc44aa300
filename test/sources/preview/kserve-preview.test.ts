import { namesOf, previewed, specOf } from './previewed';

const RUNTIME = `
apiVersion: serving.kserve.io/v1alpha1
kind: ClusterServingRuntime
metadata: { name: vllm }
spec:
  annotations: { prometheus.io/port: "8080" }
  supportedModelFormats: [{ name: vLLM, autoSelect: true }]
  containers:
  - name: kserve-container
    image: vllm/vllm-openai:v0.10.0
    args: [--model=/mnt/models, "--served-model-name={{.Name}}", --max-model-len=$(LEN)]
    env: [{ name: LEN, value: "4096" }]
    ports: [{ containerPort: 8000, protocol: TCP }]
---`;

interface Service {
  readonly name?: string;
  readonly annotations?: string;
  readonly labels?: string;
  readonly predictor?: string;
  readonly rest?: string;
  readonly mode?: 'Standard' | 'Knative';
}

function service({
  name = 'chat',
  annotations = '',
  labels = '',
  predictor = '',
  rest = '',
  mode = 'Standard',
}: Service) {
  return `${RUNTIME}
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: ${name}
  namespace: models
  labels: { team: a${labels} }
  annotations: { serving.kserve.io/deploymentMode: ${mode}${annotations} }
spec:
  predictor:
    model: { modelFormat: { name: vLLM }, storageUri: "pvc://weights/qwen" }
    ${predictor}
  ${rest}
---`;
}

function configuration(ingress: string, others = ''): string {
  return `
apiVersion: v1
kind: ConfigMap
metadata: { name: inferenceservice-config, namespace: kserve }
data: { ingress: '${ingress}' ${others} }
`;
}

const preview = (parts: Service, more = '') => previewed(parts.name ?? 'chat', service(parts) + more);

test('in Standard mode a service gets a Deployment, a Service, an autoscaler and an Ingress', () => {
  expect(namesOf(preview({}))).toEqual([
    'Service models/chat-predictor',
    'Deployment models/chat-predictor',
    'HorizontalPodAutoscaler models/chat-predictor',
    'Ingress models/chat',
  ]);
});

test('the Deployment finds its pods by the label of the component, and leaves replicas to the autoscaler', () => {
  expect(specOf(preview({}), 'Deployment')).toMatchObject({
    selector: { matchLabels: { app: 'isvc.chat-predictor' } },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
    progressDeadlineSeconds: 600,
    template: {
      metadata: {
        labels: { team: 'a', component: 'predictor', 'serving.kserve.io/inferenceservice': 'chat' },
        annotations: { 'prometheus.io/port': '8080' },
      },
      spec: { containers: [{ name: 'kserve-container', readinessProbe: { tcpSocket: { port: 8000 } } }] },
    },
  });
  expect(specOf(preview({}), 'Deployment')).not.toHaveProperty('replicas');
});

test('the one model is mounted by the webhook of pods, a list of models by the Deployment', () => {
  const mounts = (predictor: string, text = service({ predictor })) => {
    const made = previewed('chat', predictor === '' ? text : text.replace(', storageUri: "pvc://weights/qwen"', ''));
    return [
      JSON.stringify(specOf(made, 'Deployment')).includes('persistentVolumeClaim'),
      made.pods[0]?.volumes.map(({ source }) => source),
    ];
  };
  expect(mounts('')).toEqual([false, ['persistentVolumeClaim weights']]);
  expect(mounts('storageUris: [{ uri: "pvc://weights/qwen", mountPath: /mnt/models }]')).toEqual([
    true,
    ['persistentVolumeClaim weights'],
  ]);
});

test.each([
  ['nothing is said', '', { minReplicas: 1, maxReplicas: 1, metrics: [cpu(80)] }],
  [
    'a share of the CPU is stated',
    'minReplicas: 2\n    maxReplicas: 5\n    scaleTarget: 60',
    { minReplicas: 2, maxReplicas: 5, metrics: [cpu(60)] },
  ],
  ['the least is none', 'minReplicas: 0\n    maxReplicas: 3', { minReplicas: 1, maxReplicas: 3 }],
])('where %s, the autoscaler follows', (_what, predictor, expected) => {
  expect(specOf(preview({ predictor }), 'HorizontalPodAutoscaler')).toMatchObject(expected);
});

function cpu(averageUtilization: number) {
  return { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } };
}

test('a metric that a HorizontalPodAutoscaler does not know leaves it without one', () => {
  const made = preview({ predictor: 'scaleMetric: concurrency' });
  expect(specOf(made, 'HorizontalPodAutoscaler')).not.toHaveProperty('metrics');
  expect(made.children.find(({ object }) => object.kind === 'HorizontalPodAutoscaler')?.inexact).toHaveLength(1);
});

test.each([
  ['none', 3],
  ['external', undefined],
])('the class %s makes no autoscaler', (autoscaler, replicas) => {
  const annotations = `, serving.kserve.io/autoscalerClass: ${autoscaler}`;
  const made = preview({ annotations, predictor: 'minReplicas: 3' });
  expect(namesOf(made)).not.toContainEqual(expect.stringMatching(/Autoscaler|ScaledObject/));
  expect(specOf(made, 'Deployment')).toMatchObject(replicas === undefined ? {} : { replicas });
});

test('the class keda makes a ScaledObject with a trigger for each metric', () => {
  const metric = (backend: string, value: string) =>
    `{ type: External, external: { metric: { backend: ${backend}, serverAddress: "http://p:9090", query: q }, target: { type: Value, value: "${value}" } } }`;
  const made = preview({
    annotations: ', serving.kserve.io/autoscalerClass: keda',
    predictor: `minReplicas: 1\n    maxReplicas: 4\n    autoScaling: { metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization } } }, ${metric('prometheus', '5')}] }`,
  });
  expect(specOf(made, 'ScaledObject')).toEqual({
    scaleTargetRef: { name: 'chat-predictor' },
    minReplicaCount: 1,
    maxReplicaCount: 4,
    triggers: [
      { type: 'cpu', metadata: { value: '80' }, metricType: 'Utilization' },
      { type: 'prometheus', metadata: { serverAddress: 'http://p:9090', query: 'q', threshold: '5' } },
    ],
    advanced: {
      horizontalPodAutoscalerConfig: {
        behavior: { scaleDown: { stabilizationWindowSeconds: 300 }, scaleUp: { stabilizationWindowSeconds: 0 } },
      },
    },
  });
  expect(made.pods[0]?.replicas).toEqual({ least: 1, most: 4 });
});

test('the first port is 80 on the Service, further ones stay, and those of gRPC are said to be so', () => {
  const ports = '[{ containerPort: 8000 }, { containerPort: 9000, name: grpc-x }]';
  const made = preview({ predictor: '' }, '');
  expect(specOf(made, 'Service')).toMatchObject({ ports: [{ port: 80, targetPort: 8000, protocol: 'TCP' }] });
  const text = service({}).replace('[{ containerPort: 8000, protocol: TCP }]', ports);
  expect(specOf(previewed('chat', text), 'Service')).toEqual({
    selector: { app: 'isvc.chat-predictor' },
    ports: [
      { port: 80, targetPort: 8000, protocol: 'TCP' },
      { name: 'grpc-x', port: 9000, targetPort: 9000, protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
    ],
  });
});

test('a container without ports answers on 8080, and behind a logger the agent does', () => {
  const text = service({ predictor: 'logger: { mode: all, url: "http://sink" }' });
  const made = previewed('chat', text.replace('    ports: [{ containerPort: 8000, protocol: TCP }]\n', ''));
  expect(specOf(made, 'Service')).toMatchObject({ ports: [{ name: 'chat-predictor', port: 80, targetPort: 9081 }] });
  expect(made.pods[0]?.inexact).toContainEqual({
    field: 'spec.containers',
    because: "a container 'agent' is added, for logger",
  });
  expect(specOf(made, 'Deployment')).toMatchObject({
    template: { metadata: { annotations: { 'internal.serving.kserve.io/logger-sink-url': 'http://sink' } } },
  });
});

test('a predictor that states no model is taken for one of several, and gets a list of models', () => {
  const made = previewed('chat', service({}).replace(', storageUri: "pvc://weights/qwen"', ''));
  expect(namesOf(made)).toContain('ConfigMap models/modelconfig-chat-0');
  expect(made.pods[0]?.inexact).toContainEqual({
    field: 'spec.containers',
    because: "a container 'agent' is added, for agent",
  });
});

test('the name of a predictor stands in the names of its objects', () => {
  expect(namesOf(preview({ predictor: 'name: blue' }))).toEqual([
    'Service models/chat-blue-predictor',
    'Deployment models/chat-blue-predictor',
    'HorizontalPodAutoscaler models/chat-blue-predictor',
    'Ingress models/chat',
  ]);
});

const BOTH =
  'transformer: { containers: [{ image: example.com/t:1 }] }\n  explainer: { containers: [{ image: example.com/e:1 }] }';

test('transformers and explainers have objects of their own, and are told where the predictor is', () => {
  const made = preview({ rest: BOTH });
  expect(namesOf(made).filter((name) => name.startsWith('Deployment'))).toEqual([
    'Deployment models/chat-predictor',
    'Deployment models/chat-transformer',
    'Deployment models/chat-explainer',
  ]);
  expect(made.pods.slice(1).map(({ containers }) => containers[0]?.args)).toEqual([
    ['--model_name', 'chat', '--predictor_host', 'chat-predictor.models', '--http_port', '8080'],
    ['--model_name', 'chat', '--predictor_host', 'chat-predictor.models', '--http_port', '8080'],
  ]);
  expect(made.pods.map(({ containers }) => containers[0]?.variables.map(({ name }) => name))).toEqual([
    ['LEN', 'INFERENCE_SERVICE_NAME'],
    ['INFERENCE_SERVICE_NAME'],
    [],
  ]);
});

test.each([
  [
    'a predictor alone',
    '',
    [
      ['chat', 'chat-predictor'],
      ['chat-predictor', 'chat-predictor'],
    ],
  ],
  [
    'a transformer',
    'transformer: { containers: [{ image: example.com/t:1 }] }',
    [
      ['chat', 'chat-transformer'],
      ['chat-transformer', 'chat-predictor'],
      ['chat-predictor', 'chat-predictor'],
    ],
  ],
  [
    'an explainer',
    'explainer: { containers: [{ image: example.com/e:1 }] }',
    [
      ['chat', 'chat-predictor'],
      ['chat-explainer', 'chat-explainer'],
      ['chat-predictor', 'chat-predictor'],
    ],
  ],
  [
    'both',
    BOTH,
    [
      ['chat-transformer', 'chat-explainer'],
      ['chat', 'chat-transformer'],
      ['chat-transformer', 'chat-predictor'],
      ['chat-predictor', 'chat-predictor'],
    ],
  ],
])('with %s, the Ingress leads hosts to what upstream leads them to', (_what, rest, expected) => {
  const rules = expected.map(([host, name]) => ({
    host: `${host}-models.example.com`,
    http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } }] },
  }));
  expect(specOf(preview({ rest }), 'Ingress')).toEqual({ ingressClassName: 'istio', rules });
});

test.each([
  ['a label keeps it inside', { labels: ', networking.kserve.io/visibility: cluster-local' }, ''],
  [
    'the domain is of the cluster',
    {},
    configuration('{"ingressGateway": "a/b", "ingressDomain": "svc.cluster.local"}'),
  ],
  ['KServe is to make none', {}, configuration('{"ingressGateway": "a/b", "disableIngressCreation": true}')],
])('where %s, there is no Ingress', (_what, parts, more) => {
  expect(namesOf(preview(parts, more))).not.toContainEqual(expect.stringContaining('Ingress'));
});

test('with the Gateway API, each component has a route, and the service has one', () => {
  const gateway = configuration(
    '{"enableGatewayApi": true, "kserveIngressGateway": "kserve/gw", "ingressGateway": "a/b", "ingressDomain": "example.org", "disableHTTPRouteTimeout": true}',
  );
  const made = preview({ rest: 'transformer: { containers: [{ image: example.com/t:1 }] }' }, gateway);
  expect(namesOf(made).filter((name) => name.startsWith('HTTPRoute'))).toEqual([
    'HTTPRoute models/chat-predictor',
    'HTTPRoute models/chat-transformer',
    'HTTPRoute models/chat',
  ]);
  expect(specOf(made, 'HTTPRoute', 'chat')).toEqual({
    parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'kserve', name: 'gw' }],
    hostnames: ['chat-models.example.org'],
    rules: [
      {
        matches: [{ path: { type: 'RegularExpression', value: '^/.*$' } }],
        filters: [
          {
            type: 'RequestHeaderModifier',
            requestHeaderModifier: {
              set: [
                { name: 'KServe-Isvc-Name', value: 'chat' },
                { name: 'KServe-Isvc-Namespace', value: 'models' },
              ],
            },
          },
        ],
        backendRefs: [{ kind: 'Service', name: 'chat-transformer', namespace: 'models', port: 80 }],
      },
    ],
  });
  // The configuration of the cluster is known.
  expect(made.inexact).toEqual([]);
});

test('under Knative a service gets a Service of Knative, and what leads to it', () => {
  const made = preview({
    mode: 'Knative',
    predictor: 'minReplicas: 0\n    maxReplicas: 3\n    scaleTarget: 4\n    timeout: 60',
  });
  expect(namesOf(made)).toEqual(['Service models/chat-predictor', 'VirtualService models/chat', 'Service models/chat']);
  expect(specOf(made, 'Service')).toMatchObject({
    template: {
      metadata: {
        annotations: {
          'autoscaling.knative.dev/class': 'kpa.autoscaling.knative.dev',
          'autoscaling.knative.dev/min-scale': '0',
          'autoscaling.knative.dev/max-scale': '3',
          'autoscaling.knative.dev/target': '4',
        },
      },
      spec: { timeoutSeconds: 60, responseStartTimeoutSeconds: 60, containers: [{ name: 'kserve-container' }] },
    },
    traffic: [{ latestRevision: true, percent: 100 }],
  });
  expect(made.pods[0]).toMatchObject({
    replicas: { least: 0, most: 3 },
    podName: 'chat-predictor-<revision>-deployment-<hash>',
  });
  expect(specOf(made, 'VirtualService')).toMatchObject({
    hosts: ['chat.models.svc.cluster.local'],
    http: [{ match: [{ authority: { regex: '^chat\\.models\\.svc\\.cluster\\.local(?::\\d{1,5})?$' } }] }],
  });
});

test('Knative’s Service keeps what is said of its roll-out, and revisions do not', () => {
  const made = preview({ mode: 'Knative', annotations: ', serving.knative.dev/rollout-duration: 10s' });
  const [ksvc] = made.children;
  expect(ksvc?.object.metadata).toMatchObject({ annotations: { 'serving.knative.dev/rollout-duration': '10s' } });
  expect(JSON.stringify(ksvc?.object.spec)).not.toContain('rollout-duration');
  expect(made.pods[0]?.replicas).toEqual({ least: 1 });
});

const SEVERAL_NODES = `
apiVersion: serving.kserve.io/v1alpha1
kind: ServingRuntime
metadata: { name: several, namespace: models }
spec:
  supportedModelFormats: [{ name: huggingface, autoSelect: true }]
  containers: [{ name: kserve-container, image: kserve/huggingfaceserver:v0.20.0 }]
  workerSpec:
    pipelineParallelSize: 3
    tensorParallelSize: 2
    containers: [{ name: worker-container, image: kserve/huggingfaceserver:v0.20.0 }]
---
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: large
  namespace: models
  annotations: { serving.kserve.io/deploymentMode: Standard, serving.kserve.io/autoscalerClass: none }
spec:
  predictor:
    model: { modelFormat: { name: huggingface }, storageUri: "pvc://weights/large", runtime: several }
    workerSpec: {}
`;

test('a predictor on several nodes has a second Deployment and Services by which nodes find each other', () => {
  const made = previewed('large', SEVERAL_NODES);
  expect(namesOf(made)).toEqual([
    'Service models/large-predictor',
    'Service models/large-head-1',
    'Service models/large-workers-1',
    'Deployment models/large-predictor',
    'Deployment models/large-predictor-worker',
    'Ingress models/large',
  ]);
  expect(specOf(made, 'Deployment', 'large-predictor-worker')).toMatchObject({
    replicas: 5,
    selector: { matchLabels: { app: 'isvc.large-predictor-worker' } },
    strategy: { rollingUpdate: { maxUnavailable: '0%', maxSurge: '100%' } },
  });
  expect(specOf(made, 'Service', 'large-workers-1')).toEqual({
    selector: { app: 'isvc.large-predictor-worker', 'isvc.generation': '1' },
    clusterIP: 'None',
    publishNotReadyAddresses: true,
  });
  expect(made.pods.map(({ component, replicas, devices }) => [component, replicas.least, devices])).toEqual([
    ['predictor', 1, { 'nvidia.com/gpu': 1 }],
    ['worker', 5, { 'nvidia.com/gpu': 1 }],
  ]);
});

test('a canary has objects of its own, as many pods as its part, and the model that it states', () => {
  const canary =
    'canary: [{ trafficPercent: 25, predictor: { name: next, model: { name: "", modelFormat: { name: vLLM }, storageUri: "pvc://weights/next" } } }]';
  const made = preview({ predictor: 'minReplicas: 6', rest: canary });
  expect(namesOf(made)).toEqual([
    'Service models/chat-next-predictor',
    'Deployment models/chat-next-predictor',
    'HorizontalPodAutoscaler models/chat-next-predictor',
    'Service models/chat-predictor',
    'Deployment models/chat-predictor',
    'HorizontalPodAutoscaler models/chat-predictor',
    'Ingress models/chat',
  ]);
  expect(made.pods.map(({ component, replicas }) => [component, replicas])).toEqual([
    ['predictor', { least: 6, most: 6 }],
    ['canary next', { least: 2, most: 2 }],
  ]);
  expect(specOf(made, 'Deployment', 'chat-next-predictor')).toMatchObject({
    template: {
      metadata: {
        annotations: { 'internal.serving.kserve.io/storage-initializer-sourceuri': 'pvc://weights/next' },
      },
    },
  });
});

test('a roll-out of the configuration holds where Standard is the default of the cluster', () => {
  const deploy = (mode: string) =>
    `, deploy: '{"defaultDeploymentMode": "${mode}", "deploymentRolloutStrategy": {"defaultRollout": {"maxSurge": "1", "maxUnavailable": "0"}}}'`;
  const surge = (mode: string) =>
    specOf(preview({}, configuration('{"ingressGateway": "a/b"}', deploy(mode))), 'Deployment');
  expect(surge('Standard')).toMatchObject({ strategy: { rollingUpdate: { maxSurge: '1', maxUnavailable: '0' } } });
  expect(surge('Knative')).toMatchObject({ strategy: { rollingUpdate: { maxSurge: '25%' } } });
});

test('a stopped service has no objects', () => {
  expect(preview({ annotations: ', serving.kserve.io/stop: "true"' })).toMatchObject({
    failure: { outcome: 'nothing', because: 'its annotation serving.kserve.io/stop stops it' },
    pods: [],
    children: [],
  });
});

test('a template that fails is told in upstream’s words, and nothing is made', () => {
  const text = service({}).replace('{{.Name}}', '{{.Nme}}');
  expect(previewed('chat', text)).toMatchObject({
    selection: { runtimes: [{ name: 'vllm' }] },
    failure: { outcome: 'refused', reason: 'InvalidPredictorSpec' },
    children: [],
  });
});

test.each([
  [
    'no runtime fits',
    service({}).replace('{ name: vLLM, autoSelect: true }', '{ name: other, autoSelect: true }'),
    /^no runtime is selected/,
  ],
  ['several may be selected', service({}) + RUNTIME.replace('name: vllm', 'name: vllm-2'), /^several runtimes/],
  [
    'of the runtime nothing is known but its formats',
    service({}).replace(/containers:[\s\S]*?---/, 'containers: []\n---'),
    /^of ClusterServingRuntime vllm, what it runs is not known/,
  ],
])('where %s, the pods are not known', (_what, text, because) => {
  expect(previewed('chat', text)).toMatchObject({
    failure: { outcome: 'unknown', because: expect.stringMatching(because) as string },
    children: [],
  });
});

test('on OpenShift AI, what its own controller adds is said to be left out', () => {
  const { inexact } = previewed('chat', service({}), { platform: 'openshift-ai' });
  expect(inexact.map(({ because }) => because)).toContainEqual(expect.stringContaining('own controller adds'));
});
