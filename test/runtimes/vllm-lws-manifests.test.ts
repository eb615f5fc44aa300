import { Accelerator } from '../../constructs/accelerator';
import { late, text } from '../../constructs/late-bound';
import { ModelStorage } from '../../constructs/model-storage';
import { Cluster, FleetApp } from '../../index';
import { Lws } from '../../platforms/lws/lws';
import { VllmLwsRuntime } from '../../runtimes/vllm/vllm-lws';
import type { VllmLwsRuntimeProps, VllmLwsServeProps } from '../../runtimes/vllm/vllm-lws';
import { schemaErrors } from '../manifest-schema';

const storage = ModelStorage.pvc('weights');
const eight = Accelerator.nvidia({ count: 8, product: 'NVIDIA-H200' });
const mi300x = Accelerator.amd({ count: 8 });
const npus = (count: number) => Accelerator.ascend({ chip: 'ascend-1980', count });

const deepSeek = { huggingFaceId: 'deepseek-ai/DeepSeek-R1-0528', storage } as const;
const qwen = { huggingFaceId: 'Qwen/Qwen2.5-7B-Instruct', storage } as const;
const llama = { huggingFaceId: 'meta-llama/Llama-3.1-405B-Instruct-FP8', storage } as const;

const router = {
  image: 'registry.example/vllm-router:v0.1.12',
  command: ['vllm-router'],
  args: [
    ...['--host=0.0.0.0', text`--port=${late.servingPort}`, '--vllm-pd-disaggregation'],
    ...['prefill', 'decode'].map((role) => text`--${role}=http://${late.serviceName}-${role}-serving:8080`),
  ],
  healthPath: '/health',
};

const FORMS: readonly (readonly [string, Partial<VllmLwsRuntimeProps>, VllmLwsServeProps])[] = [
  [
    'a model on one NPU',
    { image: 'quay.io/ascend/vllm-ascend:v0.18.0' },
    { model: qwen, accelerator: npus(1), flags: { maxModelLen: 2048, blockSize: 128 } },
  ],
  [
    'sixteen GPUs over two nodes',
    { networkInterface: 'eth0' },
    {
      model: llama,
      accelerator: eight,
      pipelineParallel: 2,
      resources: { requests: { cpu: 96, memory: '900Gi' }, limits: { cpu: 96, memory: '900Gi' } },
      flags: { maxModelLen: 32_768 },
    },
  ],
  [
    'sixteen GPUs of AMD that Ray joins',
    { image: 'registry.example/vllm-rocm-ray:v0.28.0' },
    {
      model: llama,
      accelerator: mi300x,
      pipelineParallel: 2,
      distributedExecutorBackend: 'ray',
      flags: { maxModelLen: 32_768 },
    },
  ],
  [
    'experts over sixteen GPUs, of which each pod takes requests',
    {},
    {
      model: deepSeek,
      accelerator: eight,
      expertParallel: true,
      dataParallel: { size: 16, loadBalancing: 'hybrid', localSize: 8 },
    },
  ],
  [
    'thirty-two NPUs of which the leader takes requests',
    { image: 'quay.io/ascend/vllm-ascend:v0.18.0', networkInterface: 'eth0' },
    {
      model: deepSeek,
      accelerator: npus(16),
      tensorParallel: 4,
      dataParallel: { size: 8 },
      expertParallel: true,
      flags: { quantization: 'ascend' },
      env: { HCCL_OP_EXPANSION_MODE: 'AIV' },
      leaderWorkerSet: { gang: { scheduler: 'volcano' } },
    },
  ],
  [
    'prefill and decode apart',
    {},
    {
      model: deepSeek,
      accelerator: eight,
      expertParallel: true,
      dataParallel: { size: 8 },
      disaggregation: {
        connector: { kind: 'nixl' },
        router,
        decode: { dataParallel: { size: 16 }, replicas: { min: 2 } },
      },
    },
  ],
];

test.each(FORMS)('%s', (_, runtimeProps, props) => {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'cluster', { platform: new Lws(), namespace: 'models' });
  const runtime = new VllmLwsRuntime(cluster, 'vllm', { image: 'vllm/vllm-openai:v0.28.0', ...runtimeProps });
  runtime.serve(cluster, 'model', props);
  expect(app.manifests().flatMap(schemaErrors)).toEqual([]);
  expect(app.synthYaml()).toMatchSnapshot();
});
