import type { EngineFlags } from './flags/engine-flags';
import { vllmFlagCatalog } from './vllm-flag-facts';

/**
 * The command line of `vllm serve`.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/utils/argparse_utils.py
 */
export const VLLM_ENGINE_FLAGS: EngineFlags = {
  engine: 'vLLM',
  family: 'vllm',
  catalog: vllmFlagCatalog,
  // Middleware is named by a module too.
  isProgram: (arg) => arg === 'serve' || /^vllm\.entrypoints\.(?:\w+\.)*(?:api_server|grpc_server|main)$/.test(arg),
  canonicalName: (name) => name.replaceAll('_', '-'),
  // -O3, -O=3 and -O 3 are rewritten before argparse sees them.
  isRewritten: (arg) => arg.startsWith('-O'),
  dottedKeys: true,
  textForJson: true,
  humanInteger: {
    pattern: /^\s*(?:\d+(?:\.\d+)?[kmgt]|\d+[KMGT])\s*$/,
    example: '8k or 8K',
    factors: { k: 1e3, m: 1e6, g: 1e9, t: 1e12, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 },
  },
};
