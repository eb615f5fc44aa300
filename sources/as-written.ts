import type { FilePlace } from '../checks/file-place';
import type { Finding } from '../checks/finding';
import { resolvePlainScalar } from './go-scalar';

/** A number or a boolean as messages name it. */
const NAMED = /\bthe (?:number|boolean) ([^\s,]+)/;

/** A key in front of its value. */
const KEY = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s:,{}[\]]+)[ \t]*:[ \t]+/;

/**
 * A finding that names a number or a boolean as its author wrote it, too: `0755` is read as 493 and `yes` as true, and it
 * is the former that belongs in quotation marks.
 */
export function asWritten(finding: Finding, { excerpt = '', column }: FilePlace): Finding {
  const { problem, mend } = finding;
  const [whole, value] = NAMED.exec(problem) ?? [];
  if (whole === undefined || value === undefined) return finding;
  const written = scalarAt(excerpt.slice(column - 1));
  if (written === value || String(resolvePlainScalar(written)) !== value) return finding;
  return {
    ...finding,
    problem: problem.replace(whole, () => `${whole} (written ${written})`),
    mend: mend.replace(`"${value}"`, () => `"${written}"`),
  };
}

/** What stands at the beginning of a text, or behind the key that does. */
function scalarAt(text: string): string {
  return /^[^\s,\]}]*/.exec(text.replace(KEY, ''))?.[0] ?? '';
}
