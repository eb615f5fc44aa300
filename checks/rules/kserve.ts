import { kserveControllerRules } from './kserve-controller';
import { kserveRuntimeRules } from './kserve-runtime';
import { kserveScalingRules } from './kserve-scaling';
import { kserveServiceRules } from './kserve-service';
import type { Rules } from './rule';

/** What KServe refuses, and what it cannot make pods of; which runtime serves a model is a family of its own. */
export const kserveRules = {
  ...kserveControllerRules,
  ...kserveRuntimeRules,
  ...kserveScalingRules,
  ...kserveServiceRules,
} as const satisfies Rules;
