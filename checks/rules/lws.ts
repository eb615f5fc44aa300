import { lwsConstructRules } from './lws-constructs';
import { lwsDisaggregatedRules } from './lws-disaggregated';
import { lwsSetRules } from './lws-sets';
import type { Rules } from './rule';

/** What is wrong with LeaderWorkerSets and DisaggregatedSets, and what their controllers would do with them. */
export const lwsRules = { ...lwsSetRules, ...lwsDisaggregatedRules, ...lwsConstructRules } as const satisfies Rules;
