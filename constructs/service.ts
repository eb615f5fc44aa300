import type { Accelerator } from './accelerator';
import type { EngineVariable, ModelFormat, Protocol } from './engine';
import type { Model } from './model';
import type { LeaderWorkerSetSettings } from './leader-worker-set-settings';
import type { OmeServiceSettings } from './ome/settings';
import type { Replicas, Resources, Toleration } from './pod';
import type { RuntimeDescription } from './runtime-description';
import type { VariableValue } from './secrets/secret-ref';

/** How KServe runs a service: plain Deployments, or Knative with scaling to zero. */
export type DeploymentMode = 'Standard' | 'Knative';

/** What everybody may say of a service, whatever the engine. */
export interface ServeProps {
  readonly model: Model;
  /** Name of the service's object. @default the construct's id */
  readonly name?: string;
  /** @default the runtime's namespace, else the chart's */
  readonly namespace?: string;
  /** Format of the model, one of the runtime's. @default the runtime's first */
  readonly format?: string;
  /** @default one */
  readonly replicas?: Replicas;
  /** Processor and memory; the accelerator is added. @default the runtime's */
  readonly resources?: Resources;
  /** Devices per pod. @default the runtime's */
  readonly accelerator?: Accelerator;
  /** Arguments after the runtime's. @default none */
  readonly args?: readonly string[];
  /** Environment, over the runtime's by name: texts, and keys of Secrets in the service's namespace. @default none */
  readonly env?: Readonly<Record<string, VariableValue>>;
  /** @default the accelerator's */
  readonly tolerations?: readonly Toleration[];
  /** @default the accelerator's */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Shown by the platform's console. @default none */
  readonly displayName?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** On KServe and its relatives. @default the platform's */
  readonly deploymentMode?: DeploymentMode;
  /** On platforms of LeaderWorkerSets. @default LeaderWorkerSet's own */
  readonly leaderWorkerSet?: LeaderWorkerSetSettings;
  /** On OME: how the model is kept, and copies of decoder and router. @default OME's own, and the runtime's */
  readonly ome?: OmeServiceSettings;
  /** Service account that may read the model's storage. @default the namespace's default */
  readonly serviceAccountName?: string;
  /** Keeps the service's object but runs no pod. @default false */
  readonly stopped?: boolean;
}

/** One service with everything resolved that does not depend on the platform. */
export interface ServiceDescription extends Omit<ServeProps, 'format' | 'env' | 'accelerator'> {
  readonly name: string;
  readonly runtime: RuntimeDescription;
  readonly format: ModelFormat;
  readonly accelerator: Accelerator;
  readonly env: readonly EngineVariable[];
  /** Inference protocol to ask of the runtime. @default the platform's rule */
  readonly protocol?: Protocol;
  /** Size of a memory-backed `/dev/shm` where the service needs more than the runtime gives. @default the runtime's */
  readonly sharedMemory?: string;
  /** Seconds to load, where that may be longer than the runtime allows. @default the runtime's */
  readonly startupSeconds?: number;
}
