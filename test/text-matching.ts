/** Stands in an expected value for any text of a pattern. */
export function textMatching(pattern: RegExp | string): unknown {
  return typeof pattern === 'string' ? expect.stringContaining(pattern) : expect.stringMatching(pattern);
}
