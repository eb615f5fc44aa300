import { checkPods } from '../../../checks/pods/check-pods';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

const ENGINE: Manifest = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'llama', labels: { app: 'llama' } },
  spec: {
    containers: [
      {
        name: 'server',
        image: 'vllm/vllm-openai:v0.11.0',
        command: ['vllm', 'serve', 'm', '--port', '8000'],
        ports: [{ name: 'http', containerPort: 8000 }],
        resources: { limits: { 'nvidia.com/gpu': 1 } },
      },
    ],
  },
};

/** What is told of the ports of a Service before an engine on port 8000. */
function told(...ports: readonly JsonObject[]) {
  const service: Manifest = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'llama' },
    spec: { selector: { app: 'llama' }, ports },
  };
  const objects = [ENGINE, service].map((manifest) => ({ manifest, where: manifest.kind }));
  return checkPods(objects).map(({ severity, id, field }) => `${severity} ${id} ${field ?? ''}`);
}

test.each([
  ['by its number', { port: 80, targetPort: 8000 }],
  ['by its name', { port: 80, targetPort: 'http' }],
  ['by its own number', { port: 8000 }],
  ['by 0, which is its own number', { port: 8000, targetPort: 0 }],
])('a Service may lead to the engine %s', (_, port) => {
  expect(told(port)).toEqual([]);
});

test.each([
  ['another number', { port: 80, targetPort: 8080 }, 'error pod/service-port spec.ports[0].targetPort'],
  ['a name that no container has', { port: 80, targetPort: 'web' }, 'error pod/service-port spec.ports[0].targetPort'],
  ['its own number, which is another', { port: 80 }, 'error pod/service-port spec.ports[0].port'],
])('one that leads to %s reaches nobody', (_, port, fault) => {
  expect(told(port)).toEqual([fault]);
});

test('a port beside the one of the engine may be of a container that a webhook adds', () => {
  expect(told({ name: 'serve', port: 8000 }, { name: 'runtime', port: 8080 })).toEqual([
    'warning pod/service-port spec.ports[1].port',
  ]);
});
