import { sglangVersionOfImage } from '../../catalog/sglang-version';
import { vllmVersionOfImage } from '../../catalog/vllm-version';
import { arrayAt, textAt } from '../../kubernetes/manifest';
import { imageReference } from '../../kubernetes/image-reference';
import type { PodContainer } from '../pods/containers';
import { engineCommands, isRayScript, isRayStart } from './engine-commands';
import type { EngineCommand } from './engine-commands';
import { shellCommands } from './shell-commands';
import type { Command } from './shell-commands';

/** An engine whose command line is understood. */
export type KnownEngine = 'vllm' | 'sglang';

/** How a container starts an engine. */
export interface EngineLaunch {
  readonly engine: KnownEngine;
  readonly container: PodContainer;
  /** The words that the engine's parser sees, with the program before them. */
  readonly words: readonly string[];
  /** The field in which a word stands, inside of the pod's spec. */
  readonly fieldOf: (index: number) => string;
  /** The engine's version, as the image's tag states it. */
  readonly version: string | undefined;
  /** Whether the image is the engine's own, so that it has the flags of its version and no other. */
  readonly isOfficial: boolean;
  /** Whether it joins other pods through Ray, whose devices are then its own too. */
  readonly joinsRay: boolean;
  /** The plain value of a variable of the container. */
  readonly variable: (name: string) => string | undefined;
}

const SHELL = /(?:^|\/)(?:ba|da|a)?sh$/;

/** Images that start vLLM's server where they are told nothing else, by their names. */
const SERVES_VLLM = /(?:^|\/)(?!.*(?:router|sim|proxy|gateway|operator))[^/]*vllm[^/]*$/;

/** Flags that vLLM's server has, and nothing else that is called after it. */
const SERVER_FLAG = /^--(?:model|served-model-name|max-model-len|gpu-memory-utilization|tensor-parallel-size)(?:=|$)/;

const OFFICIAL =
  /^(?:(?:docker\.io\/)?(?:vllm\/vllm-openai(?:-rocm|-cpu)?|lmsysorg\/sglang)|quay\.io\/ascend\/vllm-ascend)$/;

/** How a container starts vLLM or SGLang; undefined where it starts something else, or cannot be understood. */
export function engineLaunch(each: PodContainer): EngineLaunch | undefined {
  const { container, path } = each;
  const command = texts(container.command);
  const args = texts(container.args);
  const image = textAt(container, 'image') ?? '';
  if (command === undefined || args === undefined) return undefined;
  const started = startedBy([...command, ...args], command.length, path, image);
  if (started === undefined) return undefined;
  return {
    ...started,
    container: each,
    version: started.engine === 'vllm' ? vllmVersionOfImage(image) : sglangVersionOfImage(image),
    isOfficial: OFFICIAL.test(imageReference(image).repository),
    variable: (name) => variableOf(container, name),
  };
}

type Started = Pick<EngineLaunch, 'engine' | 'words' | 'fieldOf' | 'joinsRay'>;

function startedBy(all: readonly string[], inCommand: number, path: string, image: string): Started | undefined {
  const place = (index: number) =>
    index < inCommand ? `${path}.command[${index}]` : `${path}.args[${index - inCommand}]`;
  const script = scriptIn(all);
  if (script !== undefined) {
    const commands = shellCommands(all[script] ?? '');
    const [found, ...others] = engineCommands(commands);
    if (found === undefined || others.length > 0) return undefined;
    return { ...withPassedWords(nameOf(found), all, script, place), joinsRay: commands.some(joinsRay) };
  }
  const [direct] = engineCommands([all]);
  if (direct !== undefined) {
    return { ...nameOf(direct), joinsRay: false, fieldOf: place };
  }
  const { repository } = imageReference(image);
  const isServer = OFFICIAL.test(repository)
    ? repository.includes('vllm')
    : SERVES_VLLM.test(repository) && all.some((word) => SERVER_FLAG.test(word));
  if (!isServer || inCommand > 0 || all.length === 0) return undefined;
  const fieldOf = (index: number) => place(Math.max(index - 2, 0));
  return { engine: 'vllm', words: ['vllm', 'serve', ...all], joinsRay: false, fieldOf };
}

/** The words after a script, of which the first is the script's name, stand where it says "$@". */
function withPassedWords(
  { engine, words }: Pick<EngineLaunch, 'engine' | 'words'>,
  all: readonly string[],
  script: number,
  place: (index: number) => string,
): Pick<EngineLaunch, 'engine' | 'words' | 'fieldOf'> {
  const first = script + 2;
  const placed = words.flatMap((word) =>
    word === '$@'
      ? all.slice(first).map((passed, index) => ({ word: passed, field: place(first + index) }))
      : [{ word, field: place(script) }],
  );
  return {
    engine,
    words: placed.map(({ word }) => word),
    fieldOf: (index) => placed[index]?.field ?? place(script),
  };
}

function nameOf({ engine, words }: EngineCommand): Pick<EngineLaunch, 'engine' | 'words'> {
  return { engine: engine === 'vLLM' ? 'vllm' : 'sglang', words };
}

/** Ray by its own program, by the script that vLLM's images bring along for it, or by one that is named after it. */
function joinsRay(command: Command): boolean {
  return isRayStart(command) || command.some((word) => isRayScript(word) || OF_RAY.test(word));
}

const OF_RAY = /(?:^|[/._-])ray[\w.-]*\.(?:sh|py)$/i;

/** Where the script of `sh -c` stands. */
function scriptIn(words: readonly string[]): number | undefined {
  const shell = words.findIndex((word) => SHELL.test(word));
  if (shell === -1) return undefined;
  const option = words.findIndex((word, index) => index > shell && /^-[a-z]*c[a-z]*$/.test(word));
  return option === -1 || option + 1 >= words.length ? undefined : option + 1;
}

function texts(value: PodContainer['container'][string] | undefined): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return undefined;
  const words = value.filter((word) => typeof word === 'string');
  return words.length === value.length ? words : undefined;
}

function variableOf(container: PodContainer['container'], name: string): string | undefined {
  const variable = arrayAt(container, 'env').find((each) => textAt(each, 'name') === name);
  return textAt(variable, 'value');
}
