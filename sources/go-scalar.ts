/** What a plain scalar of YAML means. */
export type ScalarValue = string | number | boolean | null;

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);

const NOT_A_NUMBER: ReadonlySet<string> = new Set(['.nan', '.NaN', '.NAN']);
const INFINITE = /^[-+]?\.(?:inf|Inf|INF)$/;

const INTEGERS: readonly (readonly [pattern: RegExp, radix: number])[] = [
  [/^[-+]?0[xX]([0-9a-fA-F]+)$/, 16],
  [/^[-+]?0[bB]([01]+)$/, 2],
  [/^[-+]?0[oO]?([0-7]+)$/, 8],
  [/^[-+]?(0|[1-9][0-9]*)$/, 10],
];

const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** The largest number that Go reads as a whole one without a sign. */
const MOST = 2n ** 64n - 1n;

/**
 * A plain scalar as kubectl and the API server read it: `0755` is 493, `yes` is true, `1:30` and dates are texts.
 * Infinities and what is not a number, which JSON does not know, are numbers here too.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2/resolve.go resolve
 */
export function resolvePlainScalar(text: string): ScalarValue {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (NOT_A_NUMBER.has(text)) return NaN;
  if (INFINITE.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (!/^[-+.0-9]/.test(text)) return text;
  // After a point, Go leaves underscores where they are.
  return numberOf(text.startsWith('.') ? text : text.replaceAll('_', '')) ?? text;
}

function numberOf(text: string): number | undefined {
  for (const [pattern, radix] of INTEGERS) {
    const digits = pattern.exec(text)?.[1];
    if (digits === undefined) continue;
    const whole = wholeNumber(digits, radix);
    if (whole !== undefined && whole <= MOST) return Number(text.startsWith('-') ? -whole : whole);
  }
  if (!FLOAT.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

function wholeNumber(digits: string, radix: number): bigint | undefined {
  const prefix = { 2: '0b', 8: '0o', 10: '', 16: '0x' }[radix];
  return prefix === undefined ? undefined : BigInt(`${prefix}${digits}`);
}
