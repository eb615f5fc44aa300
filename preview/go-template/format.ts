import { TemplateProblem } from './fault';
import type { Allowance } from './allowance';
import { entryOf, isList, isMap, sortedKeys, Struct, typeName, valueOf } from './value';
import type { Value } from './value';

/** Lists and maps inside of each other that are printed. */
const MOST_NESTING = 500;

/** How a value is written: the verb and flags of `printf`. */
interface Style {
  readonly verb: string;
  readonly width: number;
  readonly left: boolean;
  readonly zeros: boolean;
}

const DEFAULT: Style = { verb: 'v', width: 0, left: false, zeros: false };

const DIRECTIVE = /%([-0]*)(\d*)(.?)/gsu;
const VERBS: ReadonlySet<string> = new Set(['v', 's', 'd', 'q', 't']);

/** The value as an action prints it. */
export function printed(value: Value, allowance: Allowance): string {
  if (value instanceof Struct && value.text !== undefined) return value.text;
  return value === undefined || value === null ? '<no value>' : written(value, DEFAULT, allowance);
}

/** Go's `fmt.Sprint`: spaces stand between operands where neither is a string. */
export function print(values: readonly Value[], allowance: Allowance): string {
  const parts = values.map((value, index) => {
    const separated = index > 0 && typeof value !== 'string' && typeof values[index - 1] !== 'string';
    return `${separated ? ' ' : ''}${written(value, DEFAULT, allowance)}`;
  });
  return parts.join('');
}

/** Go's `fmt.Sprintln`. */
export function printLine(values: readonly Value[], allowance: Allowance): string {
  return `${values.map((value) => written(value, DEFAULT, allowance)).join(' ')}\n`;
}

/** Go's `fmt.Sprintf` with the verbs %v %s %d %q %t, a width, and the flags - and 0. */
export function printFormatted(format: string, values: readonly Value[], allowance: Allowance): string {
  allowance.take(format.length);
  let used = 0;
  const text = format.replace(DIRECTIVE, (directive, flags: string, digits: string, verb: string) => {
    if (verb === '%') return '%';
    if (verb === '' && flags === '' && digits === '') return '%!(NOVERB)';
    const width = Number(digits);
    const style = { verb, width, left: flags.includes('-'), zeros: flags.includes('0') && !flags.includes('-') };
    if (!VERBS.has(verb) || width > 1000 || (style.zeros && verb !== 'd')) {
      throw new TemplateProblem(`the printf directive ${directive} is not known here`, 'preview');
    }
    if (used >= values.length) return `%!${verb}(MISSING)`;
    return written(values[used++], style, allowance);
  });
  if (used >= values.length) return text;
  const extra = values.slice(used).map((value) => described(value, DEFAULT, allowance, 0));
  return `${text}%!(EXTRA ${extra.join(', ')})`;
}

function written(value: Value, style: Style, allowance: Allowance, nesting = 0): string {
  const text = unmetered(value, style, allowance, nesting);
  allowance.take(text.length + 1);
  return text;
}

function unmetered(value: Value, style: Style, allowance: Allowance, nesting: number): string {
  if (nesting > MOST_NESTING) throw new TemplateProblem('the data are nested too deeply to be printed', 'preview');
  if (isList(value)) {
    return `[${value.map((item) => written(valueOf(item), style, allowance, nesting + 1)).join(' ')}]`;
  }
  if (isMap(value)) {
    const entries = sortedKeys(value).map(
      (key) =>
        `${written(key, style, allowance, nesting + 1)}:${written(entryOf(value, key), style, allowance, nesting + 1)}`,
    );
    return `map[${entries.join(' ')}]`;
  }
  if (value === undefined || value === null) {
    return style.verb === 'v' || nesting > 0 ? padded('<nil>', style) : `%!${style.verb}(<nil>)`;
  }
  if (value instanceof Struct) throw new TemplateProblem(`the text of a ${value.type} is not known here`, 'preview');
  const leaf = writtenLeaf(value, style);
  return leaf ?? `%!${style.verb}(${described(value, { ...style, verb: 'v' }, allowance, nesting)})`;
}

/** A value and its type, as printf tells of one that it cannot use. */
function described(value: Value, style: Style, allowance: Allowance, nesting: number): string {
  if (value === undefined || value === null) return '<nil>';
  return `${typeName(value)}=${written(value, style, allowance, nesting)}`;
}

/** `undefined` where the verb is not for such a value. */
function writtenLeaf(value: string | boolean | bigint | number, style: Style): string | undefined {
  const { verb } = style;
  switch (typeof value) {
    case 'string':
      if (verb === 'q') return padded(quoted(value, '"'), style);
      return verb === 'v' || verb === 's' ? padded(value, style) : undefined;
    case 'boolean':
      return verb === 'v' || verb === 't' ? padded(String(value), style) : undefined;
    case 'bigint':
      if (verb === 'q') return padded(quotedCharacter(value), style);
      return verb === 'v' || verb === 'd' ? padded(String(value), style) : undefined;
    case 'number':
      return verb === 'v' ? padded(writtenFloat(value), style) : undefined;
  }
}

function padded(text: string, { width, left, zeros }: Style): string {
  if (width === 0) return text;
  const missing = width - Array.from(text).length;
  if (missing <= 0) return text;
  if (left) return text + ' '.repeat(missing);
  if (!zeros) return ' '.repeat(missing) + text;
  const sign = text.startsWith('-') ? '-' : '';
  return sign + '0'.repeat(missing) + text.slice(sign.length);
}

/** The shortest decimals that read back the same, with an exponent below -4 and from 6 on. */
function writtenFloat(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [digits = '', exponentText = ''] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 6) {
    return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  if (exponent >= 0) return String(value);
  const sign = value < 0 ? '-' : '';
  return `${sign}0.${'0'.repeat(-exponent - 1)}${digits.replace(/[-.]/g, '')}`;
}

const QUOTED_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
  ['\\', '\\\\'],
]);

/** Go's `strconv.Quote`. */
function quoted(text: string, quote: '"' | "'"): string {
  const characters = Array.from(text, (character) => {
    if (character === quote) return `\\${quote}`;
    return QUOTED_ESCAPES.get(character) ?? (isPrintable(character) ? character : escaped(character));
  });
  return `${quote}${characters.join('')}${quote}`;
}

/** Go's `unicode.IsPrint`. */
export function isPrintable(character: string): boolean {
  return /[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(character);
}

function quotedCharacter(code: bigint): string {
  const isCharacter = code >= 0n && code <= 0x10ffffn && !(code >= 0xd800n && code <= 0xdfffn);
  return quoted(isCharacter ? String.fromCodePoint(Number(code)) : '\ufffd', "'");
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code < 0x20 || code === 0x7f) return `\\x${digits.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}
