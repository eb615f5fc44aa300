import type { Fault } from '../../finding';
import type { EngineLaunch } from '../engine-launch';
import type { GivenFlags } from '../flags';
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
export function checkVllmRefusals(launch: EngineLaunch, flags: GivenFlags): readonly Fault[] {
  // A file may state anything.
  if (launch.engine !== 'vllm' || flags.has('--config')) return [];
  return [
    ...checkNodes(launch, flags),
    ...checkDataParallel(launch, flags),
    ...checkHeadless(launch, flags),
    ...checkContextParallel(launch, flags),
    ...checkExpertBalancing(launch, flags),
    ...checkRequiredFlags(launch, flags),
    ...checkBatches(launch, flags),
    ...checkTransfer(launch, flags),
    ...checkSaidTwice(launch, flags),
  ];
}
