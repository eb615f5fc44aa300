import { namesOf, previewed, specOf } from './previewed';

interface Service {
  readonly name?: string;
  readonly annotations?: string;
  readonly spec?: string;
  readonly engine?: string;
}

const RUNTIME = `
apiVersion: ome.io/v1beta1
kind: ClusterBaseModel
metadata: { name: llama }
spec:
  modelFormat: { name: safetensors, version: 1.0.0 }
  storage: { storageUri: "hf://meta/llama", path: /mnt/models/llama }
---
apiVersion: ome.io/v1beta1
kind: ClusterServingRuntime
metadata: { name: srt }
spec:
  supportedModelFormats: [{ modelFormat: { name: safetensors, version: 1.0.0 }, autoSelect: true }]
  engineConfig:
    runner:
      name: ome-container
      image: lmsysorg/sglang:v0.5.5
      command: [python3, -m, sglang.launch_server]
      args: ["--model-path=$(MODEL_PATH)"]
      ports: [{ containerPort: 8080, name: http1 }]
      resources: { limits: { nvidia.com/gpu: 2 } }
  decoderConfig:
    runner: { name: ome-container, image: lmsysorg/sglang:v0.5.5, args: [a] }
  routerConfig:
    runner: { name: router, image: lmsysorg/sgl-router:v0.3, ports: [{ containerPort: 9000 }] }
---`;

function service({ name = 'chat', annotations = '', spec = '', engine = '{}' }: Service): string {
  return `${RUNTIME}
apiVersion: ome.io/v1beta1
kind: InferenceService
metadata: { name: ${name}, namespace: models, annotations: { a: b${annotations} } }
spec:
  model: { name: llama }
  runtime: { name: srt }
  engine: ${engine}
  ${spec}
`;
}

const preview = (parts: Service) => previewed(parts.name ?? 'chat', service(parts));

test('an engine gets a Deployment, a Service, an autoscaler and a budget, and the service a Service of its name', () => {
  const made = preview({});
  expect(namesOf(made)).toEqual([
    'ConfigMap models/modelconfig-chat',
    'Deployment models/chat-engine',
    'Service models/chat-engine',
    'HorizontalPodAutoscaler models/chat-engine',
    'PodDisruptionBudget models/chat-engine',
    'Service models/chat',
  ]);
  expect(specOf(made, 'Deployment')).toMatchObject({
    selector: { matchLabels: { app: 'chat-engine' } },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
  });
  expect(specOf(made, 'PodDisruptionBudget')).toEqual({
    maxUnavailable: 1,
    selector: { matchLabels: { app: 'chat-engine' } },
  });
  expect(specOf(made, 'Service', 'chat')).toEqual({
    type: 'ClusterIP',
    selector: { 'ome.io/inferenceservice': 'chat', component: 'engine' },
    ports: [{ name: 'http', port: 8080, targetPort: 8080, protocol: 'TCP' }],
  });
});

test('what the webhook fills in says how many pods there are, whatever the runtime says', () => {
  const made = preview({});
  expect(specOf(made, 'HorizontalPodAutoscaler')).toMatchObject({ minReplicas: 1, maxReplicas: 3 });
  expect(made.pods[0]).toMatchObject({
    replicas: { least: 1, most: 3 },
    devices: { 'nvidia.com/gpu': 2 },
    containers: [{ args: ['--model-path=/mnt/models/llama'], engine: { name: 'sglang', version: '0.5.5' } }],
  });
});

test('what is known of the model stands in a ConfigMap whose name keeps the end of the service’s', () => {
  const made = preview({ name: 'a-name-of-more-than-twenty-characters' });
  expect(namesOf(made)).toContain('ConfigMap models/modelconfig-an-twenty-characters');
  expect(made.children[0]?.object.data).toEqual({
    'models.json': JSON.stringify([
      {
        modelName: 'llama',
        modelSpec: {
          storageUri: 'hf://meta/llama',
          path: '/mnt/models/llama',
          modelFormatName: 'safetensors',
          modelFormatVersion: '1.0.0',
        },
      },
    ]),
  });
});

