import type { SglangFlags } from '../../catalog/render-sglang-flags';
import type { Accelerator } from '../../constructs/accelerator';
import type { ModelFormat } from '../../constructs/engine';
import type { Text } from '../../constructs/late-bound';
import type { Replicas, Resources } from '../../constructs/pod';
import type { RuntimeMetadata } from '../../constructs/runtime-metadata';
import type { VariableValue } from '../../constructs/secrets/secret-ref';
import type { ServeProps } from '../../constructs/service';
import type { ParallelSettings, SglangVendor } from './parallelism';

/** Flags that the runtime sets itself, from the platform or from props of their own. */
type SettledFlags =
  | 'modelPath'
  | 'servedModelName'
  | 'host'
  | 'port'
  | 'tpSize'
  | 'ppSize'
  | 'dpSize'
  | 'nnodes'
  | 'nodeRank'
  | 'distInitAddr'
  | 'enableMetrics'
  | 'disaggregationMode'
  | 'disaggregationTransferBackend'
  | 'disaggregationBootstrapPort'
  | 'disaggregationIbDevice';

/** What can be said of SGLang both for a runtime and for one service. */
export interface SglangSettings extends ParallelSettings {
  /** Flags of `sglang.launch_server`, by camel-case name. @default none */
  readonly flags?: Omit<SglangFlags, SettledFlags>;
}

/** One kind of pod that runs SGLang. */
export interface SglangPodSettings extends SglangSettings {
  /** @default one NVIDIA GPU */
  readonly accelerator?: Accelerator<SglangVendor>;
  /** Pods that share one model, the leader included. @default 1 */
  readonly nodes?: number;
  /** Arguments after those of `flags`, for flags of forks. @default none */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, VariableValue>>;
  /** @default left to each service */
  readonly resources?: Resources;
}

/** A runtime that serves with SGLang. */
export interface SglangRuntimeProps extends RuntimeMetadata, SglangPodSettings {
  /** SGLang's image for the accelerator, such as `lmsysorg/sglang:v0.5.18`. */
  readonly image: string;
  /** SGLang's version, by which flags are checked. @default the image's tag, else the newest known */
  readonly version?: string;
  /** @default python3 -m sglang.launch_server */
  readonly command?: readonly string[];
  /** @default SGLang, auto-selected */
  readonly formats?: readonly ModelFormat[];
  /** Where SGLang answers. @default 8080 */
  readonly port?: number;
  /**
   * Reads prompts and generates tokens in pods of two kinds: the runtime's own settings are of those that read prompts.
   *
   * @default the same pods do both
   */
  readonly disaggregation?: SglangDisaggregation;
}

/**
 * Prefill and decode apart.
 *
 * @see https://github.com/sgl-project/sglang/blob/v0.5.18/docs/docs/advanced_features/pd_disaggregation.mdx
 */
export interface SglangDisaggregation {
  /** Pods that generate tokens. @default as those that read prompts */
  readonly decode?: SglangDecodeSettings;
  /** Pods that clients reach; they hand each request to one pod of each kind. */
  readonly router: SglangRouter;
  /** How keys and values get from one kind to the other. @default ascend on Ascend, else mooncake */
  readonly transferBackend?: SglangFlags['disaggregationTransferBackend'];
  /** Port where pods of the two kinds find each other. @default 8998 */
  readonly bootstrapPort?: number;
  /** RDMA devices to transfer with, such as `mlx5_0`. @default found by SGLang */
  readonly ibDevices?: readonly string[];
}

/** Pods that generate tokens; what is not stated is as of the pods that read prompts. */
export interface SglangDecodeSettings extends SglangPodSettings {
  /** @default one */
  readonly replicas?: Replicas;
}

/** The router of SGLang, also called the SGLang model gateway. */
export interface SglangRouter {
  /** Such as `lmsysorg/sgl-model-gateway:v0.3.2`; SGLang's own image for NVIDIA holds the router too. */
  readonly image: string;
  /** @default python3 -m sglang_router.launch_router */
  readonly command?: readonly string[];
  /**
   * How the router finds the pods: their labels, which are the platform's. Its service account must be allowed to list
   * and watch pods.
   *
   * @default by addresses in `args`
   */
  readonly discovery?: SglangDiscovery;
  /** Arguments after those of the other members, such as `--policy=power_of_two`. @default none */
  readonly args?: readonly Text[];
  readonly env?: Readonly<Record<string, VariableValue>>;
  /** Where the router answers clients. @default 8080 */
  readonly port?: number;
  /** @default one */
  readonly replicas?: Replicas;
  /** @default one core and 2Gi */
  readonly resources?: Resources;
}

/**
 * Labels by which a router finds pods in the namespace of its service; of a group, only the leader may have them.
 *
 * They are the platform's: `component` and `ome.io/inferenceservice` on OME, `leaderworkerset.sigs.k8s.io/name` and
 * `leaderworkerset.sigs.k8s.io/worker-index` of LeaderWorkerSets.
 */
export interface SglangDiscovery {
  /** Labels of the pods that read prompts, such as `{ component: 'engine', 'ome.io/inferenceservice': late.serviceName }`. */
  readonly prefill: Readonly<Record<string, Text>>;
  /** Labels of the pods that generate tokens. */
  readonly decode: Readonly<Record<string, Text>>;
}

/**
 * A service of SGLang. With prefill and decode apart, its flags and arguments are for the pods of both kinds, and their
 * sizes are the runtime's.
 */
export interface SglangServeProps extends ServeProps, SglangSettings {
  /** Devices per pod. @default the runtime's */
  readonly accelerator?: Accelerator<SglangVendor>;
}
