import {
  Accelerator,
  Cluster,
  Hydra,
  HydraAgent,
  MindIERuntime,
  SglangRuntime,
  VllmRuntime,
  XinferenceRuntime,
} from '../index';
import type { FleetApp, Platform } from '../index';

/** Runtimes of Hydra: how they are started is stated in the global cluster, with which images in the work cluster. */
export function serveOnHydra(app: FleetApp): void {
  offer(app, 'hydra-global', new Hydra({ existing: 'none' }));
  offer(app, 'hydra-work', new HydraAgent({ existing: 'none' }));
}

/** The same runtimes for both clusters: nothing but the platform differs. */
function offer(app: FleetApp, name: string, platform: Platform): void {
  const cluster = new Cluster(app, name, { platform, namespace: 'hydra' });

  new VllmRuntime(cluster, 'vllm-cpu', {
    displayName: 'vLLM',
    image: 'public.ecr.aws/q9t5s3a7/vllm-cpu-release-repo:v0.28.0',
    accelerator: Accelerator.cpu(),
    flags: { trustRemoteCode: true },
  });
  new VllmRuntime(cluster, 'vllm-cuda', {
    image: 'vllm/vllm-openai:v0.28.0',
    accelerator: Accelerator.nvidia(),
    hydra: { gpuTypes: ['nvidia'] },
  });
  new SglangRuntime(cluster, 'sglang-cuda', {
    image: 'lmsysorg/sglang:v0.5.5.post3',
    hydra: { gpuTypes: ['nvidia'] },
  });
  new MindIERuntime(cluster, 'mindie-310p', {
    image: 'swr.cn-south-1.myhuaweicloud.com/ascendhub/mindie:2.1.RC1',
    accelerator: Accelerator.ascend({ chip: '310P' }),
    hydra: { gpuTypes: ['310P'] },
  });
  new XinferenceRuntime(cluster, 'xinference-qwen', {
    image: 'xprobe/xinference:v1.2.2',
    modelFamily: 'qwen2.5-instruct',
    hydra: { gpuTypes: ['nvidia'] },
  });
}
