import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import type { ObjectIdentity } from '../../kubernetes/object-identity';
import type { Inexactness } from '../../preview/children/child-object';
import type { EnvironmentVariable } from '../../preview/container-environment';
import type { Selection } from '../selection/selection-report';

/** Something of a preview that the cluster may have in another way, and why. */
export type InexactPreview = Inexactness;

/** A variable of a container. */
export type VariablePreview = EnvironmentVariable;

/** A container as it will run. */
export interface ContainerPreview {
  readonly name: string;
  /** Whether it runs before the others, or beside them from before. */
  readonly runs: 'with the others' | 'before the others' | 'beside the others, from before';
  /** @default - the cluster knows it */
  readonly image?: string;
  /** Whether a command that is not stated is the image's own, rather than one of a configuration that is not known. */
  readonly isCommandKnown: boolean;
  /**
   * With references to variables expanded.
   *
   * @default - the image's own
   */
  readonly command?: readonly string[];
  readonly args: readonly string[];
  /** The engine that it starts, if it is one whose command line is understood. */
  readonly engine?: {
    readonly name: 'vllm' | 'sglang';
    /** As the image's tag states it. */
    readonly version?: string;
    /** What the engine's parser sees, with the program before it; of a script, the line that starts the engine. */
    readonly words: readonly string[];
  };
  readonly variables: readonly VariablePreview[];
  readonly limits: JsonObject;
  readonly requests: JsonObject;
  readonly ports: readonly { readonly name?: string; readonly number: number }[];
  readonly mounts: readonly { readonly path: string; readonly volume: string; readonly isReadOnly: boolean }[];
}

/** Pods of one kind. */
export interface PodPreview {
  /** What it is of the service, such as `predictor`, `engine` or `worker`. */
  readonly component: string;
  /** What makes the pods. */
  readonly workload: { readonly kind: string; readonly name: string };
  readonly podName: string;
  /** How many there are: the most is absent where the cluster limits it. */
  readonly replicas: { readonly least: number; readonly most?: number };
  /** Devices of one pod, such as `nvidia.com/gpu: 4`. */
  readonly devices: Readonly<Record<string, number>>;
  readonly containers: readonly ContainerPreview[];
  readonly volumes: readonly { readonly name: string; readonly source: string }[];
  readonly nodeSelector: JsonObject;
  readonly inexact: readonly InexactPreview[];
}

/** An object that controllers make. */
export interface ChildPreview {
  readonly carries: string;
  readonly inexact: readonly InexactPreview[];
  readonly object: Manifest;
}

/** What controllers would make of one service. */
export interface ServicePreview {
  /** @default - nobody named it */
  readonly cluster?: string;
  readonly service: ObjectIdentity;
  /** @default - what it runs is not selected */
  readonly selection?: Selection;
  /** @default - its platform has one way to run it */
  readonly mode?: string;
  /**
   * Why nothing is made, or is not known.
   *
   * @default - something is made
   */
  readonly failure?: {
    readonly outcome: 'nothing' | 'refused' | 'unknown';
    readonly because: string;
    /** As it stands in the service's status. */
    readonly reason?: string;
  };
  readonly pods: readonly PodPreview[];
  readonly children: readonly ChildPreview[];
  readonly inexact: readonly InexactPreview[];
  /** Whether an inventory says what else is in the cluster. */
  readonly isInventoryKnown: boolean;
}
