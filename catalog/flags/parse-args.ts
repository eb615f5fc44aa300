import type { EngineFlags } from './engine-flags';
import { type FlagResolution, resolveFlag } from './resolve-flag';

/** One flag of an argument list with what the parser takes as its values. */
export interface FlagArgument {
  /** Where the flag stands in the list. */
  readonly index: number;
  /** The flag as the parser reads it, without value and dotted keys. */
  readonly name: string;
  readonly resolution: FlagResolution;
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
 * Reads arguments as the parser of a version does. Positional arguments, and single-dash arguments that no flag is known
 * for, are passed over, as they may belong to the command that starts the engine.
 */
export function parseArgs(engine: EngineFlags, args: readonly string[], version: string): readonly FlagArgument[] {
  const last = parsed.get(args);
  if (last?.engine === engine && last.version === version) return last.found;
  const found = readArgs(engine, args, version);
  parsed.set(args, { engine, version, found });
  return found;
}

/** Several checks ask for the flags of one command line. */
const parsed = new WeakMap<
  readonly string[],
  { readonly engine: EngineFlags; readonly version: string; readonly found: readonly FlagArgument[] }
>();

function readArgs(engine: EngineFlags, args: readonly string[], version: string): readonly FlagArgument[] {
  const found: FlagArgument[] = [];
  // What precedes the program belongs to its launcher (`python`, `torchrun` …).
  let index = 1 + args.findLastIndex(engine.isProgram);
  for (let text = args[index]; text !== undefined && text !== '--'; text = args[index]) {
    const argument = isFlag(engine, text) ? readArgument(engine, args, index, version) : undefined;
    if (argument !== undefined) found.push(argument);
    index += 1 + (argument === undefined || argument.joined ? 0 : argument.values.length);
  }
  return found;
}

const isNegativeNumber = (text: string): boolean => /^-(?:\d+|\d*\.\d+)$/.test(text);
const isFlag = ({ isRewritten }: EngineFlags, text: string): boolean =>
  text.length > 1 && text.startsWith('-') && !isNegativeNumber(text) && isRewritten?.(text) !== true;

// To argparse, text with a space in it is a value even after a dash; `--port 8080` in one argument is meant as a flag.
const isNextFlag = (engine: EngineFlags, text: string): boolean =>
  isFlag(engine, text) && (/^--[a-z]/i.test(text) || !(text.split('=')[0] ?? '').includes(' '));

function readArgument(
  engine: EngineFlags,
  args: readonly string[],
  index: number,
  version: string,
): FlagArgument | undefined {
  const text = args[index] ?? '';
  const equals = text.indexOf('=');
  const left = equals < 0 ? text : text.slice(0, equals);
  if (isLateBound(left)) return undefined;
  const [base = '', ...keys] = engine.dottedKeys ? left.split('.') : [left];
  const name = base.startsWith('--') ? engine.canonicalName(base) : base;
  const resolution = resolveFlag(engine, name, version);
  if (!name.startsWith('--') && resolution.kind === 'unknown') return undefined;
  const dotted = keys.length > 0;
  const after = dotted ? args.slice(index + 1, index + 2) : valuesAfter(engine, args.slice(index + 1), resolution);
  const values = equals < 0 ? after : [text.slice(equals + 1)];
  const next = equals < 0 ? args[index + 1 + values.length] : undefined;
  return { index, name, resolution, values, joined: equals >= 0, dotted, next };
}

function valuesAfter(engine: EngineFlags, rest: readonly string[], resolution: FlagResolution): readonly string[] {
  if (resolution.kind !== 'known') return [];
  const end = rest.findIndex((text) => isNextFlag(engine, text));
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
