import type { Rules } from './rule';

const MINDIE = 'https://www.hiascend.com/document/detail/zh/mindie/10RC3/mindiellm/llmdev/mindie_llm0004.html';
const REFUSES = 'MindIE refuses its configuration, and the pod restarts for ever.';

const LENGTH = { severity: 'error', sources: [MINDIE], reads: 'props' } as const;

const ADDRESS = {
  severity: 'error',
  about: `MindIE listens on one IP address, and 0.0.0.0 is none of them unless it is allowed. ${REFUSES}`,
  sources: [MINDIE],
  reads: 'props',
} as const;

const PORT = {
  severity: 'error',
  about: `MindIE answers requests, is managed, and shows its metrics on three ports from 1025 to 65535, each its own. ${REFUSES}`,
  mend: 'Use a port from 1025 to 65535 for each.',
  sources: [MINDIE],
  reads: 'props',
} as const;

/** What MindIE refuses of its configuration, as it is stated of constructs. */
export const mindieRules = {
  'mindie/accelerator': {
    title: 'MindIE on devices that are no NPUs',
    severity: 'error',
    about:
      'MindIE computes on NPUs of Ascend. On anything else `npu-smi` sees no device, and the start-up script ends at once.',
    mend: "Use Accelerator.ascend({ chip: '310P' }), or another runtime.",
    sources: [MINDIE],
    reads: 'props',
  },
  'mindie/ms-sched-port': {
    title: 'A port on which no MindSpore scheduler can be',
    severity: 'error',
    about: 'MindIE registers with the scheduler as it starts. Without reaching it, it does not.',
    mend: 'Use a port from 1025 to 65535.',
    sources: [MINDIE],
    reads: 'props',
  },
  'mindie/ip': {
    ...ADDRESS,
    title: 'An address on which MindIE cannot answer',
    mend: 'Leave it out: it is the address of the pod then.',
  },
  'mindie/management-ip': {
    ...ADDRESS,
    title: 'An address on which MindIE cannot be managed',
    mend: 'Leave it out: it is 127.0.0.2 then, inside of the pod.',
  },
  'mindie/port': { ...PORT, title: 'A port on which MindIE cannot answer' },
  'mindie/management-port': { ...PORT, title: 'A port on which MindIE cannot be managed' },
  'mindie/metrics-port': { ...PORT, title: 'A port on which MindIE cannot show metrics' },
  'mindie/world-size': {
    ...LENGTH,
    title: 'A number of NPUs that is none',
    about: `The model is split over as many NPUs as the world size says, a whole number of at least 1. ${REFUSES}`,
    mend: 'Use a whole number of at least 1.',
  },
  'mindie/max-seq-len': {
    ...LENGTH,
    title: 'A longest sequence that is none',
    about: `The longest sequence, prompt and output together, is a whole number of tokens. ${REFUSES}`,
    mend: 'Use a whole number of at least 1.',
  },
  'mindie/max-input-token-len': {
    ...LENGTH,
    title: 'A longest prompt that is longer than the longest sequence',
    about: `The longest prompt is a whole number of tokens, and not more than the longest sequence, of which it is a part. ${REFUSES}`,
    mend: 'Use at most maxSeqLen, or raise that.',
  },
  'mindie/max-iter-times': {
    ...LENGTH,
    title: 'A longest output that is none',
    about: `The longest output is a whole number of tokens. ${REFUSES}`,
    mend: 'Use a whole number of at least 1.',
  },
  'mindie/max-prefill-tokens': {
    ...LENGTH,
    title: 'A prefill that is smaller than the longest sequence',
    about: `The tokens of all prompts that are prefilled together are a whole number, and at least as many as one sequence may have. ${REFUSES}`,
    mend: 'Use at least maxSeqLen, or leave it out.',
  },
  'mindie/max-prefill-batch-size': {
    ...LENGTH,
    title: 'A number of prompts to prefill that is none',
    about: `The prompts that are prefilled together are a whole number of at least 1. ${REFUSES}`,
    mend: 'Use a whole number of at least 1.',
  },
  'mindie/max-preempt-count': {
    ...LENGTH,
    title: 'A number of requests to swap out that is none',
    about: `The requests that may be swapped out are a whole number; 0 swaps none. ${REFUSES}`,
    mend: 'Use a whole number of at least 0.',
  },
  'mindie/npu-mem-size': {
    ...LENGTH,
    title: 'A size of the cache that is none',
    about: `The cache takes whole GiB of each NPU, or with -1 what the weights leave over. ${REFUSES}`,
    mend: 'Use a whole number of GiB, or -1 for all that is left.',
  },
} as const satisfies Rules;
