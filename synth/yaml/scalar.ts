import { hasUnreadable } from '../../kubernetes/unreadable';

/**
 * How one scalar is written so that YAML 1.1 and 1.2 readers, Go's and everybody else's, read the same value.
 *
 * Three styles, the first that fits: plain for narrow ASCII words that no reader takes for anything but a string,
 * a literal block for well-behaved text of several lines, one line in double quotes for the rest. Nothing is folded.
 */

/** Words with a single blank or colon between them; a leading dash or two only in front of a letter, as in `--port`. */
const PLAIN = /^(?:--?(?=[A-Za-z]))?[A-Za-z0-9_/$][\w./+=@%,~()$-]*(?:[ :][\w./+=@%,~()$-]+)*$/;

/** What some reader takes for a boolean or null: YAML 1.1 with its one-letter forms, in any case. */
const RESERVED_WORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/**
 * Text made only of what numbers, sexagesimals, dates and times are made of, with at most one dot. Wider than any
 * reader's rules on purpose (Go drops underscores before it looks for a number: `0_x1F` is 31), yet `1.0.0`, `80Gi`
 * and `30s` stay plain. An exponent alone (`e1`) is a number to npm's reader of YAML 1.1, namely none.
 */
const NUMBER_LIKE = /^(?:[0-9][0-9a-fA-FxXoOtTzZ_,:+ -]*(?:\.[0-9a-fA-FxXoOtTzZ_,:+ -]*)?|[+-]?[eE][+-]?[0-9]+)$/;

/**
 * Text of several lines that a literal block would lose or that some reader or editor would change: a blank or empty
 * first line, blanks at a line's end, a carriage return, more than one final newline, a document marker.
 */
const UNFIT_FOR_LITERAL = /^[ \t\n]|[ \t](?:\n|$)|\r|\n\n$|(?:^|\n)(?:---|\.\.\.)(?:[ \t\n]|$)/;

/** The start of every line but the first, empty lines excepted: they get no indentation, so no trailing blanks. */
const CONTINUED_LINE = /\n(?=[^\n])/g;

const MEMO_ENTRIES = 8192;
const MEMO_TEXT_LENGTH = 128;

/**
 * Manifests repeat themselves: most keys and short values are decided once per process. What is met first is kept, for
 * keys and common values are met early, and what only one object has is not worth an entry.
 */
const memo = new Map<string, string>();

/** Text on one line, as a key or a value: plain or in double quotes; undefined if it has an unreadable character. */
export function emitInline(text: string): string | undefined {
  const known = memo.get(text);
  if (known !== undefined) return known;
  const plain = isPlain(text);
  if (!plain && hasUnreadable(text)) return undefined;
  const emitted = plain ? text : JSON.stringify(text);
  if (memo.size < MEMO_ENTRIES && text.length <= MEMO_TEXT_LENGTH) memo.set(text, emitted);
  return emitted;
}

/**
 * Text as a value, its further lines set in by `indentation`: a literal block if it is fit for one, otherwise on one
 * line; undefined if it has an unreadable character.
 */
export function emitText(text: string, indentation: string): string | undefined {
  if (!text.includes('\n') || UNFIT_FOR_LITERAL.test(text)) return emitInline(text);
  if (hasUnreadable(text)) return undefined;
  const header = text.endsWith('\n') ? '|' : '|-';
  const lines = text.endsWith('\n') ? text.slice(0, -1) : text;
  return `${header}\n${indentation}${lines.replace(CONTINUED_LINE, `\n${indentation}`)}`;
}

/**
 * A number as every reader gives it back; undefined if it is not finite.
 *
 * Whole numbers beyond 2^53 are written with all their digits, because readers with 64-bit integers would not round
 * the shortest form the way JavaScript does; exponents get a dot and a sign, without which PyYAML reads a string; minus
 * zero is zero, as in JSON.
 */
export function emitNumber(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  if (Number.isSafeInteger(value)) return String(value);
  const shortest = String(value);
  if (shortest.includes('e')) return shortest.replace(/^(-?[0-9]+)e/, '$1.0e');
  return Number.isInteger(value) ? BigInt(value).toString() : shortest;
}

function isPlain(text: string): boolean {
  return PLAIN.test(text) && !RESERVED_WORD.test(text) && !NUMBER_LIKE.test(text);
}
