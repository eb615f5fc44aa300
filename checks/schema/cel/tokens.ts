import { CelProblem, CelSyntaxProblem } from './problem';
import { unquoted } from './unquote';

/** One token; `symbol` covers operators, brackets and the words `true`, `false`, `null` and `in`. */
export type Token =
  | { readonly kind: 'name' | 'symbol' | 'string'; readonly text: string }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'double'; readonly value: number }
  | { readonly kind: 'end' };

const BLANK = /(?:[\t\n\f\r ]|\/\/[^\n]*)+/y;
const STRING =
  /([rRbB]{0,2})("""(?:[^\\]|\\[^])*?"""|'''(?:[^\\]|\\[^])*?'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')/y;
const RAW_STRING = /[rR]("""[^]*?"""|'''[^]*?'''|"[^"\n\r]*"|'[^'\n\r]*')/y;
const NUMBER = /(?:0x[\da-fA-F]+|\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+(?:[eE][+-]?\d+)?|\d+)([uU]?)/y;
const WORD = /[A-Za-z_]\w*/y;
const SYMBOL = /&&|\|\||[=!<>]=|[-+*/%!<>?:.,()[\]{}]/y;

const WORD_SYMBOLS: ReadonlySet<string> = new Set(['true', 'false', 'null', 'in']);

/**
 * Splits an expression into tokens.
 *
 * @throws CelProblem at a character that begins no token, and at what is not supported
 */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return undefined;
    at += match[0].length;
    return match;
  };
  for (;;) {
    take(BLANK);
    if (at >= text.length) return [...tokens, { kind: 'end' }];
    const token = quotedToken(take) ?? numberToken(take) ?? wordToken(take);
    if (token === undefined) throw strayCharacter(text.charAt(at));
    tokens.push(token);
  }
}

/** Quotation marks without their end, and half of `==`, `&&` or `||`, are no CEL in any dialect. */
function strayCharacter(character: string): CelProblem {
  const problem = `it has a '${character}' that begins nothing of CEL`;
  return /[=&|;'"]/.test(character) ? new CelSyntaxProblem(problem) : new CelProblem(problem);
}

type Take = (pattern: RegExp) => RegExpExecArray | undefined;

function quotedToken(take: Take): Token | undefined {
  const [, raw] = take(RAW_STRING) ?? [];
  if (raw !== undefined) return { kind: 'string', text: withoutQuotes(raw) };
  const [, prefix = '', quoted] = take(STRING) ?? [];
  if (quoted === undefined) return undefined;
  if (prefix !== '') throw new CelProblem('it has a literal of bytes');
  return { kind: 'string', text: unquoted(withoutQuotes(quoted)) };
}

function withoutQuotes(quoted: string): string {
  const quotes = /^("""|''')/.test(quoted) ? 3 : 1;
  return quoted.slice(quotes, -quotes);
}

function numberToken(take: Take): Token | undefined {
  const [text, unsigned] = take(NUMBER) ?? [];
  if (text === undefined) return undefined;
  if (unsigned !== '') throw new CelProblem('it has an unsigned number');
  return /^(?:0x|\d+$)/.test(text) ? { kind: 'int', value: BigInt(text) } : { kind: 'double', value: Number(text) };
}

function wordToken(take: Take): Token | undefined {
  const [word] = take(WORD) ?? [];
  if (word !== undefined) return { kind: WORD_SYMBOLS.has(word) ? 'symbol' : 'name', text: word };
  const [symbol] = take(SYMBOL) ?? [];
  return symbol === undefined ? undefined : { kind: 'symbol', text: symbol };
}
