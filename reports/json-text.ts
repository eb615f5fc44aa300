/** What a terminal or an editor may act on although JSON allows it as it is. */
const ACTIVE = /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g;

/** A value as JSON that is safe to be shown: it means the same to every reader. */
export function jsonText(value: unknown): string {
  return spellActive(JSON.stringify(value, null, 2));
}

/** Spells them as they are spelled in quoted texts of JSON and YAML. */
export function spellActive(text: string): string {
  return text.replace(ACTIVE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
