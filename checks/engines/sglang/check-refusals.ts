import type { Fault } from '../../finding';
import type { EngineLaunch } from '../engine-launch';
import type { GivenFlags } from '../flags';
import { checkAdapters } from './adapters';
import { checkAddresses } from './addresses';
import { checkAttentionCopies } from './attention-copies';
import { checkCacheTiers } from './caches';
import { checkDisaggregation } from './disaggregation';
import { checkExperts } from './experts';
import { checkRequiredFlags } from './required-flags';
import { checkNodes } from './nodes';
import { checkOpposedFlags } from './opposed-flags';
import { checkPipeline } from './pipeline';
import { checkPrefill } from './prefill';
import { SglangStart } from './sglang-start';
import { checkSpeculation } from './speculation';

/**
 * What SGLang refuses of flags that are right one by one, as far as the command line alone decides it.
 *
 * @param isPartial - whether a service may add flags to these @default - these are all
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py ServerArgs.check_server_args
 */
export function checkSglangRefusals(launch: EngineLaunch, flags: GivenFlags, isPartial = false): readonly Fault[] {
  if (launch.engine !== 'sglang') return [];
  const start = new SglangStart(launch, flags, isPartial);
  return [
    ...checkNodes(start),
    ...checkAttentionCopies(start),
    ...checkPrefill(start),
    ...checkAddresses(start),
    ...checkPipeline(start),
    ...checkCacheTiers(start),
    ...checkDisaggregation(start),
    ...checkSpeculation(start),
    ...checkAdapters(start),
    ...checkExperts(start),
    ...checkRequiredFlags(start),
    ...checkOpposedFlags(start),
  ];
}
