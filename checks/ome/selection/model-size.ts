const MULTIPLIERS: Readonly<Record<string, number>> = { T: 1e12, B: 1e9, M: 1e6 };

/** As Go writes them: underscores may stand between digits. */
const DIGITS = '[0-9](?:_?[0-9])*';
const DECIMAL = new RegExp(`^[+-]?(?:${DIGITS}\\.?|(?:${DIGITS})?\\.${DIGITS})(?:[eE][+-]?${DIGITS})?$`);

/**
 * How many parameters a size such as `7B`, `0.5B` or `1.5T` says: a number, and T, B, M or nothing. Anything else, such
 * as `30K`, `7b` or `big`, counts as zero.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/runtimeselector/matcher.go parseModelSize
 */
export function parseModelSize(size: string): number {
  const multiplier = MULTIPLIERS[size.slice(-1)];
  const number = multiplier === undefined ? size : size.slice(0, -1);
  const parsed = DECIMAL.test(number) ? Number(number.replaceAll('_', '')) : 0;
  return Number.isFinite(parsed) ? parsed * (multiplier ?? 1) : 0;
}
