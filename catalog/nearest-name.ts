/**
 * The candidate that differs least from a name that was probably mistyped, or undefined when none differs by a third
 * of the name or less. Of equal candidates the first wins. What is no text at all is near to none.
 */
export function nearestName(name: unknown, candidates: Iterable<string>): string | undefined {
  if (typeof name !== 'string') return undefined;
  let nearest: string | undefined;
  let bestDistance = Math.floor(name.length / 3) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name, candidate);
    if (distance < bestDistance) [nearest, bestDistance] = [candidate, distance];
  }
  return nearest;
}

/** The least number of letters to insert, delete or replace that turns one text into the other (Levenshtein). */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 0; row < from.length; row += 1) {
    const current = [row + 1];
    for (let column = 0; column < to.length; column += 1) {
      const replaced = (previous[column] ?? 0) + (from[row] === to[column] ? 0 : 1);
      const inserted = (current[column] ?? 0) + 1;
      const deleted = (previous[column + 1] ?? 0) + 1;
      current.push(Math.min(replaced, inserted, deleted));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
