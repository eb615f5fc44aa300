import { escapeUnreadable } from '../kubernetes/unreadable';

/** As many characters of a text are shown to people. */
const MOST = 2000;

/** Marks that turn the direction of text around, so that it reads as another than it is. */
const TURNING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** What build systems take for a command wherever it stands in their log: `##[…]`, `##vso[…]`, `##teamcity[…]`. */
const LOG_COMMAND = /##(?=\w*\[)/g;

/** What GitHub takes for a command where a line begins with it. */
const WORKFLOW_COMMAND = /^(?=\s*::)/;

/**
 * A text of anybody as one line that does to a terminal, a log or a table nothing but to be read: control characters,
 * line breaks and marks of direction are spelled, commands of build systems broken up, and what is endless is cut.
 */
export function oneLine(text: string): string {
  if (isHarmless(text)) return text;
  const cut = text.length > MOST ? `${text.slice(0, MOST)}…` : text;
  return escapeUnreadable(cut)
    .replace(/[\t\n\r]/g, (character) => ESCAPES[character] ?? character)
    .replace(TURNING, (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)
    .replace(LOG_COMMAND, '#\\#')
    .replace(WORKFLOW_COMMAND, '\\');
}

/** Nearly all texts are, and are told so at a glance. */
function isHarmless(text: string): boolean {
  return text.length <= MOST && /^[ -~]*$/.test(text) && !text.includes('##') && !text.includes('::');
}

const ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };
