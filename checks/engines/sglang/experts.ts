import type { Fault } from '../../finding';
import { refused } from './refusal';
import type { FindRefusal, Refusal } from './refusal';
import type { SglangStart } from './sglang-start';

const TRANSPORT = '--moe-a2a-backend';
const BALANCING = '--enable-eplb';
const OVERLAP = '--enable-two-batch-overlap';
const DENSE = '--moe-dense-tp-size';

/** What chooses a transport of tokens between experts beside the flag for it. */
const CHOOSE_ONE: readonly string[] = ['--enable-waterfill', '--enable-deepep-waterfill'];

/**
 * Experts that are spread over devices, and what takes that for granted.
 *
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py ServerArgs._handle_eplb_and_dispatch, ServerArgs._check_two_batch_overlap
 */
export function checkExperts(start: SglangStart): readonly Fault[] {
  if (start.hasSizesOfItsOwn()) return [];
  return RULES.flatMap((rule) => refused('sglang/experts', start, rule(start)));
}

const RULES: readonly FindRefusal[] = [overlapWithoutTransport, balancingOfOne, denseLayers];

/** Whether no tokens are carried between experts, for certain. */
function lacksTransport(start: SglangStart): boolean {
  const isNone = start.text(TRANSPORT, 'none') === 'none';
  const runner = start.text('--moe-runner-backend', 'auto');
  const isChosen = runner === undefined || runner === 'megamoe' || start.sets('SGLANG_OPT_USE_DEEPGEMM_MEGA_MOE');
  return isNone && !isChosen && CHOOSE_ONE.every((flag) => start.lacks(flag));
}

function overlapWithoutTransport(start: SglangStart): Refusal | undefined {
  if (!start.has(OVERLAP) || !lacksTransport(start) || !start.isBetween('0.5.7')) return undefined;
  const needsBoth = start.isBetween('0.5.15');
  if (needsBoth && start.copiesAttention() !== false) return undefined;
  return {
    flag: OVERLAP,
    problem: `${OVERLAP} is set without ${TRANSPORT}${needsBoth ? ' and --enable-dp-attention' : ''}`,
    because: 'there is no exchange between devices that a second batch could hide',
    mend: `State ${TRANSPORT}${needsBoth ? ', or --enable-dp-attention with --dp-size' : ''}.`,
  };
}

function balancingOfOne(start: SglangStart): Refusal | undefined {
  if (!start.has(BALANCING) || !lacksTransport(start)) return undefined;
  // Before, two other flags spread experts too.
  if (!start.isBetween('0.5.4.post1')) return undefined;
  if (start.count('--ep-size', 1) !== 1 || start.has('--elastic-ep-join-mode')) return undefined;
  return {
    flag: BALANCING,
    problem: `${BALANCING} is set, and --ep-size is ${start.has('--ep-size') ? '1' : 'not stated'}`,
    because: 'experts are balanced between devices that have some of them each',
    mend: `State --ep-size, or a ${TRANSPORT} that spreads experts over all devices.`,
  };
}

function denseLayers(start: SglangStart): Refusal | undefined {
  const size = start.has(DENSE) ? start.count(DENSE, 1) : undefined;
  const devices = start.count('--tp-size', 1);
  if (size === undefined || size === 1) return undefined;
  const mayBeAll = start.isBetween('0.5.13');
  if (mayBeAll && (devices === undefined || size === devices)) return undefined;
  return {
    flag: DENSE,
    problem: `${DENSE} is ${size}`,
    because: `layers without experts are on one device, or on ${mayBeAll ? 'all' : 'as many as --tp-size says where it is not stated'}`,
    mend: `Use 1, or leave ${DENSE} out.`,
  };
}
