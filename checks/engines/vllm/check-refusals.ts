import type { Fault } from '../../finding';
import type { EngineStart } from '../engine-start';
import { checkBatches } from './batches';
import { checkContextParallel } from './context-parallel';
import { checkDataParallel } from './data-parallel';
import { checkExpertBalancing } from './expert-balancing';
import { checkHeadless } from './headless';
import { checkNodes } from './nodes';
import { checkRequiredFlags } from './required-flags';
import { checkSaidTwice } from './said-twice';
import { checkTransfer } from './transfer';

/** Flags of vLLM that are right each by itself, and that it refuses together. */
export function checkVllmRefusals(start: EngineStart): readonly Fault[] {
  return [
    ...checkNodes(start),
    ...checkDataParallel(start),
    ...checkHeadless(start),
    ...checkContextParallel(start),
    ...checkExpertBalancing(start),
    ...checkRequiredFlags(start),
    ...checkBatches(start),
    ...checkTransfer(start),
    ...checkSaidTwice(start),
  ];
}
