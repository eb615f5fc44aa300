import type { Manifest } from '../../kubernetes/manifest';
import { TemporaryFolder } from '../temporary-folder';
import { deployment, runtime, service } from './manifests';
import { Repository } from './two-trees';
import type { Files } from './two-trees';

const folder = new TemporaryFolder();
const repository = new Repository(folder);

const claim: Manifest = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'weights', namespace: 'models' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '100Gi' } } },
};

const route = (weight: number): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'chat', namespace: 'models' },
  spec: { rules: [{ backendRefs: [{ name: 'llama', port: 80, weight }] }] },
});

const script = (port: number) => `set -eu\nexport PORT=${port}\nexec serve --port "$PORT"\n`;

const before: Files = {
  'runtimes/vllm.yaml': runtime('vllm', ['--max-model-len=4096']),
  'models/llama.yaml': service('llama', 'vllm'),
  'models/granite.yaml': service('granite', 'vllm', { predictor: { minReplicas: 2, maxReplicas: 4 } }),
  'models/gateway.yaml': deployment('gateway', { container: { env: [{ name: 'LOG', value: 'info' }] } }),
  'models/proxy.yaml': deployment('proxy', { container: { command: ['sh', '-c', script(80)] } }),
  'models/legacy.yaml': deployment('legacy'),
  'models/claim.yaml': claim,
  'models/route.yaml': route(1),
};

const after: Files = {
  'runtimes/vllm.yaml': runtime('vllm', ['--max-model-len=16384', '--served-model-name=chat']),
  'models/llama.yaml': service('llama', 'vllm', { model: { resources: { limits: { 'nvidia.com/gpu': '4' } } } }),
  'models/granite.yaml': service('granite', 'vllm', { predictor: { minReplicas: 2, maxReplicas: 4 } }),
  'models/gateway.yaml': deployment('gateway', {
    spec: { replicas: 3 },
    container: {
      env: [{ name: 'LOG', valueFrom: { configMapKeyRef: { name: 'settings', key: 'log' } } }],
      image: `example.com/server:1@sha256:${'0'.repeat(64)}`,
    },
  }),
  'models/proxy.yaml': deployment('proxy', { container: { command: ['sh', '-c', script(8080)] } }),
  'models/legacy.yaml': deployment('legacy', { spec: { selector: { matchLabels: { app: 'old' } } } }),
  'models/route.yaml': route(5),
  'models/new.yaml': {
    ...deployment('new'),
    metadata: { name: 'new', namespace: 'models', labels: { team: 'search' } },
  },
};

test('two commits with a change of every kind are reviewed in one comment', () => {
  repository.commit(before);
  repository.commit(after);
  expect(repository.diff('HEAD~1', 'HEAD', '--format', 'markdown').stdout).toMatchSnapshot();
});

test('the other way around, all of it is undone', () => {
  repository.commit(before);
  repository.commit(after);
  expect(repository.diff('HEAD', 'HEAD~1').stdout).toMatchSnapshot();
});
