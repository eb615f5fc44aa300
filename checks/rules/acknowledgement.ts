import type { Rules } from './rule';

/** What is wrong with acknowledgements of findings. */
export const acknowledgementRules = {
  'acknowledgement/no-reason': {
    title: 'An acknowledgement without a reason',
    severity: 'error',
    about:
      'A finding is accepted for a reason, which every report shows beside it. An acknowledgement without one has no effect, so that the finding still fails.',
    mend: 'State why it is right as it is, in words that the next reader understands.',
    sources: [],
    reads: 'manifests',
  },
  'acknowledgement/unused': {
    title: 'An acknowledgement of nothing',
    severity: 'warning',
    about:
      'Nothing was found that the acknowledgement holds for: the fault was mended, or the id, the pattern or the place is another one. Left alone, it would hide the next fault of the same kind.',
    mend: 'Remove it, or correct its id or place.',
    sources: [],
    reads: 'manifests',
  },
} as const satisfies Rules;
