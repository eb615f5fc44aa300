import {} from './kserve-service';
import { namesOf, previewed, specOf } from './previewed';

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
