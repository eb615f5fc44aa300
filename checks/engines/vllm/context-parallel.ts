import type { Fault } from '../../finding';
import type { EngineStart } from '../engine-start';
import { refusedStart } from './refused-start';
import { deviceSizes } from './sizes';

const ID = 'vllm/context-parallel';
const DECODE = '--decode-context-parallel-size';
const PREFILL = '--prefill-context-parallel-size';

/** Before, such sizes were refused elsewhere, or not at all. */
const SINCE = '>0.24.0,<=0.28.0';

/**
 * Devices that share the context of a request, which are those that share the model.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/config/parallel.py ParallelConfig._validate_parallel_config
 */
export function checkContextParallel(start: EngineStart): readonly Fault[] {
  const { tensor, copies, prefillContext: prefill } = deviceSizes(start);
  const decode = start.count(DECODE, 1);
  if (decode === undefined || prefill === undefined) return [];
  if (decode <= 1 && start.text('--dcp-comm-backend') === 'a2a') {
    return refusedStart(start, {
      id: ID,
      flag: '--dcp-comm-backend',
      problem: `--dcp-comm-backend a2a is for devices that share the context, and ${DECODE} is 1`,
      mend: `State ${DECODE}, or leave the backend out.`,
    });
  }
  if (prefill > 1 && copies !== undefined && copies > 1) {
    return refusedStart(start, {
      id: ID,
      flag: PREFILL,
      problem: `${PREFILL} is ${prefill} together with ${copies} copies of the model, which vLLM cannot do yet`,
      mend: `Leave ${PREFILL} out, or --data-parallel-size.`,
      since: SINCE,
    });
  }
  if (tensor === undefined || fits(decode, tensor, prefill)) return [];
  const sizes = prefill === 1 ? divisorsOf(tensor) : [1, prefill, tensor * prefill];
  return refusedStart(start, {
    id: ID,
    flag: DECODE,
    problem: `${DECODE} is ${decode}, and the devices that share the model are ${tensor * prefill}`,
    mend: `Use ${[...new Set(sizes)].join(', ')}.`,
    since: SINCE,
  });
}

function fits(decode: number, tensor: number, prefill: number): boolean {
  return prefill === 1 ? tensor % Math.max(decode, 1) === 0 : [1, prefill, tensor * prefill].includes(decode);
}

function divisorsOf(number: number): readonly number[] {
  return Array.from({ length: Math.min(number, 64) }, (_, index) => index + 1).filter((size) => number % size === 0);
}
