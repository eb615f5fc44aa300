import { Accelerator, Cluster, FleetApp, Kserve, ModelStorage, Namespace, OpenShiftAi, VllmRuntime } from './index';
import type { Model, Platform } from './index';

const app = new FleetApp();

const granite: Model = {
  name: 'granite-7b-instruct',
  storage: ModelStorage.connection('aws-connection-my-storage', 'models/granite-7b-instruct/'),
};

/** The same service on two platforms: nothing but the platform differs. */
function serveGranite(cluster: string, platform: Platform): void {
  const scope = new Cluster(app, cluster, { platform, namespace: 'models' });
  new Namespace(scope, 'models');
  const vllm = new VllmRuntime(scope, 'vllm-runtime', {
    namespace: 'models',
    displayName: 'vLLM ServingRuntime for KServe',
    image: 'quay.io/modh/vllm@sha256:8a3dd8ad6e15fe7b8e5e471037519719d4d8ad3db9d69389f2beded36a6f5b21',
    command: ['python', '-m', 'vllm.entrypoints.openai.api_server'],
    accelerator: Accelerator.nvidia(),
  });
  vllm.serve(scope, 'granite', {
    displayName: 'granite',
    model: granite,
    resources: { requests: { cpu: 1, memory: '8Gi' }, limits: { cpu: 6, memory: '24Gi' } },
  });
}

serveGranite('openshift', new OpenShiftAi());
serveGranite('kserve', new Kserve({ defaultDeploymentMode: 'Standard' }));

app.synth();
