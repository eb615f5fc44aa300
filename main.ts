import {
  Accelerator,
  AlaudaAi,
  Cluster,
  FleetApp,
  Kserve,
  MindIERuntime,
  MLServerRuntime,
  ModelStorage,
  Namespace,
  OpenShiftAi,
  VllmRuntime,
  XinferenceRuntime,
} from './index';
import type { Platform } from './index';

const app = new FleetApp();

serveOnAlauda();
serveGranite('openshift', new OpenShiftAi());
serveGranite('kserve', new Kserve({ defaultDeploymentMode: 'Standard' }));

app.synth();

/** One runtime for each kind of node, and a service on each; models lie in one volume, a folder for each. */
function serveOnAlauda(): void {
  const alauda = new Cluster(app, 'alauda', { platform: new AlaudaAi(), namespace: 'ai-serving' });
  new Namespace(alauda, 'ai-serving');
  const storage = ModelStorage.pvc('models');

  const xinference = new XinferenceRuntime(alauda, 'aml-xinference-cuda-12.1', {
    displayName: 'xinference-cuda-12.1',
    image: 'xprobe/xinference:v1.2.2',
    accelerator: Accelerator.nvidia({ cudaVersion: '12.1' }),
  });
  xinference.serve(alauda, 'qwen-chat', {
    model: { name: 'Qwen2.5-7B-Instruct', huggingFaceId: 'Qwen/Qwen2.5-7B-Instruct', task: 'text-generation', storage },
    modelFamily: 'qwen2.5-instruct',
    resources: { requests: { cpu: 4, memory: '24Gi' }, limits: { cpu: 8, memory: '32Gi' } },
  });

  const xinferenceOnCpu = new XinferenceRuntime(alauda, 'aml-xinference-cpu', {
    displayName: 'xinference-cpu',
    image: 'xprobe/xinference:v1.2.2-cpu',
    accelerator: Accelerator.cpu(),
  });
  xinferenceOnCpu.serve(alauda, 'qwen-small', {
    model: { name: 'Qwen2.5-0.5B-Instruct', task: 'text-generation', storage },
    modelFamily: 'qwen2.5-instruct',
  });

  const mlserver = new MLServerRuntime(alauda, 'aml-mlserver-cuda-11.6', {
    displayName: 'mlserver-cuda11.6-x86-arm',
    image: 'alaudadockerhub/seldon-mlserver:1.6.0-cu116-v1.3.1',
    accelerator: Accelerator.nvidia({ cudaVersion: '11.6' }),
    podLabels: { modelClass: 'mlserver_sklearn.SKLearnModel' },
  });
  mlserver.serve(alauda, 'sentiment', {
    model: { name: 'distilbert-base-uncased-finetuned-sst-2-english', task: 'text-classification', storage },
    format: 'transformers',
  });

  const mindie = new MindIERuntime(alauda, 'mindie-2.2rc1-310p', {
    displayName: 'mindie-2.2RC1',
    image: 'swr.cn-south-1.myhuaweicloud.com/ascendhub/mindie:2.2.RC1-300I-Duo-py311-openeuler24.03-lts',
    accelerator: Accelerator.ascend({ chip: '310P', cannVersion: '8.3.0' }),
  });
  mindie.serve(alauda, 'qwen-on-ascend', {
    model: { name: 'Qwen2.5-1.5B-Instruct', task: 'text-generation', storage },
    maxSeqLen: 4096,
    maxInputTokenLen: 3072,
  });
}

/** The same service on two platforms: nothing but the platform differs. */
function serveGranite(name: string, platform: Platform): void {
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
