import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import type { Bounds } from './bounds';

/** Pods of one kind that a workload has. */
export interface PodSet {
  /** What they are of the workload, such as `predictor`, `engine`, `leader` or `worker`; `pod` where all are alike. */
  readonly component: string;
  readonly labels: JsonObject;
  readonly annotations: JsonObject;
  /** A PodSpec. */
  readonly spec: JsonObject;
  readonly count: Bounds;
  /**
   * Whether an autoscaler that nobody's controller makes says how many there are.
   *
   * @default false
   */
  readonly isScaled?: boolean;
}

/** What is known of pods that ask for devices. */
export type AskingPods = Pick<PodSet, 'spec' | 'count'>;

/** An object that pods come of. */
export interface Workload {
  readonly manifest: Manifest;
  /** What else the pods are made of, by what it is to the workload. */
  readonly madeOf: readonly Manifest[];
  /** Undefined where they cannot be foreseen. */
  readonly pods: readonly PodSet[] | undefined;
  /** Pods of which only what they ask for is known: of transformers, and what a service states whose pods are not foreseen. */
  readonly stated?: readonly AskingPods[];
  /**
   * Whether what its autoscaler is told makes new pods too, as Knative's revisions do.
   *
   * @default false
   */
  readonly isRevisioned?: boolean;
  /** With all that configurations put into its spec. @default - the manifest says it all */
  readonly combined?: Manifest;
  /** Why pods cannot be foreseen, or that the controller refuses to make them. */
  readonly unforeseen?: string;
  /**
   * Whether its controller stops before it touches anything, so that pods that run stay as they are.
   *
   * @default false
   */
  readonly isRefused?: boolean;
  /**
   * Whether its controller is told to leave it as it is while it is ready.
   *
   * @default false
   */
  readonly isFrozen?: boolean;
  /**
   * Whether it names no runtime, and none that is known suits it.
   *
   * @default false
   */
  readonly isWithoutRuntime?: boolean;
  /** What it needs and cannot have any more. @default - it has all that is known of */
  readonly lost?: LostSource;
}

/** An object that a workload is made of, once it is not there for it any more. */
export interface LostSource {
  readonly manifest: Manifest;
  readonly how: 'gone' | 'disabled';
}
