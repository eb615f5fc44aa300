import type { JsonObject, Manifest } from '../../kubernetes/manifest';

/** How many there are of something: a fixed number, or what an autoscaler may choose. */
export interface Bounds {
  readonly least: number;
  /** @default - nothing bounds it */
  readonly most?: number;
}

/** Pods of one kind that a workload has. */
export interface PodSet {
  /** What they are of the workload, such as `predictor`, `engine`, `leader` or `worker`; `pod` where all are alike. */
  readonly component: string;
  readonly labels: JsonObject;
  readonly annotations: JsonObject;
  /** A PodSpec. */
  readonly spec: JsonObject;
  readonly count: Bounds;
}

/** An object that pods come of. */
export interface Workload {
  readonly manifest: Manifest;
  /** What else the pods are made of, by what it is to the workload. */
  readonly madeOf: readonly Manifest[];
  /** Undefined where they cannot be foreseen. */
  readonly pods: readonly PodSet[] | undefined;
  /**
   * Whether what its autoscaler is told makes new pods too, as Knative's revisions do.
   *
   * @default false
   */
  readonly isRevisioned?: boolean;
  /** Why pods cannot be foreseen, or that the controller refuses to make them. */
  readonly unforeseen?: string;
}
