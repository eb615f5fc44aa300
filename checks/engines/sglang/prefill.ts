import type { Fault } from '../../finding';
import { refused } from './refusal';
import type { Refusal } from './refusal';
import type { SglangStart } from './sglang-start';

/** Kinds of attention that compute with pages of any size; others take one of their own, whatever is stated. */
const ANY_PAGE: readonly string[] = ['flashinfer', 'fa3', 'triton', 'torch_native', 'flex_attention'];

/** Every page that some kind of attention takes is a multiple of this. */
const LEAST_PAGE = 16;

/**
 * Chunks of prompts, which fill whole pages of the cache.
 *
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py ServerArgs.check_server_args
 */
export function checkPrefill(start: SglangStart): readonly Fault[] {
  return refused('sglang/prefill-chunk', start, prefillChunk(start));
}

function prefillChunk(start: SglangStart): Refusal | undefined {
  const [chunk, page] = [start.count('--chunked-prefill-size', 0), start.count('--page-size', 1)];
  const role = start.role();
  if (chunk === undefined || page === undefined || chunk < 1 || page < 2) return undefined;
  if (role === undefined || role === 'decode' || start.has('--enable-mis')) return undefined;
  const copiesAttention = start.copiesAttention();
  if (copiesAttention === undefined) return undefined;
  // Before, the size was held against the page as it is stated.
  const isShared = copiesAttention && start.isBetween('0.4.9.post4');
  const copies = isShared ? (start.count('--dp-size', 1) ?? 1) : 1;
  const share = Math.floor(chunk / copies);
  if (share % page === 0) return undefined;
  const sharedOut = copies === 1 ? '' : `, shared out to ${copies} copies of the attention,`;
  return {
    flag: '--chunked-prefill-size',
    problem: `--chunked-prefill-size ${chunk}${sharedOut} is no multiple of --page-size ${page}`,
    because: 'a chunk of a prompt fills whole pages',
    mend: `Use ${Math.ceil(chunk / (page * copies)) * page * copies}.`,
    severity: share % LEAST_PAGE !== 0 || hasPageAsStated(start) ? 'error' : 'warning',
  };
}

function hasPageAsStated(start: SglangStart): boolean {
  const kinds = ['--attention-backend', '--prefill-attention-backend', '--decode-attention-backend'];
  const stated = kinds.filter((flag) => start.has(flag)).map((flag) => start.text(flag) ?? '');
  return start.has('--attention-backend') && stated.every((kind) => ANY_PAGE.includes(kind));
}
