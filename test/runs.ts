/** How much of the runs a suite makes that is over in three minutes. `FUZZ=1` makes all, `FUZZ=20` twenty times as many. */
const USUAL = 0.4;

/** How often a property is tried, or how many cases are made up. */
export function runs(all: number): number {
  return Math.ceil(all * Number(process.env.FUZZ ?? USUAL));
}
