import type { PresetPod } from '../../catalog/llm-presets';
import { modelFacts } from '../../catalog/models';
import { arrayAt, isObject, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import type { LlmPod } from '../../preview/llm-inference-service/pods';
import type { LlmService } from './service';
import { endsLine, isBrokenJson, wordsIn } from './shell-line';

/** What the script of a preset reads further arguments from, before those of the container. */
export const FURTHER_ARGUMENTS = 'VLLM_ADDITIONAL_ARGS';

/** A word with which vLLM is started. */
export interface CommandWord {
  readonly word: string;
  /** In the pod's spec, or in the service where it begins with `spec.`. */
  readonly field: string;
}

/** A text that the script puts into the line of a shell. */
export interface ShellText {
  readonly text: string;
  /** In the pod's spec. */
  readonly field: string;
}

/** The line with which the script of a preset starts vLLM. */
export interface PresetCommand {
  readonly words: readonly CommandWord[];
  /** What the shell takes apart into words. */
  readonly texts: readonly ShellText[];
  /** What stands after the end of the line, and is never read. */
  readonly lost: readonly ShellText[];
}

/**
 * The words with which the script of a preset starts vLLM in a pod: its own, then those of a variable and of the
 * container, which a shell reads once more.
 *
 * @see https://github.com/kserve/kserve/tree/master/config/llmisvcconfig
 */
export function presetCommand(pod: LlmPod, preset: PresetPod, service: LlmService, merged: JsonObject): PresetCommand {
  const path = `containers[${pod.main}]`;
  const container = arrayAt(pod.spec, 'containers')[pod.main];
  const words = [...scriptWords(pod, preset, service, merged), ...adapterWords(merged)];
  const texts = [...variableTexts(container, path), ...argumentTexts(container, path)];
  const ending = texts.findIndex(({ text }) => endsLine(text));
  const read = ending === -1 ? texts : texts.slice(0, ending + 1);
  return {
    words: [
      ...words,
      ...read.flatMap(({ text, field }) => wordsIn(text).map((word) => ({ word: known(word, text), field }))),
    ],
    texts,
    lost: ending === -1 ? [] : texts.slice(ending),
  };
}

function scriptWords(
  { path }: LlmPod,
  { starts, port }: PresetPod,
  service: LlmService,
  merged: JsonObject,
): readonly CommandWord[] {
  const owner = path.startsWith('spec.prefill.') ? 'spec.prefill' : 'spec';
  // Templates see what the service states itself, and nothing of its configurations.
  const sizes = objectAt(owner === 'spec' ? service.spec : objectAt(service.spec, 'prefill'), 'parallelism');
  const at = (field: string, ...words: readonly string[]) => words.map((word) => ({ word, field }));
  const size = (flag: string, name: string, otherwise?: number) => {
    const { [name]: stated = otherwise } = sizes;
    return typeof stated === 'number' ? at(`${owner}.parallelism.${name}`, flag, String(stated)) : [];
  };
  return [
    ...at('spec.model.uri', 'vllm', 'serve', modelWord(service, merged)),
    ...at(`${owner}.template`, '--port', String(port)),
    ...size('--tensor-parallel-size', 'tensor'),
    ...(starts === 'alone'
      ? []
      : [
          ...(sizes.expert === true ? at(`${owner}.parallelism.expert`, '--enable-expert-parallel') : []),
          ...size('--data-parallel-size', 'data', 1),
          ...size('--data-parallel-size-local', 'dataLocal', 1),
        ]),
    ...(starts === 'worker' ? at(`${owner}.worker`, '--headless') : []),
  ];
}

/** The model by the name it has at Hugging Face, by which its sizes are known; the scripts name the folder it is in. */
function modelWord({ modelName }: LlmService, merged: JsonObject): string {
  const [, repository] = /^hf:\/\/([^/]+\/[^/:]+)/.exec(textAt(merged, 'model', 'uri') ?? '') ?? [];
  return [repository, modelName].find((name) => name !== undefined && modelFacts(name) !== undefined) ?? '/mnt/models';
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_lora.go addLoRAVLLMArgs */
function adapterWords(merged: JsonObject): readonly CommandWord[] {
  const lora = objectAt(merged, 'model', 'lora');
  const adapters = arrayAt(lora, 'adapters').filter(isObject);
  if (adapters.length === 0) return [];
  const field = 'spec.model.lora';
  const most = [
    ['--max-lora-rank', 'maxRank'],
    ['--max-loras', 'maxAdapters'],
    ['--max-cpu-loras', 'maxCpuAdapters'],
  ].flatMap(([flag = '', name = '']) => {
    const { [name]: stated } = lora;
    return typeof stated === 'number' ? [{ word: `${flag}=${stated}`, field: `${field}.${name}` }] : [];
  });
  const modules = adapters.map((adapter) => ({
    word: JSON.stringify({ name: textAt(adapter, 'name') ?? '', path: '/mnt/lora' }),
    field: `${field}.adapters`,
  }));
  return [
    { word: '--enable-lora', field },
    ...most,
    { word: '--lora-modules', field: `${field}.adapters` },
    ...modules,
  ];
}

function variableTexts(container: JsonValue | undefined, path: string): readonly ShellText[] {
  return arrayAt(container, 'env').flatMap((variable, index) => {
    if (textAt(variable, 'name') !== FURTHER_ARGUMENTS) return [];
    const isElsewhere = isObject(valueAt(variable, 'valueFrom'));
    const text = isElsewhere ? `$${FURTHER_ARGUMENTS}` : (textAt(variable, 'value') ?? '');
    return [{ text, field: `${path}.env[${index}].${isElsewhere ? 'valueFrom' : 'value'}` }];
  });
}

function argumentTexts(container: JsonValue | undefined, path: string): readonly ShellText[] {
  return arrayAt(container, 'args').flatMap((argument, index) =>
    typeof argument === 'string' ? [{ text: argument, field: `${path}.args[${index}]` }] : [],
  );
}

/** A word that is told of by itself, and stands for anything here. */
function known(word: string, text: string): string {
  return isBrokenJson(word, text) ? '$JSON' : word;
}
