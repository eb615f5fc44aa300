import { headsInWords, sharesHeads } from '../../catalog/attention-heads';
import type { ModelFacts } from '../../catalog/models';
import { arrayAt, textAt } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import type { EngineLaunch } from './engine-launch';
import { SIZE_FLAGS } from './flags';
import type { GivenFlags } from './flags';

/** The model that a command line names, by its Hugging Face id or its path. */
export function namedModel({ engine, words }: EngineLaunch, flags: GivenFlags): string | undefined {
  const flag = engine === 'vllm' ? flags.text('--model') : flags.text('--model-path');
  return flag ?? (engine === 'vllm' ? servedByPosition(words) : undefined);
}

/**
 * A path of a mounted model without the slash before it, which is a path only in one folder of the image.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/transformers_utils/config.py get_config
 */
export function checkRelativeModel(launch: EngineLaunch, model: string): readonly Fault[] {
  const { engine, container } = launch;
  const isRelative = /^[\w.-]+(?:\/[\w.-]+)+$/.test(model);
  const mount = arrayAt(container.container, 'volumeMounts')
    .map((each) => textAt(each, 'mountPath') ?? '')
    .find((path) => isRelative && path.endsWith(`/${model}`));
  if (mount === undefined) return [];
  return [
    {
      id: `${engine}/relative-model`,
      severity: 'warning',
      field: `${container.path}.args`,
      problem: `The model is '${model}', which is mounted at ${mount}, and leads there from ${mount.slice(0, -model.length)} alone`,
      consequence:
        'Where the image works in another folder, the engine takes it for a name at Hugging Face: it downloads the model again, or fails without a network.',
      mend: `State the whole path: ${mount}.`,
    },
  ];
}

/** `vllm serve org/model`. */
function servedByPosition(words: readonly string[]): string | undefined {
  const serve = words.findIndex((word, index) => word === 'serve' && /(?:^|\/)vllm$/.test(words[index - 1] ?? ''));
  const next = serve === -1 ? undefined : words[serve + 1];
  return next === undefined || next.startsWith('-') ? undefined : next;
}

/**
 * Sizes that the model's own cannot be divided by, and sequences longer than it knows.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/config/model.py verify_with_parallel_config
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/models/llama.py LlamaAttention
 */
export function checkModel(launch: EngineLaunch, flags: GivenFlags, facts: ModelFacts): readonly Fault[] {
  return [...checkHeads(launch, flags, facts), ...checkLength(launch, flags, facts)];
}

function checkHeads(launch: EngineLaunch, flags: GivenFlags, facts: ModelFacts): readonly Fault[] {
  const { engine, container } = launch;
  const size = flags.count(SIZE_FLAGS[engine].tensor, 1);
  if (size === undefined || size < 1 || flags.has('--enable-dp-attention') || sharesHeads(facts, size)) return [];
  const fitting = [1, 2, 4, 8, 16, 32].filter((each) => sharesHeads(facts, each));
  return [
    {
      id: `${engine}/attention-heads`,
      severity: 'error',
      field: `${container.path}.args`,
      problem: `${facts.hfId} has ${headsInWords(facts)}, which ${size} devices cannot share evenly`,
      consequence: 'The engine refuses to start while it builds the model, and the pod restarts for ever.',
      mend: `Use a tensor parallel size of ${fitting.join(', ').replace(/, (\d+)$/, ' or $1')}.`,
    },
  ];
}

/** @see https://github.com/vllm-project/vllm/blob/main/vllm/config/model.py _get_and_verify_max_len */
function checkLength(launch: EngineLaunch, flags: GivenFlags, { hfId, maxContext }: ModelFacts): readonly Fault[] {
  const { engine, container, variable } = launch;
  const stretches = ['--hf-overrides', '--rope-scaling', '--json-model-override-args'].some((flag) => flags.has(flag));
  const isAllowed = variable('VLLM_ALLOW_LONG_MAX_MODEL_LEN') === '1';
  const length = engine === 'vllm' ? flags.count('--max-model-len', 0) : undefined;
  if (length === undefined || maxContext === undefined || length <= maxContext || stretches || isAllowed) return [];
  return [
    {
      id: 'vllm/max-model-len',
      severity: 'error',
      field: `${container.path}.args`,
      problem: `--max-model-len is ${length}, and the configuration of ${hfId} has sequences of at most ${maxContext} tokens`,
      consequence: 'vLLM refuses to start, and the pod restarts for ever.',
      mend: `Use at most ${maxContext}, or change the model's RoPE scaling with --hf-overrides.`,
    },
  ];
}
