import type { Cell } from './cells';

const BEGIN = '<!-- written by npm run support-matrix -->';
const END = '<!-- end of what npm run support-matrix writes -->';

/** A page with the table of these cells in the place of the one it has. */
export function withTable(page: string, cells: readonly Cell[]): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`The page has no place for the table: ${BEGIN} … ${END}`);
  return `${page.slice(0, begin)}${BEGIN}\n\n${table(cells)}\n${page.slice(end)}`;
}

/** One row for each runtime, one column for each platform, and below it why a cell is empty or not full. */
function table(cells: readonly Cell[]): string {
  const platforms = distinct(cells.map(({ platform }) => platform));
  const reasons = new Map<string, number>();
  const rows = distinct(cells.map(({ runtime }) => runtime)).map((runtime) => {
    const tried = cells.filter((cell) => cell.runtime === runtime);
    const accelerators = distinct(tried.map(({ accelerator }) => accelerator)).join(', ');
    const columns = platforms.map((platform) => {
      const column = tried.filter((cell) => cell.platform === platform);
      const refused = column.find(({ outcome }) => outcome.kind === 'refused');
      if (refused?.outcome.kind !== 'refused') return 'yes';
      const { problem, consequence } = refused.outcome.reason;
      const text = `\`${runtime}\`: ${problem}. ${consequence}`;
      const number = reasons.get(text) ?? reasons.size + 1;
      reasons.set(text, number);
      const kept = column.filter(({ outcome }) => outcome.kind === 'written').map(({ accelerator }) => accelerator);
      return kept.length === 0 ? `no (${number})` : `${kept.join(', ')} (${number})`;
    });
    return [`\`${runtime}\``, accelerators, ...columns];
  });
  const list = [...reasons].map(([text, number]) => `${number}. ${text}\n`).join('');
  return `${markdown([['Runtime', 'Accelerators', ...platforms], ...rows])}${list === '' ? '' : `\n${list}`}`;
}

function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[], fill = ' ') =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |\n`;
  return [
    line(head),
    line(
      head.map(() => ''),
      '-',
    ),
    ...rows.map((row) => line(row)),
  ].join('');
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
