/**
 * Characters that some reader of Kubernetes YAML refuses or silently changes, escaped or not: control characters except
 * TAB, LF and CR, the separators that YAML 1.1 takes for line breaks, the byte order mark, the two noncharacters of the
 * basic plane, and halves of surrogate pairs.
 *
 * @see https://yaml.org/spec/1.2.2/#51-character-set
 */
const UNREADABLE = /(?![\t\n\r])[\p{Cc}\p{Cs}\u2028\u2029\uFEFF\uFFFE\uFFFF]/u;
const EVERY_UNREADABLE = new RegExp(UNREADABLE, 'gu');

/** Whether the text holds a character that not every reader takes. */
export function hasUnreadable(text: string): boolean {
  return UNREADABLE.test(text);
}

/** The distinct unreadable characters of a text in order of appearance, as `U+0085`. */
export function unreadableCodePoints(text: string): readonly string[] {
  const characters = new Set(text.match(EVERY_UNREADABLE) ?? []);
  return [...characters].map((character) => `U+${hexadecimal(character)}`);
}

/** The text with each unreadable character written as `\u0085`, fit to be printed. */
export function escapeUnreadable(text: string): string {
  return text.replace(EVERY_UNREADABLE, (character) => `\\u${hexadecimal(character)}`);
}

/** Every unreadable character lies in the basic plane, so it is one code unit and four digits. */
function hexadecimal(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}
