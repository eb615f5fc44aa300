import { autoscalerRules } from './autoscalers';
import { autoscalingConstructRules } from './autoscaling-constructs';
import type { Rules } from './rule';

/** What is wrong with autoscalers, and with what they are to be made of. */
export const autoscalingRules = { ...autoscalerRules, ...autoscalingConstructRules } as const satisfies Rules;
