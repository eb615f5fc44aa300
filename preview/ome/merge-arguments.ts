/**
 * Arguments with others put over them, flag by flag; a script of several lines stays one.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/merging.go MergeArgs
 */
export function mergeArguments(args: readonly string[], overrides: readonly string[]): readonly string[] {
  if (overrides.length === 0) return args;
  if (args.length === 0) return overrides;
  const groups = new Map<string, readonly string[]>();
  for (const { key, words } of [...groupsOf(args.flatMap(wordsIn)), ...groupsOf(overrides.flatMap(wordsIn))]) {
    groups.set(key, words);
  }
  const merged = [...groups.values()].flat();
  return isScript(args[0]) ? [merged.join(' \\\n')] : merged;
}

/**
 * A command or arguments in which the first flag of some names has a value; undefined where none of them is there.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/merging.go OverrideArgParam, OverrideCommandParam
 */
export function withFlag(
  list: 'command' | 'args',
  words: readonly string[],
  names: readonly string[],
  value: number,
): readonly string[] | undefined {
  const isOfLines = list === 'args' && isScript(words[0]);
  for (const name of names) {
    const changed = isOfLines ? inScript(words, name, value) : inWords(words, name, value);
    if (changed !== undefined) return changed;
  }
  return undefined;
}

function isScript(first: string | undefined): boolean {
  return first !== undefined && /[\n\\]/.test(first);
}

/** The lines of a script without what continues them, or one argument. */
function wordsIn(arg: string): readonly string[] {
  const lines = isScript(arg) ? arg.split('\n').map((line) => line.trim().replace(/\\+$/, '')) : [arg];
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

interface Group {
  readonly key: string;
  readonly words: readonly string[];
}

/** Flags with their values; of a flag whose value stands alone, both. */
function groupsOf(args: readonly string[]): readonly Group[] {
  const groups: Group[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    const next = args[index + 1];
    const takesNext = !arg.includes('=') && next !== undefined && !next.startsWith('-');
    groups.push({ key: keyOf(arg), words: takesNext ? [arg, next] : [arg] });
    if (takesNext) index++;
  }
  return groups;
}

function keyOf(arg: string): string {
  if (!arg.startsWith('-')) return arg;
  const equals = arg.indexOf('=');
  return equals === -1 ? (arg.split(/\s+/)[0] ?? arg) : arg.slice(0, equals);
}

function inScript(args: readonly string[], flag: string, value: number): readonly string[] | undefined {
  const [script = '', ...rest] = args;
  const stated = new RegExp(`${flag}(?:=|\\s+)\\d+`, 'g');
  return stated.test(script) ? [script.replace(stated, `${flag}=${value}`), ...rest] : undefined;
}

function inWords(args: readonly string[], flag: string, value: number): readonly string[] | undefined {
  const index = args.findIndex((arg, at) => (arg === flag && at + 1 < args.length) || arg.startsWith(`${flag}=`));
  if (index === -1) return undefined;
  return args[index] === flag ? args.with(index + 1, String(value)) : args.with(index, `${flag}=${value}`);
}
