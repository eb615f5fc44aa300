import { CelProblem } from './problem';

const ESCAPE = /\\(?:[xX]([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-3][0-7]{2})|([^]))/g;

const SINGLE: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ...['\\', '?', '"', "'", '`'].map((character) => [character, character] as const),
]);

/**
 * The text that a literal with escapes stands for.
 *
 * @throws CelProblem where CEL knows no such escape
 */
export function unquoted(text: string): string {
  return text.replaceAll(ESCAPE, (escape, hex, short, long, octal, single: string) => {
    const code: unknown = hex ?? short ?? long;
    if (typeof code === 'string') return characterOf(Number.parseInt(code, 16), escape);
    if (typeof octal === 'string') return characterOf(Number.parseInt(octal, 8), escape);
    const character = SINGLE.get(single);
    if (character === undefined) throw new CelProblem(`CEL has no escape ${escape}`);
    return character;
  });
}

function characterOf(code: number, escape: string): string {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw new CelProblem(`${escape} is no character`);
  return String.fromCodePoint(code);
}
