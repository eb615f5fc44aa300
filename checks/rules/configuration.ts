import type { Rules } from './rule';

/** What is wrong with the configuration of the checks. */
export const configurationRules = {
  'configuration/invalid': {
    title: 'The configuration of the checks cannot be used',
    severity: 'error',
    about:
      'A field of `cdk8s-inference.yaml` that is not known, or a value that it does not allow, would leave something unchecked without a word. So nothing is checked until it is mended.',
    mend: 'Write what the finding names; the JSON Schema of the file completes it in editors.',
    sources: [],
    reads: 'files',
  },
} as const satisfies Rules;
