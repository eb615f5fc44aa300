import { oneLine } from './one-line';

/** Text in which nothing is markup, a link, or a mention of a person or an issue. */
export function escaped(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]<>&~|$]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/@(?=\w)|(?<!&)#(?=\d)|\bwww(?=\.)/g, '$&&#8203;')
    .replaceAll('://', '&#58;//');
}

/** Text as code, between more back quotes than it holds. */
export function code(text: string): string {
  const shown = oneLine(text);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return shown === '' ? '' : `${fence}${space}${shown}${space}${fence}`;
}
