import type { Rules } from './rule';

const ARGPARSE = 'https://docs.python.org/3/library/argparse.html';
const EXITS =
  'The parser of the arguments ends the engine with status 2 before the model loads, and the pod restarts for ever.';

const VLLM = {
  flags: 'https://github.com/vllm-project/vllm/blob/main/vllm/engine/arg_utils.py AsyncEngineArgs.add_cli_args',
  frontend: 'https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/openai/cli_args.py FrontendArgs',
  heads: 'https://github.com/vllm-project/vllm/blob/main/vllm/config/model.py verify_with_parallel_config',
  layers: 'https://github.com/vllm-project/vllm/blob/main/vllm/model_executor/models/llama.py LlamaAttention',
  length: 'https://github.com/vllm-project/vllm/blob/main/vllm/config/model.py _get_and_verify_max_len',
  socket: 'https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/openai/api_server.py setup_server',
} as const;

const SGLANG_FILE = 'https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py';
const SGLANG = {
  flags: `${SGLANG_FILE} ServerArgs.add_cli_args`,
  checks: `${SGLANG_FILE} ServerArgs.check_server_args`,
  deprecated:
    'https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/arg_groups/argparse_actions.py DeprecatedAction',
  layers: 'https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/models/llama.py LlamaAttention',
} as const;

const UNKNOWN = {
  title: 'A flag that no version of the engine has',
  severity: 'error',
  about: `${EXITS} Of an image that is not the engine's own, this is a warning: a fork may have added the flag. Where the image is newer than the catalogue of flags, it is a note.`,
  mend: 'Correct the name, or leave the flag out; where a fork has it, accept the finding with that reason.',
  reads: 'manifests',
} as const;

const NEWER = {
  title: "A flag that the image's version does not have yet",
  severity: 'error',
  about: `The image's tag states a version, and the flag came with a later one. ${EXITS} Where another flag begins with the same letters, the parser takes it for an abbreviation of that one, and sets something else.`,
  mend: 'Take an image of a later version, or leave the flag out.',
  reads: 'manifests',
} as const;

const REMOVED = {
  title: "A flag that the image's version no longer has",
  severity: 'error',
  about: `Engines drop flags from one release to the next. ${EXITS} Where the image does not state its version, this is a warning; where it is not known in which of several releases the flag went, a note.`,
  mend: 'Use the flag that took its place, which the finding names where there is one, or leave it out.',
  reads: 'manifests',
} as const;

const VALUE = {
  title: 'A value that a flag does not take',
  severity: 'error',
  about: `The value is of another type than the flag's, none of its choices, out of its bounds, or missing. ${EXITS} Values that become known in the pod alone, such as \`$(SIZE)\`, are accepted.`,
  mend: 'Write a value of the type, the choices and the bounds that the finding names.',
  reads: 'manifests',
} as const;

const AMBIGUOUS = {
  title: 'An abbreviation of several flags',
  severity: 'error',
  about: `The parser takes the beginning of a flag for the whole of it where only one begins so. Of several it cannot choose. ${EXITS}`,
  mend: 'Write the whole name.',
  reads: 'manifests',
} as const;

const TWO_IN_ONE = {
  title: 'A flag and its value in one argument',
  severity: 'error',
  about: `Every item of a list of arguments reaches the engine as one word, with the blanks in it. No shell parts it, so that the parser looks for a flag with a blank in its name. ${EXITS}`,
  mend: "Join the two with '=', or make them two items of the list.",
  reads: 'manifests',
} as const;

const HEADS = {
  title: 'Devices that cannot share the heads of the model evenly',
  severity: 'error',
  about:
    'Tensor parallelism gives each device as many attention heads as the others, and as many key-value heads, or copies of them where there are more devices than heads. A size that does not divide them stops the engine while it builds the model. Models that the catalogue does not know are not judged.',
  mend: 'Use one of the sizes that the finding lists.',
  reads: 'manifests',
} as const;

const HOST = {
  title: 'An engine that answers its own pod alone',
  severity: 'error',
  mend: 'State --host 0.0.0.0.',
  reads: 'manifests',
} as const;

/** What engines refuse of their arguments. */
export const engineArgumentRules = {
  'vllm/unknown-flag': { ...UNKNOWN, sources: [VLLM.flags, VLLM.frontend] },
  'vllm/newer-flag': { ...NEWER, sources: [VLLM.flags, VLLM.frontend] },
  'vllm/removed-flag': { ...REMOVED, sources: [VLLM.flags, VLLM.frontend] },
  'vllm/flag-value': { ...VALUE, sources: [VLLM.flags, VLLM.frontend] },
  'vllm/ambiguous-flag': {
    ...AMBIGUOUS,
    sources: [`${ARGPARSE}#argument-abbreviations-prefix-matching`, VLLM.flags],
  },
  'vllm/two-arguments-in-one': { ...TWO_IN_ONE, sources: [ARGPARSE, VLLM.flags] },
  'vllm/attention-heads': { ...HEADS, sources: [VLLM.heads, VLLM.layers] },
  'vllm/max-model-len': {
    title: 'Longer sequences than the model knows',
    severity: 'error',
    about:
      'vLLM derives the greatest length of a sequence from the configuration of the model, and refuses to start with a longer one: positions beyond it give nonsense or end the process. VLLM_ALLOW_LONG_MAX_MODEL_LEN and changed RoPE scaling lift the limit. Models that the catalogue does not know are not judged.',
    mend: 'Use at most the length that the finding states, or change the RoPE scaling with --hf-overrides.',
    sources: [VLLM.length],
    reads: 'manifests',
  },
  'vllm/host': {
    ...HOST,
    about:
      'vLLM listens on all addresses of the pod unless --host says otherwise. On 127.0.0.1 neither the probes of the kubelet nor clients reach it, and the pod restarts for ever.',
    sources: [VLLM.socket],
  },
  'sglang/unknown-flag': { ...UNKNOWN, sources: [SGLANG.flags] },
  'sglang/newer-flag': { ...NEWER, sources: [SGLANG.flags] },
  'sglang/removed-flag': { ...REMOVED, sources: [SGLANG.flags] },
  'sglang/deprecated-flag': {
    title: 'A flag that SGLang is about to drop',
    severity: 'error',
    about:
      "The parser still reads the flag. What becomes of it differs: most are obeyed, which is a note; some are passed over, which is a warning; and some end the server, which is an error. Of versions before the catalogue's newest nothing is said.",
    mend: 'Use the flag that takes its place, which the finding names where there is one.',
    sources: [SGLANG.deprecated, SGLANG.flags],
    reads: 'manifests',
  },
  'sglang/flag-value': { ...VALUE, sources: [SGLANG.flags, SGLANG.checks] },
  'sglang/ambiguous-flag': {
    ...AMBIGUOUS,
    sources: [`${ARGPARSE}#argument-abbreviations-prefix-matching`, SGLANG.flags],
  },
  'sglang/two-arguments-in-one': { ...TWO_IN_ONE, sources: [ARGPARSE, SGLANG.flags] },
  'sglang/attention-heads': { ...HEADS, sources: [SGLANG.layers] },
  'sglang/host': {
    ...HOST,
    about:
      'SGLang listens on 127.0.0.1 unless it is told otherwise, where neither the probes of the kubelet nor clients reach it: the pod restarts for ever. Nothing is said of the workers of a group, which answer nobody.',
    sources: [SGLANG.flags],
  },
} as const satisfies Rules;