test('decoder and router have objects of their own, and the router takes the requests', () => {
  const made = preview({ spec: 'decoder: {}\n  router: {}' });
  expect(namesOf(made)).toEqual([
    'ConfigMap models/modelconfig-chat',
    ...['engine', 'decoder'].flatMap((name) => [
      `Deployment models/chat-${name}`,
      `Service models/chat-${name}`,
      `HorizontalPodAutoscaler models/chat-${name}`,
      `PodDisruptionBudget models/chat-${name}`,
    ]),
    'ServiceAccount models/chat-router',
    'Role models/chat-router',
    'RoleBinding models/chat-router',
    'Deployment models/chat-router',
    'Service models/chat-router',
    'HorizontalPodAutoscaler models/chat-router',
    'PodDisruptionBudget models/chat-router',
    'Service models/chat',
  ]);
  expect(specOf(made, 'Service', 'chat')).toMatchObject({ selector: { component: 'router' }, ports: [{ port: 9000 }] });
  expect(specOf(made, 'HorizontalPodAutoscaler', 'chat-router')).toMatchObject({ maxReplicas: 2 });
});

const GROUPS =
  '{ minReplicas: 2, leader: { runner: { name: r, image: i, args: ["--node-rank=$(LWS_WORKER_INDEX)"], resources: { limits: { nvidia.com/gpu: 8 } } } }, worker: { size: 3, runner: { name: r, image: i, resources: { limits: { nvidia.com/gpu: 8 } } } } }';

test('an engine of several nodes is a LeaderWorkerSet, which makes what its controller makes', () => {
  const made = preview({ engine: GROUPS });
  expect(namesOf(made)).toEqual([
    'ConfigMap models/modelconfig-chat',
    'LeaderWorkerSet models/lws-chat-engine',
    'Service models/chat-engine',
    'StatefulSet models/lws-chat-engine',
    'StatefulSet models/lws-chat-engine-0',
    'StatefulSet models/lws-chat-engine-1',
    'Service models/lws-chat-engine',
    'Service models/chat',
  ]);
  expect(
    made.pods.map(({ component, podName, replicas, devices }) => [component, podName, replicas.least, devices]),
  ).toEqual([
    ['engine-leader', 'lws-chat-engine-<group>', 2, { 'nvidia.com/gpu': 8 }],
    ['engine-worker', 'lws-chat-engine-<group>-<1..3>', 6, { 'nvidia.com/gpu': 8 }],
  ]);
  expect(made.pods[0]?.containers[0]?.args).toEqual(['--node-rank=0']);
  const set = JSON.stringify(specOf(made, 'LeaderWorkerSet'));
  expect(specOf(made, 'LeaderWorkerSet')).toMatchObject({ replicas: 2, leaderWorkerTemplate: { size: 4 } });
  // What LeaderWorkerSet adds to pods stands in no template.
  expect(set).not.toContain('leaderworkerset.sigs.k8s.io/');
  expect(set).not.toContain('LWS_LEADER_ADDRESS');
  expect(specOf(made, 'Service', 'chat-engine')).toMatchObject({ selector: { 'ray.io/node-type': 'head' } });
});

test('an engine that may have no pods is a Service of Knative', () => {
  const made = preview({ engine: '{ minReplicas: 0, maxReplicas: 4 }' });
  expect(namesOf(made)).toEqual([
    'ConfigMap models/modelconfig-chat',
    'Service models/chat-engine',
    'Service models/chat',
  ]);
  expect(made.pods[0]?.replicas).toEqual({ least: 0, most: 4 });
});

test('KEDA scales by Prometheus, by a ScaledObject whose name keeps the end of the component’s', () => {
  const annotations = ', ome.io/autoscalerClass: keda';
  const made = preview({
    name: 'a-name-that-is-long-enough-to-lose-its-own-beginning-here',
    annotations,
    spec: 'kedaConfig: { customPromQuery: "up{a=\\"%s\\"}", scalingThreshold: "7" }',
  });
  expect(namesOf(made)).toContain(
    'ScaledObject models/scaledobject--long-enough-to-lose-its-own-beginning-here-engine',
  );
  expect(specOf(made, 'ScaledObject')).toMatchObject({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment' },
    triggers: [
      {
        type: 'prometheus',
        metadata: {
          query: 'up{a="a-name-that-is-long-enough-to-lose-its-own-beginning-here-engine"}',
          threshold: '7',
          operator: 'LessThanOrEqual',
        },
      },
    ],
  });
});

test('names of Services have 63 characters, and a hash before what is left of longer ones', () => {
  const name = 'a-name-of-a-service-that-has-as-many-characters-as-it-can-have';
  const services = namesOf(preview({ name })).filter((one) => one.startsWith('Service'));
  expect(services).toEqual([
    'Service models/a5c53dbb-vice-that-has-as-many-characters-as-it-can-have-engine',
    `Service models/${name}`,
  ]);
});

