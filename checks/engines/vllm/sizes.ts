import type { GivenFlags } from '../flags';

/** The sizes by which an engine counts its devices; each undefined where it is known only in the pod. */
export interface DeviceSizes {
  readonly tensor: number | undefined;
  readonly pipeline: number | undefined;
  readonly copies: number | undefined;
  readonly prefillContext: number | undefined;
}

export function deviceSizes(flags: GivenFlags): DeviceSizes {
  return {
    tensor: flags.count('--tensor-parallel-size', 1),
    pipeline: flags.count('--pipeline-parallel-size', 1),
    copies: flags.count('--data-parallel-size', 1),
    prefillContext: flags.count('--prefill-context-parallel-size', 1),
  };
}
