import type { Fault } from '../../finding';
import { refused } from './refusal';
import type { FindRefusal, Refusal } from './refusal';
import type { SglangStart } from './sglang-start';

const ENABLE = '--enable-lora';
const PATHS = '--lora-paths';
const RANK = '--max-lora-rank';
const MODULES = '--lora-target-modules';
const LOADED = '--max-loaded-loras';
const PER_BATCH = '--max-loras-per-batch';
const OVERLAP = '--enable-lora-overlap-loading';
const PER_BATCH_DEFAULT = 8;

/**
 * Adapters of a model, and what has to be known of them before there are any.
 *
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py ServerArgs.check_lora_server_args
 */
export function checkAdapters(start: SglangStart): readonly Fault[] {
  const hasAdapters = start.has(ENABLE) || (start.list(PATHS) ?? []).length > 0;
  // Models that generate by diffusion pass over adapters.
  if (!hasAdapters || start.has('--dllm-algorithm')) return [];
  return RULES.flatMap((rule) => refused('sglang/adapters', start, rule(start)));
}

const RULES: readonly FindRefusal[] = [unknownShape, allAndOthers, tooFewLoaded, overlap, speculation, promptCache];

const at = (start: SglangStart): string => (start.has(ENABLE) ? ENABLE : PATHS);

function unknownShape(start: SglangStart): Refusal | undefined {
  if (!start.lacks(PATHS)) return undefined;
  const missing = [RANK, MODULES].filter((flag) => start.lacks(flag));
  if (missing.length === 0) return undefined;
  return {
    flag: ENABLE,
    problem: `${ENABLE} is set without ${PATHS}, and without ${missing.join(' and ')}`,
    because: 'room for adapters is made at the start, of the shape of the first ones or of what is stated',
    mend: `State ${RANK} and ${MODULES}, or ${PATHS}.`,
  };
}

function allAndOthers(start: SglangStart): Refusal | undefined {
  const modules = start.list(MODULES) ?? [];
  if (!modules.includes('all') || modules.length === 1) return undefined;
  return {
    flag: MODULES,
    problem: `${MODULES} has 'all' beside others`,
    because: "'all' stands alone",
    mend: `Use ${MODULES} all.`,
  };
}

function tooFewLoaded(start: SglangStart): Refusal | undefined {
  const loaded = start.has(LOADED) ? start.count(LOADED, 0) : undefined;
  const perBatch = start.count(PER_BATCH, PER_BATCH_DEFAULT);
  if (loaded === undefined) return undefined;
  if (perBatch !== undefined && loaded < perBatch) {
    const without = start.has(PER_BATCH) ? '' : ', as it is where it is not stated';
    return {
      flag: LOADED,
      problem: `${LOADED} is ${loaded}, and ${PER_BATCH} ${perBatch}${without}`,
      because: 'no more adapters can compute together than are loaded',
      mend: `Use at least ${perBatch}, or a smaller ${PER_BATCH}.`,
    };
  }
  const paths = start.list(PATHS)?.length ?? 0;
  if (paths <= loaded) return undefined;
  return {
    flag: LOADED,
    problem: `${LOADED} is ${loaded}, and ${PATHS} names ${paths} adapters`,
    because: 'those that are named are loaded at the start',
    mend: `Use at least ${paths}.`,
  };
}

function overlap(start: SglangStart): Refusal | undefined {
  const perBatch = start.count(PER_BATCH, PER_BATCH_DEFAULT);
  const loaded = start.has(LOADED) ? start.count(LOADED, 0) : undefined;
  if (!start.has(OVERLAP) || perBatch === undefined) return undefined;
  if (loaded === undefined ? !start.lacks(LOADED) : loaded <= 2 * perBatch) return undefined;
  return {
    flag: OVERLAP,
    problem: `${OVERLAP} is set ${loaded === undefined ? `without ${LOADED}` : `with ${LOADED} ${loaded}`}`,
    because: `it pins adapters in memory, and so wants at most twice as many as ${PER_BATCH}, which is ${perBatch}`,
    mend: `Use ${LOADED} ${2 * perBatch}.`,
  };
}

function speculation(start: SglangStart): Refusal | undefined {
  const algorithm = start.text('--speculative-algorithm');
  if (algorithm === undefined || algorithm.toUpperCase() === 'NGRAM' || !start.isBetween('0.5.5.post3')) {
    return undefined;
  }
  return {
    flag: at(start),
    problem: `Adapters are used with --speculative-algorithm ${algorithm}`,
    because: 'adapters go together with NGRAM alone',
    mend: 'Leave one of the two out, or use NGRAM.',
  };
}

/** @see https://github.com/sgl-project/sglang/blob/v0.4.10/python/sglang/srt/server_args.py ServerArgs.check_lora_server_args */
function promptCache(start: SglangStart): Refusal | undefined {
  if (!start.has(PATHS) || !start.lacks('--disable-radix-cache')) return undefined;
  if (!start.isBetween('0.3.1.post1', '0.5.1')) return undefined;
  return {
    flag: PATHS,
    problem: `${PATHS} is stated without --disable-radix-cache`,
    because: 'before 0.5.1 adapters do not share a cache of prompts',
    mend: 'State --disable-radix-cache, or take an image of 0.5.1 or later.',
  };
}
