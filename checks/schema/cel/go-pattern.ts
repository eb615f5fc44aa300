import { RE2JS, RE2JSException } from 're2js';

/**
 * Patterns of Go's regular expressions (RE2), which JavaScript's write much alike and mean other things with: these know
 * `[[:alpha:]]`, `\z` and `(?i)`, their `\s` is of ASCII, and the time that they take grows with the text, and no faster.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */

/** One of this size takes a tenth of a second to try on 10,000 characters. */
const LARGEST_PATTERN = 10_000;

const known = new Map<string, RE2JS | undefined>();

/** Whether Go finds a pattern in a text; undefined where it is no pattern of Go's, or too large to try. */
export function matchesGoPattern(text: string, pattern: string): boolean | undefined {
  if (!known.has(pattern)) known.set(pattern, expressionOf(pattern));
  return known.get(pattern)?.test(text);
}

/** About how many characters a pattern has when its repetitions are written out, by which it takes its time. */
export function sizeOfPattern(pattern: string): number {
  let repeated = 1;
  for (const [, least = '', most = ''] of pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)) {
    repeated += Number(most === '' ? least : most);
  }
  return pattern.length * repeated;
}

/** Whether a pattern is tried at all. */
export function isTried(pattern: string): boolean {
  return sizeOfPattern(pattern) <= LARGEST_PATTERN;
}

function expressionOf(pattern: string): RE2JS | undefined {
  if (!isTried(pattern)) return undefined;
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (error instanceof RE2JSException) return undefined;
    throw error;
  }
}
