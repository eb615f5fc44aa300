import { code } from '../../reports/markdown-text';

/** As many objects are named. */
const MOST = 20;

/** Names of as many objects as a person reads, and how many more there are. */
export function namedObjects(objects: readonly string[], most = MOST): string {
  const more = objects.length > most ? [`and ${objects.length - most} more`] : [];
  return [...objects.slice(0, most).map(code), ...more].join(', ');
}

/** Text in a cell of a table. */
export function cell(text: string | undefined): string {
  return text === undefined ? '' : code(text).replaceAll('|', '\\|');
}
