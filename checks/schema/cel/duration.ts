/** Units of Go's durations, in nanoseconds. */
const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['µs', 1_000n],
  ['μs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);

/** More do not fit into 64 bits before the point, and mean nothing behind it. */
const MOST_DIGITS = 19;

const PART = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/y;

/**
 * The nanoseconds of a duration such as `1h30m` or `1.5s`; undefined where Go reads none.
 *
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function nanosecondsOf(text: string): bigint | undefined {
  const isNegative = text.startsWith('-');
  const magnitude = /^[-+]/.test(text) ? text.slice(1) : text;
  if (magnitude === '0') return 0n;
  if (magnitude === '') return undefined;
  let total = 0n;
  PART.lastIndex = 0;
  while (PART.lastIndex < magnitude.length) {
    const [, whole = '', fraction = '', unit = ''] = PART.exec(magnitude) ?? [];
    const nanoseconds = UNITS.get(unit);
    if (nanoseconds === undefined || whole + fraction === '') return undefined;
    const digits = whole.replace(/^0+/, '');
    if (digits.length > MOST_DIGITS) return undefined;
    const kept = fraction.slice(0, MOST_DIGITS);
    total += (BigInt(digits + kept) * nanoseconds) / 10n ** BigInt(kept.length);
  }
  const signed = isNegative ? -total : total;
  return BigInt.asIntN(64, signed) === signed ? signed : undefined;
}
