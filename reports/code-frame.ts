import type { FilePlace } from '../checks/file-place';
import type { Painter } from './colours';
import { oneLine } from './one-line';

/** As many characters of a line are shown. */
const WIDTH = 100;

/** The line of a place with a caret below its column; nothing where the line is not known. */
export function codeFrame({ line, column, excerpt }: FilePlace, paint: Painter): readonly string[] {
  if (excerpt === undefined) return [];
  const from = column > WIDTH * 0.8 ? column - 1 - WIDTH / 2 : 0;
  const shown = excerpt.slice(from, from + WIDTH);
  // Signs that are spelled out are longer than what they stand for.
  const indent = ' '.repeat(oneLine(shown.slice(0, column - 1 - from)).length);
  const number = String(line);
  const margin = ' '.repeat(8);
  return [
    `${margin}${paint(`${number} |`, 'dim')} ${oneLine(shown)}`,
    `${margin}${paint(`${' '.repeat(number.length)} |`, 'dim')} ${indent}${paint('^', 'bold', 'red')}`,
  ];
}
