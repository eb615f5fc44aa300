import {
  Accelerator,
  Cluster,
  late,
  Lws,
  ModelStorage,
  Namespace,
  SloAutoscaling,
  text,
  VllmLwsRuntime,
} from '../index';
import type { FleetApp } from '../index';

/** One engine from a model on one GPU, scaled by latency, to sixteen GPUs of two nodes, and prefill and decode apart. */
export function serveOnLeaderWorkerSets(app: FleetApp): void {
  const lws = new Cluster(app, 'lws', { platform: new Lws(), namespace: 'models' });
  new Namespace(lws, 'models');

  const vllm = new VllmLwsRuntime(lws, 'vllm', {
    image: 'vllm/vllm-openai:v0.28.0',
    accelerator: Accelerator.nvidia({ count: 8, product: 'NVIDIA-H100-80GB-HBM3' }),
  });

  const qwen = vllm.serve(lws, 'qwen-small', {
    model: { huggingFaceId: 'Qwen/Qwen3-8B', storage: ModelStorage.pvc('models', 'Qwen/Qwen3-8B') },
    accelerator: Accelerator.nvidia({ count: 1 }),
    flags: { maxModelLen: 32768 },
    replicas: { min: 1, max: 4 },
  });
  SloAutoscaling.of(qwen, {
    objective: { timeToFirstTokenMs: 1000, timePerOutputTokenMs: 25 },
    prometheus: 'http://prometheus-operated.monitoring:9090',
    monitoring: { labels: { release: 'prometheus' } },
  });

  vllm.serve(lws, 'deepseek-r1', {
    model: { huggingFaceId: 'deepseek-ai/DeepSeek-R1', storage: ModelStorage.pvc('models', 'deepseek-ai/DeepSeek-R1') },
    tensorParallel: 8,
    pipelineParallel: 2,
    expertParallel: true,
    flags: { maxModelLen: 32768 },
    leaderWorkerSet: { gang: { scheduler: 'volcano', queue: 'inference' } },
  });

  vllm.serve(lws, 'llama-70b', {
    model: {
      huggingFaceId: 'meta-llama/Llama-3.3-70B-Instruct',
      storage: ModelStorage.pvc('models', 'meta-llama/Llama-3.3-70B-Instruct'),
    },
    accelerator: Accelerator.nvidia({ count: 4 }),
    flags: { maxModelLen: 16384 },
    disaggregation: {
      connector: { kind: 'nixl' },
      decode: { replicas: { min: 2, max: 2 } },
      router: {
        image: 'vllm/vllm-router:v0.1.5',
        args: [
          '--vllm-pd-disaggregation',
          text`--prefill=http://${late.serviceName}-prefill-serving:8080`,
          text`--decode=http://${late.serviceName}-decode-serving:8080`,
          '--host=0.0.0.0',
          text`--port=${late.servingPort}`,
        ],
      },
    },
  });
}
