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
    const distance = editDistance(name, candidate, bestDistance);
    if (distance < bestDistance) [nearest, bestDistance] = [candidate, distance];
  }
  return nearest;
}

/**
 * The least number of letters to insert, delete or replace that turns one text into the other (Levenshtein); where that is
 * not below the limit, the limit. Letters that are further apart than that are not compared.
 */
function editDistance(from: string, to: string, limit: number): number {
  let previous = Uint32Array.from({ length: to.length + 1 }, (_, index) => index);
  let current = new Uint32Array(to.length + 1);
  for (let row = 1; row <= from.length; row += 1) {
    current.fill(limit);
    if (row < limit) current[0] = row;
    const letter = from.charCodeAt(row - 1);
    let least = limit;
    const last = Math.min(to.length, row + limit);
    for (let column = Math.max(1, row - limit); column <= last; column += 1) {
      const replaced = (previous[column - 1] ?? limit) + (letter === to.charCodeAt(column - 1) ? 0 : 1);
      const inserted = (current[column - 1] ?? limit) + 1;
      const deleted = (previous[column] ?? limit) + 1;
      const distance = Math.min(replaced, inserted, deleted);
      current[column] = distance;
      if (distance < least) least = distance;
    }
    if (least >= limit) return limit;
    [previous, current] = [current, previous];
  }
  return Math.min(previous[to.length] ?? limit, limit);
}
