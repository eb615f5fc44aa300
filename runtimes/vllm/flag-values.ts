import { givenFlags } from '../../catalog/flags/given-flags';
import { isLateBound } from '../../catalog/flags/parse-args';
import { VLLM_ENGINE_FLAGS } from '../../catalog/vllm-engine-flags';

/** The values of flags that other settings must fit, typed and plain arguments together; the last one of each holds. */
export interface VllmFlagValues {
  /** Tokens; absent where vLLM chooses or the text is no plain number. */
  readonly maxModelLen?: number;
  /** vLLM finds the longest sequence that fits by itself. */
  readonly fitsLength: boolean;
  /** The model's own limit of tokens is changed. */
  readonly stretchesContext: boolean;
  /** Whether a flag is given. */
  readonly has: (flag: string) => boolean;
  /** A flag's text, absent where it is not given or known only in the pod. */
  readonly text: (flag: string) => string | undefined;
}

/** Reads arguments as vLLM's parser does. */
export function flagValues(args: readonly string[], version: string | undefined): VllmFlagValues {
  const given = givenFlags(VLLM_ENGINE_FLAGS, args, version);
  const text = (flag: string) => {
    const value = given.get(flag)?.at(-1);
    return value === undefined || isLateBound(value) ? undefined : value;
  };
  const length = text('--max-model-len');
  return {
    maxModelLen: length === undefined ? undefined : tokens(length),
    fitsLength: length === '-1' || length === 'auto',
    stretchesContext: given.has('--hf-overrides') || given.has('--rope-scaling'),
    has: (flag) => given.has(flag),
    text,
  };
}

/** Reads `8192`, `8k` (8000) and `8K` (8192). */
function tokens(text: string): number | undefined {
  const [, digits, suffix = ''] = /^(\d+(?:\.\d+)?)([kmgtKMGT]?)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  return Math.floor(Number(digits) * (VLLM_ENGINE_FLAGS.humanInteger.factors[suffix] ?? 1));
}
