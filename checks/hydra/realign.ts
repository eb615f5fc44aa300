/** A text in which entries of lists have their fields in one column, and the first field that was not. */
export interface Realigned {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly key: string;
  readonly sibling: string;
  readonly siblingColumn: number;
}

/** A field with a value of its own on the line that begins an entry of a list: nothing can be below it. */
const FIRST_FIELD = /^( *- +)([A-Za-z_]\w*):[ \t]+[^\s#|>&*!]/;
const FIELD = /^( +)([A-Za-z_]\w*):(?:[ \t]|$)/;

/**
 * Moves fields that are deeper than the first of their entry, with all below them, into its column. Undefined where
 * there are none.
 */
export function realign(text: string): Realigned | undefined {
  let first: Omit<Realigned, 'text'> | undefined;
  let entry: { readonly sibling: string; readonly depth: number } | undefined;
  let shift = 0;
  const lines = text.split('\n').map((line, index) => {
    const [, dash, sibling] = FIRST_FIELD.exec(line) ?? [];
    if (dash !== undefined && sibling !== undefined) {
      [entry, shift] = [{ sibling, depth: dash.length }, 0];
      return line;
    }
    if (entry === undefined || /^\s*(?:#|$)/.test(line)) return line.slice(Math.min(shift, depthOf(line)));
    if (depthOf(line) <= entry.depth) {
      entry = undefined;
      shift = 0;
      return line;
    }
    const [, indentation, key] = FIELD.exec(line) ?? [];
    if (shift === 0 && indentation !== undefined && key !== undefined) {
      shift = indentation.length - entry.depth;
      first ??= {
        line: index + 1,
        column: indentation.length + 1,
        key,
        sibling: entry.sibling,
        siblingColumn: entry.depth + 1,
      };
    }
    return line.slice(shift);
  });
  return first && { ...first, text: lines.join('\n') };
}

function depthOf(line: string): number {
  return line.length - line.trimStart().length;
}
