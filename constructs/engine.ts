import type { Accelerator } from './accelerator';
import type { Text } from './late-bound';
import type { Replicas, Resources } from './pod';
import type { SecretRef } from './secrets/secret-ref';

/**
 * The interface where engines and platforms meet: an engine says what it needs in these words, a platform says how
 * that is written down. Nothing here names a Kubernetes kind.
 */
export interface Engine extends EnginePod {
  /** Lower-case word for the engine, such as `vllm`; platforms label with it. */
  readonly name: string;
  /** Inference protocols the engine speaks; an engine with an API of its own states none. @default none */
  readonly protocols?: readonly Protocol[];
  /** Formats of models it loads, the preferred one first. */
  readonly formats: readonly ModelFormat[];
  /** The engine changes files in the model's folder, so services must mount it writable. @default false */
  readonly writesModelFolder?: boolean;
  /**
   * Pods of another kind that generate tokens, while the engine's own only read prompts (prefill and decode apart).
   *
   * @default the engine does both
   */
  readonly decoder?: EngineComponent;
  /** Pods that take the clients' requests and pass them on to the engine's. @default clients reach the engine */
  readonly router?: EngineComponent;
  /** What is started where the platform decides over devices and pods. @default the engine is for one pod alone */
  readonly starts?: EngineStarts;
}

/** A part of an engine that is scaled by itself. */
export interface EngineComponent extends EnginePod {
  /** @default one */
  readonly replicas?: Replicas;
}

/** One kind of pod that an engine is made of. */
export interface EnginePod {
  readonly image: string;
  /** @default the image's entry point */
  readonly command?: readonly Text[];
  /** @default none */
  readonly args?: readonly Text[];
  /** In order, since a later variable may refer to an earlier one. @default none */
  readonly env?: readonly EngineVariable[];
  /** Where the engine answers inference requests. */
  readonly servingPort: number;
  /** Ports to declare; declaring is informational in Kubernetes. @default none */
  readonly ports?: readonly EnginePort[];
  readonly accelerator: Accelerator;
  /** Processor and memory; the accelerator is added by the platform. @default left to each service */
  readonly resources?: Resources;
  readonly probes?: EngineProbes;
  /** Size of a memory-backed `/dev/shm`. @default the node's 64 MB */
  readonly sharedMemory?: string;
  /** Folders the engine writes to that its image may not let it write to. @default none */
  readonly scratchFolders?: readonly string[];
  /** As whom the process runs. @default as the image says */
  readonly security?: SecurityContext;
  /** Path of Prometheus metrics on the serving port. @default none */
  readonly metricsPath?: string;
  /** Further pods that compute with this one, which leads them. @default none */
  readonly workers?: EngineWorkers;
}

/**
 * Pods that compute with a leading pod. As a rule they answer nobody and have no ports and no probes. What is not stated
 * is as in the leading pod.
 */
export interface EngineWorkers extends Partial<
  Pick<EnginePod, 'image' | 'command' | 'args' | 'env' | 'accelerator' | 'resources'>
> {
  /** How many, the leading pod not counted; at least 1. */
  readonly count: number;
  /** They answer requests as the leading pod does, on its ports and with its probes. @default false */
  readonly answerRequests?: boolean;
}

/**
 * What an engine starts where the platform, and not the runtime, decides over how many devices and pods a model is
 * split: it refers to `late.tensorParallel` and `late.pipelineParallel`.
 */
export interface EngineStarts {
  /** In a pod of its own. */
  readonly single: EngineStart;
  /** In the pods of a group. @default the engine cannot be split over pods */
  readonly group?: EngineGroupStart;
}

/** What is started in the pods of a group. */
export interface EngineGroupStart {
  readonly leader: EngineStart;
  readonly worker: EngineStart;
  /** Whether what a deployment adds for the engine is for the worker too, because it runs the engine's program. */
  readonly workerTakesArguments: boolean;
}

/** One command line: the program and its arguments, each a word of its own. */
export type EngineStart = readonly Text[];

/** Inference protocols as KServe ranks them; `v2` is the Open Inference Protocol. */
export type Protocol = 'v1' | 'v2' | 'grpc-v1' | 'grpc-v2';

/** One model format that an engine loads. */
export interface ModelFormat {
  readonly name: string;
  /** Compared as text by KServe, by its parts by OME, never as a number. @default any */
  readonly version?: string;
  /** Whether a service that names no runtime may be given this one. @default false */
  readonly autoSelect?: boolean;
  /** Higher wins among auto-selected runtimes, at least 1. @default none */
  readonly priority?: number;
  /** Library that wrote the model, such as `transformers`; OME selects by it. @default any */
  readonly framework?: { readonly name: string; readonly version?: string };
  /** Class in the model's configuration, such as `LlamaForCausalLM`; OME selects by it. @default any */
  readonly architecture?: string;
  /** Such as `fp8`; OME selects by it. @default none */
  readonly quantization?: string;
}

/** One environment variable: a text, a field of the pod, or a Secret's key. */
export type EngineVariable =
  | { readonly name: string; readonly value: Text }
  | { readonly name: string; readonly field: 'status.podIP' | 'metadata.name' | 'metadata.namespace' }
  | { readonly name: string; readonly secret: SecretRef };

export interface EnginePort {
  readonly number: number;
  readonly name?: string;
}

/** How Kubernetes learns of the engine's state. */
export interface EngineProbes {
  /** Holds the other two back until the model is loaded. */
  readonly startup?: EngineProbe;
  readonly readiness?: EngineProbe;
  readonly liveness?: EngineProbe;
}

/** One probe: a path on the serving port, or a command in the container. */
export type EngineProbe = ({ readonly path: Text } | { readonly command: readonly Text[] }) & ProbeTiming;

/** Durations are in seconds. */
export interface ProbeTiming {
  readonly initialDelaySeconds?: number;
  /** @default 10 */
  readonly periodSeconds?: number;
  /** @default 1 */
  readonly timeoutSeconds?: number;
  /** How many failures in a row count. @default 3 */
  readonly failureThreshold?: number;
}

/** A container's security context, spelled as Kubernetes spells it. */
export interface SecurityContext {
  readonly allowPrivilegeEscalation?: boolean;
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
  readonly privileged?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly runAsGroup?: number;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly seccompProfile?: { readonly type: 'RuntimeDefault' | 'Unconfined' };
}
