import type { JsonValue } from '../../kubernetes/manifest';
import { valueInWords } from './change';
import type { Change } from './change';

/** How two texts of several lines differ: the lines between what they begin and end with alike. */
export function scriptChange(field: string, before: JsonValue | undefined, after: JsonValue | undefined): Change {
  const [old, young] = [linesOf(before), linesOf(after)];
  const most = Math.min(old.length, young.length);
  let start = 0;
  while (start < most && old[start] === young[start]) start++;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === young.at(-1 - end)) end++;
  const between = (lines: readonly string[]) => lines.slice(start, lines.length - end).join('\n');
  return {
    what: 'script',
    name: field,
    field,
    before: before === undefined ? undefined : between(old),
    after: after === undefined ? undefined : between(young),
  };
}

function linesOf(value: JsonValue | undefined): readonly string[] {
  return (valueInWords(value) ?? '').split('\n');
}
