import type { Command } from '../engines/shell-commands';

/** Programs whose words, but for options, are all files that they change. */
const CHANGE_ALL: ReadonlySet<string> = new Set(['rm', 'rmdir', 'mkdir', 'touch', 'truncate', 'tee', 'mv', 'unlink']);

/** Programs whose first word, but for options, says what to make of the files after it. */
const CHANGE_REST: ReadonlySet<string> = new Set(['chmod', 'chown', 'chgrp']);

/** Programs that read all their files but the last. */
const CHANGE_LAST: ReadonlySet<string> = new Set(['cp', 'ln', 'install', 'rsync']);

/** The file after the sign may stand in the same word or in the next. */
const INTO_FILE = /^(?:\d|&)?>>?\|?([^&|>]*)$/;

/** The words of a command that name files which it would change, as they are written. */
export function changedPaths(command: Command): readonly string[] {
  const { words, files } = redirections(withoutAssignments(command).slice(1));
  const plain = words.filter((word) => !word.startsWith('-'));
  const name = programOf(command) ?? '';
  if (CHANGE_ALL.has(name)) return [...plain, ...files];
  if (CHANGE_REST.has(name)) return [...plain.slice(1), ...files];
  if (CHANGE_LAST.has(name)) return [...plain.slice(-1), ...files];
  const isInPlace = name === 'sed' && words.some((word) => /^-[A-Za-z]*i|^--in-place/.test(word));
  return isInPlace ? [...plain, ...files] : files;
}

/** The name of the program that a command starts, without its folder. */
export function programOf(command: Command): string | undefined {
  return withoutAssignments(command)[0]?.replace(/^.*\//, '');
}

/** Files that the output of a command goes to. */
function redirections(all: readonly string[]): {
  readonly words: readonly string[];
  readonly files: readonly string[];
} {
  const words: string[] = [];
  const files: string[] = [];
  for (let index = 0; index < all.length; index++) {
    const word = all[index] ?? '';
    const file = INTO_FILE.exec(word)?.[1];
    if (file === undefined) words.push(word);
    else files.push(file === '' ? (all[++index] ?? '') : file);
  }
  return { words, files };
}

function withoutAssignments(command: Command): Command {
  const first = command.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word) && !RUNS_ANOTHER.has(word));
  return first === -1 ? [] : command.slice(first);
}

/** Words of the shell, or programs, after which the command itself begins. What a condition does may fail. */
const RUNS_ANOTHER: ReadonlySet<string> = new Set(['then', 'do', 'else', 'sudo', 'exec', 'command', 'nohup']);
