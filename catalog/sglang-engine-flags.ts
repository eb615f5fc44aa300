import type { EngineFlags } from './flags/engine-flags';
import { type FlagCatalog, readFlagCatalog } from './flags/flag-facts';

let catalog: FlagCatalog | undefined;

/** The catalog of SGLang's flags, read on first use. */
export function sglangFlagCatalog(): FlagCatalog {
  catalog ??= readFlagCatalog('sglang-flags.json');
  return catalog;
}

/**
 * The command line of `sglang.launch_server`, which is also that of `sglang serve`.
 *
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py prepare_server_args
 */
export const SGLANG_ENGINE_FLAGS: EngineFlags = {
  engine: 'SGLang',
  family: 'sglang',
  catalog: sglangFlagCatalog,
  isProgram: (arg) => arg === 'serve' || arg.startsWith('sglang.'),
  // An underscore stays one, and no flag of SGLang has any.
  canonicalName: (name) => name,
  dottedKeys: false,
  textForJson: false,
  /** @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/utils/common.py human_readable_int */
  humanInteger: {
    pattern: /^\s*(?:\d+(?:\.\d+)?[kMGT]|\d+[KMGT]i)\s*$/,
    example: '8k or 8Ki',
    factors: { k: 1e3, M: 1e6, G: 1e9, T: 1e12, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 },
    since: '0.5.10',
  },
};
