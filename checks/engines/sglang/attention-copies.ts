import type { Fault } from '../../finding';
import { refused } from './refusal';
import type { Refusal } from './refusal';
import type { SglangStart } from './sglang-start';

/**
 * Copies of the attention, which share the devices of the tensor parallel group.
 *
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py ServerArgs._handle_data_parallelism
 */
export function checkAttentionCopies(start: SglangStart): readonly Fault[] {
  return refused('sglang/attention-copies', start, attentionCopies(start));
}

function attentionCopies(start: SglangStart): Refusal | undefined {
  // Before, there was one copy on each device.
  if (!start.has('--enable-dp-attention') || !start.isBetween('0.4.4.post1')) return undefined;
  const [devices, copies] = [start.count('--tp-size', 1), start.count('--dp-size', 1)];
  if (devices === undefined || copies === undefined || devices < 1 || copies < 1 || start.hasSizesOfItsOwn()) {
    return undefined;
  }
  if (copies === 1) {
    if (!start.isBetween('0.4.4.post1', '0.5.2')) return undefined;
    return {
      flag: '--enable-dp-attention',
      problem: '--enable-dp-attention is set with one copy of the attention',
      because: 'before 0.5.2 it needs at least two',
      mend: 'State --dp-size, or leave --enable-dp-attention out.',
    };
  }
  if (devices % copies === 0) return undefined;
  return {
    flag: '--dp-size',
    problem: `--dp-size is ${copies} with --enable-dp-attention, which does not divide --tp-size ${devices}`,
    because: 'each copy of the attention has an equal share of the devices',
    mend: 'Use a number of copies that divides --tp-size.',
  };
}
