import { Accelerator } from '../../../constructs/accelerator';
import { findingsOf } from '../../../constructs/findings';
import type { Model } from '../../../constructs/model';
import { ModelStorage } from '../../../constructs/model-storage';
import { Cluster, FleetApp } from '../../../index';
import { Lws } from '../../../platforms/lws/lws';
import { VllmLwsRuntime } from '../../../runtimes/vllm/vllm-lws';
import type { VllmLwsRuntimeProps, VllmLwsServeProps } from '../../../runtimes/vllm/vllm-lws';

/** A service but for its model. */
export type Serve = VllmLwsServeProps extends infer Props
  ? Props extends unknown
    ? Omit<Props, 'model'>
    : never
  : never;

export const storage = ModelStorage.pvc('weights');

export const known = (huggingFaceId: string): Model => ({ huggingFaceId, storage });

/** What is found of one service. */
export function findings(
  props: Serve,
  { model = { storage }, ...runtimeProps }: Partial<VllmLwsRuntimeProps> & { model?: Model } = {},
) {
  const cluster = new Cluster(new FleetApp(), 'cluster', { platform: new Lws(), namespace: 'models' });
  const runtime = new VllmLwsRuntime(cluster, 'vllm', { image: 'vllm/vllm-openai:v0.28.0', ...runtimeProps });
  return findingsOf(runtime.serve(cluster, 'llama', { ...props, model }));
}

export const ids = (...args: Parameters<typeof findings>) => findings(...args).map(({ id }) => id);

export const nvidia = (count: number, product?: string) => Accelerator.nvidia({ count, product });

export const ascend = (count: number) => Accelerator.ascend({ chip: '910B', count });
