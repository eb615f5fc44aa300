import type { Accelerator } from '../../constructs/accelerator';

/** Makers of the devices that SGLang publishes images for. */
export type SglangVendor = 'nvidia' | 'amd' | 'ascend' | 'cpu';

/** Into how many parts a model is split, and over how many pods. */
export interface ParallelSettings {
  /**
   * Parts of each layer, over all pods of a group; SGLang counts devices where vLLM counts those of one pod.
   *
   * @default every device of the group that the other sizes leave
   */
  readonly tensorParallel?: number;
  /** Stages that the layers are divided into. @default 1 */
  readonly pipelineParallel?: number;
  /** Copies of the model, or of its attention alone where `flags.enableDpAttention` is set. @default 1 */
  readonly dataParallel?: number;
}

/** Settings with every size known. */
export interface Parallelism extends Required<ParallelSettings> {
  /** Pods that compute together. */
  readonly nodes: number;
  /** Whether the copies of the attention share the devices of tensor parallelism. */
  readonly dpAttention: boolean;
}

/** What the sizes follow from where they are not stated. */
interface Surroundings {
  readonly accelerator: Accelerator<SglangVendor> | undefined;
  readonly nodes: number;
  readonly dpAttention: boolean;
  /** Sizes that hold where neither a size nor an accelerator is stated. */
  readonly otherwise?: Parallelism;
}

/** A size that is one; what is none is told as a fault, and counts as not stated. */
function sizeOf(size: number | undefined): number | undefined {
  return isSize(size) ? size : undefined;
}

export function isSize(size: number | undefined): boolean {
  return size !== undefined && Number.isInteger(size) && size >= 1;
}

/** The sizes as stated, or so that every device of the group computes; a processor counts as one device. */
export function parallelismOf(settings: ParallelSettings, surroundings: Surroundings): Parallelism {
  const { accelerator, dpAttention, otherwise } = surroundings;
  const nodes = sizeOf(surroundings.nodes) ?? 1;
  const pipelineParallel = sizeOf(settings.pipelineParallel) ?? otherwise?.pipelineParallel ?? 1;
  const dataParallel = sizeOf(settings.dataParallel) ?? otherwise?.dataParallel ?? 1;
  const copies = dpAttention ? 1 : dataParallel;
  const perPod = sizeOf(accelerator?.count) ?? 1;
  const remaining = Math.max(Math.floor((perPod * nodes) / (pipelineParallel * copies)), 1);
  const inherited = accelerator === undefined ? otherwise?.tensorParallel : undefined;
  return {
    tensorParallel: sizeOf(settings.tensorParallel) ?? inherited ?? remaining,
    pipelineParallel,
    dataParallel,
    nodes,
    dpAttention,
  };
}

/** Devices that the pods of a group compute with together. */
export function devicesOfGroup({ tensorParallel, pipelineParallel, dataParallel, dpAttention }: Parallelism): number {
  return tensorParallel * pipelineParallel * (dpAttention ? 1 : dataParallel);
}

/** Devices to ask for in each pod. */
export function devicesOfPod(parallelism: Parallelism): number {
  return Math.max(Math.ceil(devicesOfGroup(parallelism) / parallelism.nodes), 1);
}

/** The pod's devices; a processor is not counted. */
export function acceleratorOf<Vendor extends SglangVendor>(
  accelerator: Accelerator<Vendor>,
  parallelism: Parallelism,
): Accelerator<Vendor> {
  return accelerator.vendor === 'cpu' ? accelerator : accelerator.withCount(devicesOfPod(parallelism));
}

/** The flags of the sizes that differ from what holds without them. */
export function parallelArguments(sizes: Parallelism, otherwise?: Parallelism): readonly string[] {
  const flags: readonly [string, number, number | undefined][] = [
    ['--tp-size', sizes.tensorParallel, otherwise?.tensorParallel],
    ['--pp-size', sizes.pipelineParallel, otherwise?.pipelineParallel],
    ['--dp-size', sizes.dataParallel, otherwise?.dataParallel],
  ];
  return flags.flatMap(([flag, size, before]) => (size === (before ?? 1) ? [] : [`${flag}=${size}`]));
}

/** Processes exchange tensors through `/dev/shm`, of which a container has 64 MB by default. */
export function sharedMemoryOf(parallelism: Parallelism): string | undefined {
  return devicesOfGroup(parallelism) > 1 ? `${2 * devicesOfPod(parallelism)}Gi` : undefined;
}
