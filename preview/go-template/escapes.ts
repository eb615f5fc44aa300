import type { Allowance } from './allowance';
import { isPrintable, print } from './format';
import type { Value } from './value';

const HTML: ReadonlyMap<string, string> = new Map([
  ['\0', '\ufffd'],
  ['"', '&#34;'],
  ["'", '&#39;'],
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

const JS: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ["'", "\\'"],
  ['"', '\\"'],
  ['<', '\\u003C'],
  ['>', '\\u003E'],
  ['&', '\\u0026'],
  ['=', '\\u003D'],
]);

const UNRESERVED = /^[A-Za-z0-9._~-]$/;

/** @see https://github.com/golang/go/blob/master/src/text/template/funcs.go HTMLEscape */
export function escapedHtml(text: string): string {
  return text.replace(/[\0"'&<>]/g, (character) => HTML.get(character) ?? character);
}

/** @see https://github.com/golang/go/blob/master/src/text/template/funcs.go JSEscape */
export function escapedJs(text: string): string {
  return text.replace(/[\\'"<>&=]|[^ -\x7f]/gu, (character) => {
    const known = JS.get(character);
    if (known !== undefined) return known;
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x80 && isPrintable(character)) return character;
    return `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
  });
}

/** @see https://github.com/golang/go/blob/master/src/net/url/url.go QueryEscape */
export function escapedQuery(text: string): string {
  return Array.from(Buffer.from(text), (byte) => {
    const character = String.fromCharCode(byte);
    if (character === ' ') return '+';
    return UNRESERVED.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}

/**
 * The text of some arguments, as functions that escape take it.
 *
 * @see https://github.com/golang/go/blob/master/src/text/template/funcs.go evalArgs
 */
export function textOf(values: readonly Value[], allowance: Allowance): string {
  const [only] = values;
  if (values.length === 1 && typeof only === 'string') {
    allowance.take(only.length);
    return only;
  }
  return print(
    values.map((value) => value ?? '<no value>'),
    allowance,
  );
}
