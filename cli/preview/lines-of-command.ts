import { oneLine } from '../../reports/one-line';

/** A command is written on one line up to here. */
const WIDTH = 88;

/**
 * The words of a command as a person reads them: on one line, or else each flag with its values on a line of its own. A
 * script is written line by line.
 */
export function linesOfCommand(words: readonly string[]): readonly string[] {
  const short = words.map(quoted).join(' ');
  if (short.length <= WIDTH && !words.some(isScript)) return [short];
  const lines: string[] = [];
  let line: string[] = [];
  const end = (): void => {
    if (line.length > 0) lines.push(`${lines.length === 0 ? '' : INDENT}${line.join(' ')}`);
    line = [];
  };
  for (const word of words) {
    if (isScript(word)) {
      end();
      lines.push(...linesOfScript(word));
      continue;
    }
    if (word.startsWith('-') && word.length > 1 && !isOfProgram(word)) end();
    line.push(quoted(word));
  }
  end();
  return lines;
}

const INDENT = '  ';

/** As many lines of a script are shown. */
const MOST_LINES = 20;

function linesOfScript(script: string): readonly string[] {
  const lines = script.trimEnd().split('\n');
  const rest = lines.length - MOST_LINES;
  return [
    ...(rest > 1 ? lines.slice(0, MOST_LINES) : lines).map((line) => `${INDENT}| ${oneLine(line)}`),
    ...(rest > 1 ? [`${INDENT}| … ${rest} more lines, which --format json shows`] : []),
  ];
}

function isScript(word: string): boolean {
  return word.trimEnd().includes('\n');
}

/** What says which script of a shell, or which module of Python, is meant stays with the program. */
function isOfProgram(word: string): boolean {
  return /^-(?:[a-z]*c|m)$/.test(word);
}

/** As a shell would take it. */
function quoted(word: string): string {
  if (word !== '' && /^[A-Za-z0-9_@%+=:,./$(){}-]*$/.test(word)) return oneLine(word);
  return `'${oneLine(word).replaceAll("'", `'\\''`)}'`;
}
