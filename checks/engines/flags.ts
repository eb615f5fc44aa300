import { checkArgs } from '../../catalog/flags/check-args';
import type { EngineFlags } from '../../catalog/flags/engine-flags';
import { givenFlags } from '../../catalog/flags/given-flags';
import { isLateBound } from '../../catalog/flags/parse-args';
import { SGLANG_ENGINE_FLAGS } from '../../catalog/sglang-engine-flags';
import { VLLM_ENGINE_FLAGS } from '../../catalog/vllm-engine-flags';
import type { Fault } from '../finding';
import type { EngineLaunch, KnownEngine } from './engine-launch';

const FLAGS: Readonly<Record<KnownEngine, EngineFlags>> = { vllm: VLLM_ENGINE_FLAGS, sglang: SGLANG_ENGINE_FLAGS };

/** The flags that state how many devices share a model, by the whole names that an engine knows. */
export const SIZE_FLAGS: Readonly<Record<KnownEngine, Readonly<Record<'tensor' | 'pipeline' | 'data', string>>>> = {
  vllm: { tensor: '--tensor-parallel-size', pipeline: '--pipeline-parallel-size', data: '--data-parallel-size' },
  sglang: { tensor: '--tp-size', pipeline: '--pp-size', data: '--dp-size' },
};

/**
 * Flags that the engine in the image refuses. What a build of somebody else may have added is a warning alone.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/engine/arg_utils.py AsyncEngineArgs.add_cli_args
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py ServerArgs.add_cli_args
 */
export function checkFlags({ engine, words, version, isOfficial, fieldOf }: EngineLaunch): readonly Fault[] {
  return checkArgs(FLAGS[engine], words, version).map((fault) => {
    const index = /^args\[(\d+)\]$/.exec(fault.field ?? '')?.[1];
    const isCertain = isOfficial || !fault.id.endsWith('/unknown-flag');
    return {
      ...fault,
      severity: fault.severity === 'error' && !isCertain ? 'warning' : fault.severity,
      field: fieldOf(Number(index ?? 0)),
    };
  });
}

/** The flags of a command line, by their whole names. */
export class GivenFlags {
  private readonly given: ReadonlyMap<string, readonly string[]>;

  public constructor({ engine, words, version }: Pick<EngineLaunch, 'engine' | 'words' | 'version'>) {
    this.given = givenFlags(FLAGS[engine], words, version);
  }

  public has(flag: string): boolean {
    return this.given.has(flag);
  }

  /** A flag's text: absent where it is not given, undefined too where it is known only in the pod. */
  public text(flag: string): string | undefined {
    const value = this.given.get(flag)?.at(-1);
    return value === undefined || isLateBound(value) ? undefined : value;
  }

  /** A whole number; the default where the flag is not given, undefined where it is not known or no number. */
  public count(flag: string, otherwise: number): number | undefined {
    if (!this.given.has(flag)) return otherwise;
    const number = Number(this.text(flag) ?? Number.NaN);
    return Number.isInteger(number) && number >= 0 ? number : undefined;
  }
}
