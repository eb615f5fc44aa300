/** Words of a text that may be names of objects. */
const WORDS = /[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?/g;

/** What stands around names in values that are not one name alone: quotes, flow maps and lists, anchors, comments. */
const AROUND = /["'{}[\],&*#\s]+/;

/** Longest value that may hold a name. */
const LONGEST = 300;

/** Whether one of the values in a text of YAML or JSON is one of the names, seen without parsing it. */
export function mentions(text: string, names: ReadonlySet<string>): boolean {
  // JSON may be one long line, in which no value ends with the line.
  if (/^\s*[[{]/.test(text)) return (text.match(WORDS) ?? []).some((word) => names.has(word));
  for (let colon = text.indexOf(': '); colon !== -1; colon = text.indexOf(': ', colon + 2)) {
    const end = text.indexOf('\n', colon);
    const value = text.slice(colon + 2, end === -1 ? undefined : end);
    if (names.has(value)) return true;
    if (value.length <= LONGEST && AROUND.test(value) && value.split(AROUND).some((word) => names.has(word)))
      return true;
  }
  return false;
}
