import type { VllmFlags } from '../../catalog/render-vllm-flags';
import type { Accelerator } from '../../constructs/accelerator';
import type { ModelFormat } from '../../constructs/engine';
import type { Text } from '../../constructs/late-bound';
import type { Replicas, Resources } from '../../constructs/pod';
import type { RuntimeMetadata } from '../../constructs/runtime-metadata';
import type { VariableValue } from '../../constructs/secrets/secret-ref';
import type { ServeProps } from '../../constructs/service';
import type { VllmKvConnector } from './kv-connector';
import type { SettledFlag } from './settled-flags';
import type { VllmLwsVendor } from './vendor';

/** Flags of `vllm serve`, by camel-case name, without those that are derived. */
export type VllmLwsFlags = Omit<VllmFlags, SettledFlag>;

/** A runtime that serves with vLLM on groups of pods. */
export interface VllmLwsRuntimeProps extends RuntimeMetadata {
  /** vLLM's image for the accelerator, such as `vllm/vllm-openai:v0.28.0` or `quay.io/ascend/vllm-ascend:v0.18.0`. */
  readonly image: string;
  /** vLLM's version, by which flags are checked. @default the image's tag, else the newest known */
  readonly version?: string;
  /** Devices of each pod; a service can have others of the same maker. @default one pod of NVIDIA GPUs, as many as the sizes need */
  readonly accelerator?: Accelerator<VllmLwsVendor>;
  /** Program that reads the flags; only `vllm serve` knows how to be a pod that follows another. @default vllm serve */
  readonly command?: readonly string[];
  readonly flags?: VllmLwsFlags;
  /** Arguments after those of `flags`, for flags of forks. @default none */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, VariableValue>>;
  /** @default left to each service */
  readonly resources?: Resources;
  /** Where vLLM answers. @default 8080 */
  readonly port?: number;
  /** Network interface on which pods compute together, such as `eth0`. @default the one that the libraries find */
  readonly networkInterface?: string;
  /** @default vLLM */
  readonly formats?: readonly ModelFormat[];
}

/** Into how many parts a model is split, and how often it is held. */
export interface VllmSizes {
  /** Devices over which each layer is split. @default every device of a pod; 1 where `dataParallel` is stated */
  readonly tensorParallel?: number;
  /** Stages that the layers are divided into. @default 1 */
  readonly pipelineParallel?: number;
  /** Give each device whole experts of a mixture of experts, instead of a part of each. @default false */
  readonly expertParallel?: boolean;
}

/** Copies of the model in one group, of which one pod takes all requests. */
export interface VllmInternalDataParallel {
  /** Copies, also called ranks. */
  readonly size: number;
  readonly loadBalancing?: 'internal';
}

/** Copies of the model in one group; each pod takes requests for the copies it holds. */
export interface VllmHybridDataParallel {
  /** Copies, also called ranks. */
  readonly size: number;
  readonly loadBalancing: 'hybrid';
  /** Copies in each pod. */
  readonly localSize: number;
}

/** One copy of a mixture of experts in each pod, which takes requests for itself. */
export interface VllmExternalDataParallel {
  /** Copies, also called ranks; as many pods. At least 2. */
  readonly size: number;
  readonly loadBalancing: 'external';
}

/**
 * Copies of the model in one group, and who divides requests between them. The copies of a dense model need nothing of
 * each other: there, `replicas` does the same with groups that start and fail by themselves.
 *
 * @see https://docs.vllm.ai/en/latest/serving/data_parallel_deployment/
 */
export type VllmDataParallel = VllmInternalDataParallel | VllmHybridDataParallel | VllmExternalDataParallel;

/** Pods that vLLM starts processes in by itself, from 0.12 on. */
interface Multiprocessing {
  readonly distributedExecutorBackend?: 'mp';
  /** @default one copy of the model in each group */
  readonly dataParallel?: VllmDataParallel;
}

/** Pods that Ray joins; official images of vLLM 0.18 and later hold no Ray. */
interface Ray {
  readonly distributedExecutorBackend: 'ray';
  /** @default one copy of the model in each group */
  readonly dataParallel?: VllmInternalDataParallel;
}

/** The same pods read prompts and generate tokens. */
interface Together {
  readonly disaggregation?: undefined;
  readonly flags?: VllmLwsFlags;
}

/** Pods of two kinds; the service's own settings are of those that read prompts. */
interface Apart {
  readonly disaggregation: VllmDisaggregation;
  readonly flags?: Omit<VllmLwsFlags, 'kvTransferConfig'>;
}

/** One kind of pod that runs vLLM. */
export interface VllmGroupSettings extends VllmSizes {
  /** Devices of each pod. @default the runtime's */
  readonly accelerator?: Accelerator<VllmLwsVendor>;
  /** Size of a memory-backed `/dev/shm`, which counts as memory of the pod. @default 2Gi for each device of a pod */
  readonly sharedMemory?: string;
}

/** Prefill and decode apart, joined by a connector that hands keys and values over. */
export interface VllmDisaggregation {
  readonly connector: VllmKvConnector;
  /** Pods that generate tokens. @default as those that read prompts */
  readonly decode?: VllmDecodeSettings;
  /** Pods that clients reach; they hand each request to one pod of each kind. */
  readonly router: VllmRouter;
}

/** Pods that generate tokens; what is not stated is as of the pods that read prompts. */
export interface VllmDecodeSettings extends VllmGroupSettings {
  readonly dataParallel?: VllmDataParallel;
  /** Flags over those of the pods that read prompts. */
  readonly flags?: Omit<VllmLwsFlags, 'kvTransferConfig'>;
  readonly args?: readonly string[];
  /** Variables over those of the pods that read prompts, by name. */
  readonly env?: Readonly<Record<string, VariableValue>>;
  readonly resources?: Resources;
  /** @default one */
  readonly replicas?: Replicas;
}

/** A program that passes requests on, such as the router of the vLLM project or an example of vLLM. */
export interface VllmRouter {
  readonly image: string;
  /** @default the image's entry point */
  readonly command?: readonly string[];
  /**
   * How it listens and finds the others, which is the platform's to name: on LeaderWorkerSet,
   * ``text`--prefill=http://${late.serviceName}-prefill-serving:8080` `` for the router of the vLLM project.
   */
  readonly args: readonly Text[];
  readonly env?: Readonly<Record<string, VariableValue>>;
  /** Where the router answers clients, which `args` must tell it too. @default 8080 */
  readonly port?: number;
  /** Path that answers when the router is ready. @default no probe */
  readonly healthPath?: string;
  /** @default one */
  readonly replicas?: Replicas;
  /** @default one core and 2Gi */
  readonly resources?: Resources;
}

interface VllmLwsService extends Omit<ServeProps, 'accelerator'>, VllmGroupSettings {}

/**
 * A service of vLLM. The pods of a group follow from the sizes: `tensorParallel` times `pipelineParallel` times the
 * copies of `dataParallel` are its devices, and the accelerator's count is how many of them a pod has.
 */
export type VllmLwsServeProps = VllmLwsService & ((Multiprocessing & (Together | Apart)) | (Ray & Together));
