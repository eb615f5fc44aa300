import { checkArgs } from '../../catalog/flags/check-args';
import type { EngineFlags } from '../../catalog/flags/engine-flags';
import { isLateBound, parseArgs } from '../../catalog/flags/parse-args';
import type { FlagArgument } from '../../catalog/flags/parse-args';
import { SGLANG_ENGINE_FLAGS } from '../../catalog/sglang-engine-flags';
import { VLLM_ENGINE_FLAGS } from '../../catalog/vllm-engine-flags';
import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import type { EngineLaunch, KnownEngine } from './engine-launch';

const FLAGS: Readonly<Record<KnownEngine, EngineFlags>> = { vllm: VLLM_ENGINE_FLAGS, sglang: SGLANG_ENGINE_FLAGS };

export function engineFlags(engine: KnownEngine): EngineFlags {
  return FLAGS[engine];
}

/** The flags that state how many devices share a model, by the whole names that an engine knows. */
export const SIZE_FLAGS: Readonly<Record<KnownEngine, Readonly<Record<'tensor' | 'pipeline' | 'data', string>>>> = {
  vllm: { tensor: '--tensor-parallel-size', pipeline: '--pipeline-parallel-size', data: '--data-parallel-size' },
  sglang: { tensor: '--tp-size', pipeline: '--pp-size', data: '--dp-size' },
};

/** Rules of which flags a version has; a build of somebody else may be of another than its tag says, and have more. */
const OF_VERSIONS = ['/unknown-flag', '/newer-flag', '/removed-flag'];

/**
 * Flags that the engine in the image refuses. What a build of somebody else may have added is a warning alone.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/engine/arg_utils.py AsyncEngineArgs.add_cli_args
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py ServerArgs.add_cli_args
 */
export function checkFlags({ engine, words, version, isOfficial, fieldOf }: EngineLaunch): readonly Fault[] {
  return checkArgs(FLAGS[engine], words, version).map((fault) => {
    const index = /^args\[(\d+)\]$/.exec(fault.field ?? '')?.[1];
    const isCertain = isOfficial || !OF_VERSIONS.some((rule) => fault.id.endsWith(rule));
    return {
      ...fault,
      severity: fault.severity === 'error' && !isCertain ? 'warning' : fault.severity,
      field: fieldOf(Number(index ?? 0)),
    };
  });
}

/** The flags of a command line, by their whole names. Of one that is given twice the last holds, as in argparse. */
export class GivenFlags {
  private readonly given = new Map<string, FlagArgument[]>();
  private readonly words: readonly string[];

  public constructor({ engine, words, version }: Pick<EngineLaunch, 'engine' | 'words' | 'version'>) {
    const flags = FLAGS[engine];
    this.words = words;
    for (const argument of parseArgs(flags, words, version ?? flags.catalog().newestVersion)) {
      if (argument.resolution.kind !== 'known') continue;
      const { flag } = argument.resolution.facts;
      const known = this.given.get(flag);
      if (known === undefined) this.given.set(flag, [argument]);
      else known.push(argument);
    }
  }

  public has(flag: string): boolean {
    return this.given.has(flag);
  }

  /** Whether a switch is on for certain. */
  public isOn(flag: string): boolean {
    return this.switched(flag) === true;
  }

  /** Whether a switch is given and off for certain, as by `--no-enable-lora`. */
  public isTurnedOff(flag: string): boolean {
    return this.switched(flag) === false;
  }

  /** A flag's text: absent where it is not given, undefined too where it is known only in the pod. */
  public text(flag: string): string | undefined {
    const value = this.given.get(flag)?.at(-1)?.values.at(-1);
    return value === undefined || isLateBound(value) ? undefined : value;
  }

  /** All texts of a flag that takes several; undefined where it is not given, or one is known only in the pod. */
  public texts(flag: string): readonly string[] | undefined {
    const values = this.given.get(flag)?.at(-1)?.values;
    return values?.some(isLateBound) === true ? undefined : values;
  }

  /** A whole number; the default where the flag is not given, undefined where it is not known or no number. */
  public count(flag: string, otherwise: number): number | undefined {
    if (!this.given.has(flag)) return otherwise;
    const text = this.text(flag)?.trim() ?? '';
    return /^\d+$/.test(text) ? Number(text) : undefined;
  }

  /** The members of a JSON value, be it one text or a flag for each as `--x.member 3`; what cannot be read is left out. */
  public members(flag: string): JsonObject {
    const given = this.given.get(flag) ?? [];
    return given.reduce<JsonObject>((members, argument) => ({ ...members, ...membersOf(argument, this.words) }), {});
  }

  /** Where a flag stands among the words. */
  public indexOf(flag: string): number | undefined {
    return this.given.get(flag)?.at(-1)?.index;
  }

  private switched(flag: string): boolean | undefined {
    const argument = this.given.get(flag)?.at(-1);
    if (argument?.resolution.kind !== 'known') return undefined;
    const [value] = argument.values;
    if (value !== undefined && isLateBound(value)) return undefined;
    return !argument.resolution.negated && value?.toLowerCase() !== 'false';
  }
}

/** Of a member inside of another, the outer one. */
function membersOf({ index, dotted, values }: FlagArgument, words: readonly string[]): JsonObject {
  const value = values.at(-1);
  if (value === undefined || isLateBound(value)) return {};
  const read = jsonOf(value);
  if (!dotted) return isObject(read) ? read : {};
  const [, key = '', ...inner] = (words[index]?.split('=', 1)[0] ?? '').split('.');
  return { [key]: inner.length === 0 ? (read ?? value) : {} };
}

function jsonOf(text: string): JsonValue | undefined {
  try {
    const read: unknown = JSON.parse(text);
    const isScalar = typeof read === 'string' || typeof read === 'number' || typeof read === 'boolean';
    return isScalar || read === null || isArray(read) || isObject(read) ? read : undefined;
  } catch {
    return undefined;
  }
}
