import type { Change } from './change';

/** What differs between two lists of arguments: flags by their names, whatever their order and spelling, then the rest. */
export function flagChanges(before: readonly string[], after: readonly string[], field: string): readonly Change[] {
  const [old, young] = [flagsOf(before), flagsOf(after)];
  const names = [...new Set([...old.keys(), ...young.keys()])];
  const changes = names.flatMap((key): readonly Change[] => {
    const [was, is] = [old.get(key), young.get(key)];
    if (was?.value === is?.value) return [];
    return [{ what: 'flag', name: is?.name ?? was?.name ?? key, field, before: was?.value, after: is?.value }];
  });
  if (changes.length > 0) return changes;
  return [{ what: 'field', name: field, field, before: before.join(' '), after: after.join(' ') }];
}

interface Flag {
  readonly name: string;
  readonly value: string;
}

/** Flags by how they are known again; of one that is given twice, all values. What is no flag is one of no name. */
function flagsOf(words: readonly string[]): ReadonlyMap<string, Flag> {
  const flags = new Map<string, Flag>();
  const add = (key: string, flag: Flag): void => {
    const known = flags.get(key);
    flags.set(key, known === undefined ? flag : { ...known, value: `${known.value} ${flag.value}` });
  };
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (!isFlag(word)) {
      add('', { name: 'arguments', value: word });
      continue;
    }
    const equals = word.indexOf('=');
    const name = equals === -1 ? word : word.slice(0, equals);
    const values: string[] = equals === -1 ? [] : [word.slice(equals + 1)];
    while (equals === -1 && index + 1 < words.length && !isFlag(words[index + 1] ?? ''))
      values.push(words[++index] ?? '');
    add(name.replaceAll('_', '-'), { name, value: values.length === 0 ? 'on' : values.join(' ') });
  }
  return flags;
}

/** A negative number is the value of a flag. */
function isFlag(word: string): boolean {
  return /^-{1,2}[A-Za-z]/.test(word);
}
