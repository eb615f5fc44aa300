import type { ClusterFacts } from '../../../checks/cluster-facts';
import { configuration, preview, RUNTIME, service } from './kserve-service';
import { namesOf, previewed, specOf } from './previewed';

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

test('the first port is 80 on the Service, further ones stay, and those of gRPC are said to be so', () => {
  const ports = '[{ containerPort: 8000 }, { containerPort: 9000, name: grpc-x }]';
  const made = preview({ predictor: '' }, '');
  expect(specOf(made, 'Service')).toMatchObject({ ports: [{ port: 80, targetPort: 8000, protocol: 'TCP' }] });
  const text = service({}).replace('[{ containerPort: 8000, protocol: TCP }]', ports);
  expect(specOf(previewed('chat', text), 'Service')).toEqual({
    selector: { app: 'isvc.chat-predictor' },
    ports: [
      // The API server fills in its protocol.
      { port: 80, targetPort: 8000 },
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

test('a mode that KServe does not know is refused where the default is Standard, and nothing is made', () => {
  const standard = { kserve: { defaultDeploymentMode: 'Standard' } } as const;
  const of = (mode: string, facts?: ClusterFacts) =>
    previewed('chat', service({}).replace('deploymentMode: Standard', `deploymentMode: ${mode}`), facts);
  expect(of('standard', standard)).toMatchObject({
    failure: {
      outcome: 'refused',
      because: 'fails to create NewRawKubeReconciler for predictor: unsupported deployment mode for workload: standard',
    },
    children: [],
  });
  expect(namesOf(of('standard'))).toEqual(namesOf(of('Knative')));
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

test('nothing is made where the host of a component is none, and without the configuration that is said', () => {
  const name = 'a-name-that-leaves-too-few-characters-for-a-host-in-models';
  const known = configuration('{"ingressGateway": "a/b"}');
  const because = `fails to create NewRawKubeReconciler for predictor: failed creating host name: invalid domain name "${name}-predictor-models.example.com"`;
  expect(preview({ name }, known)).toMatchObject({ failure: { outcome: 'refused', because }, children: [] });
  expect(preview({ name }).inexact.at(-1)?.because).toContain(because);
});
