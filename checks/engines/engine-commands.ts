import type { Command } from './shell-commands';

export type EngineName = 'vLLM' | 'SGLang';

/** A command that starts a serving engine. */
export interface EngineCommand {
  readonly engine: EngineName;
  /** Where it stands among the commands of its text. */
  readonly index: number;
  readonly words: Command;
}

const VLLM_MODULE = 'vllm.entrypoints.openai.api_server';
const SGLANG_MODULE = 'sglang.launch_server';

/** Flags of the server for models that make pictures, which `sglang serve` starts by the model and reads its own way. */
const OF_PICTURES = /^--(?:num-gpus|sp-degree|ulysses-degree|ring-degree)(?:=|$)/;

/** The commands that start vLLM or SGLang. */
export function engineCommands(commands: readonly Command[]): readonly EngineCommand[] {
  return commands.flatMap((words, index) => {
    const engine = engineOf(words);
    return engine === undefined ? [] : [{ engine, index, words }];
  });
}

/** Whether a command starts Ray, as the head or not. */
export function isRayStart(words: Command): boolean {
  return !prints(words) && follows(words, 'ray', 'start');
}

/** Whether a word names the script that vLLM's images bring along for Ray. */
export function isRayScript(word: string): boolean {
  return /(?:^|\/)multi-node-serving\.sh$/.test(word);
}

export function isRayHead(words: Command): boolean {
  return isRayStart(words) && words.includes('--head');
}

function engineOf(words: Command): EngineName | undefined {
  if (prints(words)) return undefined;
  if (words.includes(VLLM_MODULE) || follows(words, 'vllm', 'serve')) return 'vLLM';
  if (words.some((word) => OF_PICTURES.test(word))) return undefined;
  return words.includes(SGLANG_MODULE) || follows(words, 'sglang', 'serve') ? 'SGLang' : undefined;
}

function follows(words: Command, program: string, verb: string): boolean {
  return words.some((word, index) => (word === program || word.endsWith(`/${program}`)) && words[index + 1] === verb);
}

function prints([program]: Command): boolean {
  return program === 'echo' || program === 'printf';
}
