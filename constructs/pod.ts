/**
 * The parts of a pod that engines and services speak about. They are spelled as Kubernetes spells them, so that a
 * piece of existing YAML can be pasted.
 */
export interface Toleration {
  readonly key?: string;
  readonly operator?: 'Exists' | 'Equal';
  readonly value?: string;
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  readonly tolerationSeconds?: number;
}

/** Requests and limits of one container; accelerators are stated apart, by an `Accelerator`. */
export interface Resources {
  readonly requests?: Readonly<Record<string, string | number>>;
  readonly limits?: Readonly<Record<string, string | number>>;
}

/** Number of replicas: fixed, or a range within which the platform scales. */
export interface Replicas {
  /** @default 1 */
  readonly min?: number;
  /** @default `min` */
  readonly max?: number;
}

/** Requests equal to limits for one amount of processor and memory. */
export function fixedResources(cpu: string | number, memory: string): Resources {
  return { requests: { cpu, memory }, limits: { cpu, memory } };
}
