import { Accelerator, Cluster, ModelStorage, Namespace, VllmRuntime } from '../index';
import type { FleetApp, Platform } from '../index';

/** The same service on two platforms: nothing but the platform differs. */
export function serveGranite(app: FleetApp, name: string, platform: Platform): void {
  const cluster = new Cluster(app, name, { platform, namespace: 'models' });
  new Namespace(cluster, 'models');

  const vllm = new VllmRuntime(cluster, 'vllm-runtime', {
    namespace: 'models',
    displayName: 'vLLM ServingRuntime for KServe',
    image: 'quay.io/modh/vllm@sha256:8a3dd8ad6e15fe7b8e5e471037519719d4d8ad3db9d69389f2beded36a6f5b21',
    command: ['python', '-m', 'vllm.entrypoints.openai.api_server'],
    accelerator: Accelerator.nvidia(),
  });
  vllm.serve(cluster, 'granite', {
    displayName: 'granite',
    model: { storage: ModelStorage.connection('aws-connection-my-storage', 'models/granite-7b-instruct/') },
    resources: { requests: { cpu: 1, memory: '8Gi' }, limits: { cpu: 6, memory: '24Gi' } },
  });
}
