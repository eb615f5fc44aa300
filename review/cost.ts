import { isFixed } from './pods/bounds';
import type { Bounds } from './pods/bounds';
import type { DeviceChange } from './review';

/** What one accelerator costs in an hour, by resource, in whatever currency. */
export type Prices = ReadonlyMap<string, number>;

/** What the accelerators of all that is changed cost in an hour. */
export interface Cost {
  readonly before: Bounds;
  readonly after: Bounds;
  /** Resources whose price is not known. */
  readonly unpriced: readonly string[];
}

/** What accelerators cost in an hour; undefined where no price is stated, or nothing changes. */
export function costOf(devices: readonly DeviceChange[], prices: Prices): Cost | undefined {
  const priced = devices.filter(({ resource }) => prices.has(resource));
  if (priced.length === 0) return undefined;
  const of = (side: 'before' | 'after'): Bounds => ({
    least: sum(priced, (change) => change[side].least, prices),
    most: priced.some((change) => change[side].most === undefined)
      ? undefined
      : sum(priced, (change) => change[side].most ?? 0, prices),
    andMore: priced.some((change) => change[side].andMore === true),
  });
  const unpriced = devices.filter((change) => !priced.includes(change)).map(({ resource }) => resource);
  return { before: of('before'), after: of('after'), unpriced };
}

/** `+12.50 in an hour (25.00 → 37.50)`. */
export function costInWords({ before, after, unpriced }: Cost): string {
  const change = after.least - before.least;
  const told = `${boundsOfCost(before)} → ${boundsOfCost(after)}`;
  const without = unpriced.length === 0 ? '' : `, without ${unpriced.join(', ')}`;
  return isFixed(before) && isFixed(after)
    ? `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(2)} in an hour (${told}${without})`
    : `${told} in an hour${without}`;
}

function boundsOfCost({ least, most, andMore = false }: Bounds): string {
  const isOne = most === undefined || least === most;
  const known = isOne ? least.toFixed(2) : `${least.toFixed(2)}–${most.toFixed(2)}`;
  return most === undefined || andMore ? `${known} or more` : known;
}

function sum(changes: readonly DeviceChange[], count: (change: DeviceChange) => number, prices: Prices): number {
  return changes.reduce((total, change) => total + count(change) * (prices.get(change.resource) ?? 0), 0);
}