test.each([
  ['engine alone', '', [['chat', 'chat-engine']]],
  [
    'a router',
    'router: {}',
    [
      ['chat', 'chat-router'],
      ['chat-router', 'chat-router'],
      ['chat-engine', 'chat-engine'],
    ],
  ],
  [
    'a decoder',
    'decoder: {}',
    [
      ['chat', 'chat-engine'],
      ['chat-engine', 'chat-engine'],
      ['chat-decoder', 'chat-decoder'],
    ],
  ],
])('with %s, an annotation brings back the Ingress', (_what, spec, expected) => {
  const annotations = ', ome.io/ingress-disable-creation: "false", ome.io/ingress-domain: example.org';
  const made = preview({ annotations, spec });
  const rules = expected.map(([host, name]) => ({
    host: `${host}.models.example.org`,
    http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name, port: { number: 8080 } } } }] },
  }));
  expect(specOf(made, 'Ingress')).toEqual({ ingressClassName: 'istio', rules });
  expect(namesOf(made)).not.toContain('Service models/chat');
});

test('routers alone are given a look at pods, and labels for queues come of annotations', () => {
  const made = preview({ annotations: ', ome.io/dedicated-ai-cluster: blue' });
  expect(specOf(made, 'Deployment')).toMatchObject({
    template: {
      metadata: {
        labels: {
          'volcano.sh/queue-name': 'blue',
          'ray.io/priority-class-name': 'volcano-scheduling-high-priority',
        },
      },
    },
  });
  expect(namesOf(made)).not.toContainEqual(expect.stringContaining('Role'));
});

test.each([
  ['a service that is deployed elsewhere', { annotations: ', ome.io/deploymentMode: VirtualDeployment' }, 'nothing'],
  ['an engine on Ray', { engine: '{ annotations: { ome.io/deploymentMode: MultiNodeRayVLLM } }' }, 'unknown'],
  ['workers that are not stated', { engine: '{ leader: { runner: { name: r, image: i } } }' }, 'refused'],
  ['a template that fails', { engine: '{ runner: { name: ome-container, args: ["{{ .Spec }}"] } }' }, 'refused'],
] as const)('of %s nothing is shown', (_what, parts, outcome) => {
  expect(preview(parts)).toMatchObject({ failure: { outcome }, pods: [], children: [] });
});

test('a runtime of the catalogue has no pods to show', () => {
  const text = service({}).replace(/engineConfig:[\s\S]*?---/, '\n---');
  expect(previewed('chat', text)).toMatchObject({
    failure: { outcome: 'unknown', because: expect.stringContaining('give its manifest with --runtimes') as string },
  });
});

test('a runtime that is named is shown although the model says too little, as agents leave it', () => {
  const text = service({}).replace('modelFormat: { name: safetensors, version: 1.0.0 }\n  storage', 'storage');
  const made = previewed('chat', text);
  expect(made.selection?.because).toContain("until OME's agents have read the model");
  expect(namesOf(made)).toContain('Deployment models/chat-engine');
});

test('a model that is not among the manifests brings nothing, and that is said', () => {
  const made = previewed('chat', service({}).replace('metadata: { name: llama }', 'metadata: { name: other }'));
  expect(made.inexact).toContainEqual({
    because: 'the model is not among the manifests: variables, volumes and nodes that it brings are left out',
  });
});

describe('what scales an engine', () => {
  test('follows the metric and the target that it states', () => {
    const made = preview({ engine: '{ minReplicas: 1, scaleTarget: 60, scaleMetric: memory }' });
    expect(specOf(made, 'HorizontalPodAutoscaler')).toMatchObject({
      metrics: [{ resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 60 } } }],
    });
  });

  test('under Knative has its time and its requests at once', () => {
    const made = preview({
      engine: '{ minReplicas: 0, scaleTarget: 8, scaleMetric: rps, timeoutSeconds: 300, containerConcurrency: 3 }',
    });
    expect(specOf(made, 'Service', 'chat-engine')).toMatchObject({
      template: {
        metadata: {
          annotations: { 'autoscaling.knative.dev/target': '8', 'autoscaling.knative.dev/metric': 'rps' },
        },
        spec: { timeoutSeconds: 300, responseStartTimeoutSeconds: 300, containerConcurrency: 3 },
      },
    });
  });

  test('leaves as many pods as it states', () => {
    const made = preview({ engine: '{ minReplicas: 2, minAvailable: 1 }' });
    expect(specOf(made, 'PodDisruptionBudget')).toMatchObject({ minAvailable: 1 });
  });
});
