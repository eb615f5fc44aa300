import type { JsonObject, Manifest } from '../../kubernetes/manifest';

/** An accelerator that OME chose for a component. */
export interface ChosenAccelerator {
  readonly name: string;
  /** The spec of the AcceleratorClass. */
  readonly spec: JsonObject;
  /**
   * What the runtime says of it, in the `acceleratorConfig` of the format that the model has.
   *
   * @default {}
   */
  readonly settings?: JsonObject;
}

/** What pods depend on beside the service. */
export interface OmeContext {
  /** @default - none is known, and nothing can be said */
  readonly runtime?: Manifest;
  /** @default - none is known, and nothing of it is mounted */
  readonly model?: Manifest;
  /** @default {} - none is chosen */
  readonly accelerators?: Partial<Readonly<Record<'engine' | 'decoder', ChosenAccelerator>>>;
}
