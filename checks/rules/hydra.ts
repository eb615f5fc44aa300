import { hydraCommandRules } from './hydra-commands';
import { hydraConstructRules } from './hydra-constructs';
import { hydraImageRules } from './hydra-images';
import { hydraPodRules } from './hydra-pods';
import { hydraTextRules } from './hydra-texts';
import type { Rules } from './rule';

/** What is wrong with custom runtimes of Hydra, and with what they are to be made of. */
export const hydraRules = {
  ...hydraTextRules,
  ...hydraCommandRules,
  ...hydraPodRules,
  ...hydraImageRules,
  ...hydraConstructRules,
} as const satisfies Rules;
