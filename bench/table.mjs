// Prints what was measured.

/** A title and aligned columns: the first to the left, the others, numbers, to the right. */
export function printTable(title, header, rows) {
  const lines = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  console.log(`\n${title}`);
  for (const line of lines) {
    const cells = line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])));
    console.log(cells.join('  ').trimEnd());
  }
}

/** Contenders below each other, each against the first. */
export function printContenders(title, results) {
  const [first] = results.values();
  printTable(
    title,
    ['', 'wall s', 'CPU s', 'peak MB', 'wall ratio', 'CPU ratio'],
    [...results].map(([name, { wall, cpu, memory }]) => [
      name,
      decimals(wall, 2),
      decimals(cpu, 2),
      decimals(memory, 0),
      ratio(wall, first.wall),
      ratio(cpu, first.cpu),
    ]),
  );
}

/** A number, or a dash where it could not be had. */
export function decimals(value, digits) {
  return Number.isFinite(value) ? value.toFixed(digits) : '-';
}

/** How many times one is of the other. */
export function ratio(value, reference) {
  return Number.isFinite(value / reference) ? `${(value / reference).toFixed(2)}x` : '-';
}
