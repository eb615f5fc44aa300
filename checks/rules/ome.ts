import { omeComponentRules } from './ome-components';
import { omeConstructRules } from './ome-constructs';
import { omeModelRules } from './ome-models';
import { omeReferenceRules } from './ome-references';
import { omeRuntimeRules } from './ome-runtimes';
import { omeServiceRules } from './ome-services';
import type { Rules } from './rule';

/** What is wrong with objects of Open Model Engine, and what its controller would do with them. */
export const omeRules = {
  ...omeServiceRules,
  ...omeReferenceRules,
  ...omeComponentRules,
  ...omeRuntimeRules,
  ...omeModelRules,
  ...omeConstructRules,
} as const satisfies Rules;
