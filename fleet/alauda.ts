import {
  Accelerator,
  AlaudaAi,
  Cluster,
  MindIERuntime,
  MLServerRuntime,
  ModelStorage,
  Namespace,
  XinferenceRuntime,
} from '../index';
import type { FleetApp } from '../index';

/** One runtime for each kind of node, and a service on each; models lie in one volume, a folder for each. */
export function serveOnAlauda(app: FleetApp): void {
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
