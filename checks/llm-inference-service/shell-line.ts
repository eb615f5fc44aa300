import { shellCommands } from '../engines/shell-commands';

/** The words that a shell makes of a text that is put into its line. */
export function wordsIn(text: string): readonly string[] {
  return shellCommands(text)[0] ?? [];
}

/** Whether a text ends the command of a shell: what comes after it is no argument of it. */
export function endsLine(text: string): boolean {
  return shellCommands(`${text} after`).length > 1;
}

/** What a text has after the end of the command. */
export function wordsAfterEnd(text: string): readonly string[] {
  return shellCommands(text).slice(1).flat();
}

const JSON_VALUE = /^(?:--?[\w.-]+=)?([{[].*)$/s;

/** Whether a word is what a shell has left of JSON that was not in single quotes. */
export function isBrokenJson(word: string, text: string): boolean {
  const value = JSON_VALUE.exec(word)?.[1];
  return value !== undefined && text.includes('"') && !word.includes('$') && !isJson(value);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
