import { resolveVllmFlag, type VllmFlagResolution } from './resolve-vllm-flag';

/** One flag of an argument list with what the parser takes as its values. */
export interface VllmArgument {
  /** Where the flag stands in the list. */
  readonly index: number;
  /** The flag as the parser reads it: dashes for underscores, without value and dotted keys. */
  readonly name: string;
  readonly resolution: VllmFlagResolution;
  /** The values, joined to the flag with `=` or taken from the arguments after it. */
  readonly values: readonly string[];
  readonly joined: boolean;
  /** Whether one member of a JSON value is set: `--compilation-config.mode 3`. */
  readonly dotted: boolean;
  /** The argument after it, where the parser does not take it as a value. */
  readonly next?: string;
}

/** Text whose value is known only later: Kubernetes, KServe, Flux and shell placeholders. */
export const isLateBound = (text: string): boolean => text.includes('$') || text.includes('{{');

/**
 * Reads arguments as vLLM's parser does. Positional arguments, and single-dash arguments that no flag is known for, are
 * passed over, as they may belong to the command that starts vLLM.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/utils/argparse_utils.py
 */
export function parseVllmArgs(args: readonly string[], version: string): readonly VllmArgument[] {
  const found: VllmArgument[] = [];
  let index = firstVllmArgument(args);
  for (let text = args[index]; text !== undefined && text !== '--'; text = args[index]) {
    const argument = isFlag(text) ? readArgument(args, index, version) : undefined;
    if (argument !== undefined) found.push(argument);
    index += 1 + (argument === undefined || argument.joined ? 0 : argument.values.length);
  }
  return found;
}

/** What precedes `serve` or the module of the API server belongs to the launcher (`python`, `torchrun` …). */
function firstVllmArgument(args: readonly string[]): number {
  return 1 + args.findLastIndex((arg) => arg === 'serve' || arg.startsWith('vllm.entrypoints.'));
}

const isNegativeNumber = (text: string): boolean => /^-(?:\d+|\d*\.\d+)$/.test(text);
// -O3, -O=3 and -O 3 are rewritten before argparse sees them.
const isOptimizationLevel = (text: string): boolean => text.startsWith('-O');
const isFlag = (text: string): boolean =>
  text.length > 1 && text.startsWith('-') && !isNegativeNumber(text) && !isOptimizationLevel(text);

// To argparse, text with a space in it is a value even after a dash; `--port 8080` in one argument is meant as a flag.
const isNextFlag = (text: string): boolean =>
  isFlag(text) && (/^--[a-z]/i.test(text) || !(text.split('=')[0] ?? '').includes(' '));

function readArgument(args: readonly string[], index: number, version: string): VllmArgument | undefined {
  const text = args[index] ?? '';
  const equals = text.indexOf('=');
  const left = equals < 0 ? text : text.slice(0, equals);
  if (isLateBound(left)) return undefined;
  const [base = '', ...keys] = left.split('.');
  const name = base.startsWith('--') ? base.replaceAll('_', '-') : base;
  const resolution = resolveVllmFlag(name, version);
  if (!name.startsWith('--') && resolution.kind === 'unknown') return undefined;
  const dotted = keys.length > 0;
  const values = equals < 0 ? valuesAfter(args, index, resolution, dotted) : [text.slice(equals + 1)];
  const next = equals < 0 ? args[index + 1 + values.length] : undefined;
  return { index, name, resolution, values, joined: equals >= 0, dotted, next };
}

function valuesAfter(
  args: readonly string[],
  index: number,
  resolution: VllmFlagResolution,
  dotted: boolean,
): readonly string[] {
  if (dotted) return args.slice(index + 1, index + 2);
  if (resolution.kind !== 'known') return [];
  const rest = args.slice(index + 1);
  const end = rest.findIndex(isNextFlag);
  const available = end < 0 ? rest : rest.slice(0, end);
  switch (resolution.facts.type) {
    case 'flag':
    case 'boolean':
      return [];
    case 'list':
      return available;
    default:
      return available.slice(0, 1);
  }
}
