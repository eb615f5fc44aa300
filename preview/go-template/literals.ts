import { TemplateProblem } from './fault';

const INTEGER = /^[+-]?(?:0[xX](?:_?[\da-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0(?:_?[0-7])*|[1-9](?:_?\d)*)$/;
const DECIMAL = /^[+-]?(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/;
const GREATEST = 2n ** 63n - 1n;
const LEAST = -(2n ** 63n);

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
]);

const NUMERIC_ESCAPE = /([0-7]{3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})/y;

/** The text of a string in quotation marks. */
export function unquoted(token: string): string {
  return unescaped(token.slice(1, -1), '"');
}

/** The text of a string in back quotes, out of which Go takes carriage returns. */
export function unquotedRaw(token: string): string {
  return token.slice(1, -1).replaceAll('\r', '');
}

/** One character, or an escape that stands for one. */
const CHARACTER = /^'(\\(?:[0-7]{3}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|.)|[^\\'])/su;

/** The code point of a character constant. */
export function characterCode(token: string): bigint {
  const written = CHARACTER.exec(token)?.[1];
  if (written === undefined) throw new TemplateProblem('invalid syntax', 'parse');
  const code = unescaped(written, "'").codePointAt(0) ?? 0;
  if (token.length > written.length + 2) throw new TemplateProblem(`malformed character constant: ${token}`, 'parse');
  return BigInt(code);
}

/** A number: `bigint` where Go takes it for an `int`, `number` where it takes it for a `float64`. */
export function numberOf(token: string): bigint | number {
  if (token.endsWith('i')) throw new TemplateProblem(`complex numbers such as ${token} are not known here`, 'preview');
  if (INTEGER.test(token)) {
    const integer = integerOf(token);
    if (integer >= LEAST && integer <= GREATEST) return integer;
    throw new TemplateProblem(`integer overflow: ${JSON.stringify(token)}`, 'parse');
  }
  if (/^[+-]?0[xX].*[pP]/.test(token)) {
    throw new TemplateProblem(`hexadecimal fractions such as ${token} are not known here`, 'preview');
  }
  const float = DECIMAL.test(token) && /[.eE]/.test(token) ? Number(token.replaceAll('_', '')) : NaN;
  if (Number.isFinite(float)) return float;
  throw new TemplateProblem(`illegal number syntax: ${JSON.stringify(token)}`, 'parse');
}

function integerOf(token: string): bigint {
  const digits = token.replaceAll('_', '').replace(/^[+-]/, '');
  const magnitude = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return token.startsWith('-') ? -magnitude : magnitude;
}

function unescaped(text: string, quote: '"' | "'"): string {
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const escape = text.indexOf('\\', at);
    if (escape === -1) {
      parts.push(text.slice(at));
      return parts.join('');
    }
    parts.push(text.slice(at, escape));
    const letter = text[escape + 1] ?? '';
    const plain = letter === quote ? quote : ESCAPES.get(letter);
    if (plain !== undefined) {
      parts.push(plain);
      at = escape + 2;
      continue;
    }
    NUMERIC_ESCAPE.lastIndex = escape + 1;
    const found = NUMERIC_ESCAPE.exec(text);
    if (found === null) throw new TemplateProblem('invalid syntax', 'parse');
    parts.push(numericEscape(found));
    at = NUMERIC_ESCAPE.lastIndex;
  }
}

function numericEscape([text, octal, hexByte, short, long]: RegExpExecArray): string {
  const byte = octal === undefined ? hexByte : Number.parseInt(octal, 8).toString(16);
  const code = Number.parseInt(byte ?? short ?? long ?? '', 16);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (code > 0x10ffff || isSurrogate || (octal !== undefined && code > 0xff)) {
    throw new TemplateProblem('invalid syntax', 'parse');
  }
  if (byte !== undefined && code > 0x7f) {
    throw new TemplateProblem(`single bytes above 7f such as \\${text} are not known here`, 'preview');
  }
  return String.fromCodePoint(code);
}
