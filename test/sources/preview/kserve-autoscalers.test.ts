import { preview } from './kserve-service';
import { namesOf, specOf } from './previewed';

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
