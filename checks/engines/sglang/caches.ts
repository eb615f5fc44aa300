import type { Fault } from '../../finding';
import { refused } from './refusal';
import type { Refusal } from './refusal';
import type { SglangStart } from './sglang-start';

const TIERS = '--enable-hierarchical-cache';
const OFFLOAD = '--disaggregation-decode-enable-offload-kvcache';

/**
 * Tiers of the cache of prompts, and pods that have no such cache.
 *
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py ServerArgs._handle_cache_compatibility
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/arg_groups/pd_disaggregation_hook.py handle_pd_disaggregation
 */
export function checkCacheTiers(start: SglangStart): readonly Fault[] {
  return [
    ...refused('sglang/hierarchical-cache', start, tiersOfNone(start)),
    ...refused('sglang/hierarchical-cache', start, offloadOfOthers(start)),
  ];
}

function tiersOfNone(start: SglangStart): Refusal | undefined {
  if (!start.has(TIERS) || !start.isBetween('0.5.1')) return undefined;
  const role = start.role();
  const keepsPrompts = '--disaggregation-decode-enable-radix-cache';
  if (role === 'decode') {
    // Before, no flag gave those pods a cache of prompts.
    if (start.isBetween('0.5.11') && !start.lacks(keepsPrompts)) return undefined;
    const instead = start.isBetween('0.5.3') ? `, or use ${OFFLOAD} instead` : '';
    return {
      flag: TIERS,
      problem: `${TIERS} is set for pods that generate (--disaggregation-mode decode)`,
      because: 'those pods keep no cache of prompts that could have tiers',
      mend: `Leave ${TIERS} out${instead}.`,
    };
  }
  if (role === undefined || !start.has('--disable-radix-cache')) return undefined;
  return {
    flag: TIERS,
    problem: `${TIERS} and --disable-radix-cache are set together`,
    because: 'the tiers are those of the cache that the other flag switches off',
    mend: 'Leave one of the two out.',
  };
}

function offloadOfOthers(start: SglangStart): Refusal | undefined {
  if (!start.has(OFFLOAD)) return undefined;
  const role = start.role();
  if (role !== undefined && role !== 'decode') {
    return {
      flag: OFFLOAD,
      problem: `${OFFLOAD} is set for pods that do not generate alone`,
      because: 'it is for pods with --disaggregation-mode decode',
      mend: `Leave ${OFFLOAD} out, or use ${TIERS}.`,
    };
  }
  if (!start.lacks('--hicache-storage-backend') || !start.isBetween('0.5.10')) return undefined;
  return {
    flag: OFFLOAD,
    problem: `${OFFLOAD} is set, and no --hicache-storage-backend`,
    because: 'what leaves the devices has nowhere to go',
    mend: 'State --hicache-storage-backend, such as mooncake.',
  };
}
