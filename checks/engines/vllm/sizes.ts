import type { EngineStart } from '../engine-start';

/** The sizes by which an engine counts its devices; each undefined where it is known only in the pod. */
export interface DeviceSizes {
  readonly tensor: number | undefined;
  readonly pipeline: number | undefined;
  readonly copies: number | undefined;
  readonly prefillContext: number | undefined;
}

export function deviceSizes(start: EngineStart): DeviceSizes {
  return {
    tensor: start.count('--tensor-parallel-size', 1),
    pipeline: start.count('--pipeline-parallel-size', 1),
    copies: start.count('--data-parallel-size', 1),
    prefillContext: start.count('--prefill-context-parallel-size', 1),
  };
}
