import { givenFlags } from '../../catalog/flags/given-flags';
import { isLateBound } from '../../catalog/flags/parse-args';
import { SGLANG_ENGINE_FLAGS } from '../../catalog/sglang-engine-flags';
import type { EnginePod } from '../../constructs/engine';
import { renderText } from '../../constructs/late-bound';
import type { Parallelism } from './parallelism';

/** What a pod's arguments come to, plain arguments of the user's included; later flags win over earlier ones. */
export interface SglangCommandLine {
  /** The arguments one by one; a late-bound value is a placeholder. */
  readonly words: readonly string[];
  readonly parallelism: Parallelism;
  /** Whether a flag is given, with a value or without. */
  readonly has: (flag: string) => boolean;
  /** A flag's text, or undefined where it is not given or not known before the pod runs. */
  readonly text: (flag: string) => string | undefined;
  /** A flag's number, or undefined where it is not given or not known before the pod runs. */
  readonly number: (flag: string) => number | undefined;
}

/** Reads the arguments of a pod, and those that a service adds, as SGLang does. */
export function readCommandLine(
  { args = [], servingPort }: EnginePod,
  added: readonly string[],
  version: string | undefined,
): SglangCommandLine {
  const words = [
    ...args.map((arg) => renderText(arg, (name) => (name === 'servingPort' ? String(servingPort) : `$(${name})`))),
    ...added,
  ];
  const given = givenFlags(SGLANG_ENGINE_FLAGS, words, version);
  const text = (flag: string): string | undefined => {
    const value = given.get(flag)?.at(-1);
    return value === undefined || isLateBound(value) ? undefined : value;
  };
  const number = (flag: string): number | undefined => {
    const value = text(flag);
    return value === undefined || value.trim() === '' || Number.isNaN(Number(value)) ? undefined : Number(value);
  };
  const dataParallel = number('--dp-size') ?? 1;
  return {
    words,
    parallelism: {
      tensorParallel: number('--tp-size') ?? 1,
      pipelineParallel: number('--pp-size') ?? 1,
      dataParallel,
      nodes: number('--nnodes') ?? 1,
      // With one copy, SGLang switches it off.
      dpAttention: given.has('--enable-dp-attention') && dataParallel > 1,
    },
    has: (flag) => given.has(flag),
    text,
    number,
  };
}
