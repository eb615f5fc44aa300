import { countsOf } from './report';
import type { NotChecked, Report, ReportedFinding } from './report';

/** As many names as somebody reads. */
const MOST_NAMES = 5;

/** What was found, in how much, and what was not checked. */
export function summaryLines(report: Report): readonly string[] {
  return [countsInWords(report), ...report.notChecked.map(notCheckedInWords)];
}

/** `1 error, 0 warnings, 0 notes in 12 objects of 12 files`. */
export function countsInWords({ findings, objects, files }: Report): string {
  return `${findingsInWords(findings)} in ${counted(objects, 'object')} of ${counted(files.length, 'file')}`;
}

/** `1 error, 0 warnings, 0 notes, 2 acknowledged`. */
export function findingsInWords(findings: readonly ReportedFinding[]): string {
  const { errors, warnings, notes, acknowledged } = countsOf(findings);
  const found = [counted(errors, 'error'), counted(warnings, 'warning'), counted(notes, 'note')];
  return [...found, ...(acknowledged === 0 ? [] : [`${acknowledged} acknowledged`])].join(', ');
}

/** `not checked: 3 × Gadget (v1), as no schema is known of this kind`. */
export function notCheckedInWords(item: NotChecked): string {
  return `not checked: ${amountInWords(item)}`;
}

/** `3 × Gadget (v1), as no schema is known of this kind`. */
export function amountInWords({ what, count, why, names = [] }: NotChecked): string {
  const named = names.length === 0 ? '' : ` (${someOf(names)})`;
  return `${count} × ${what}${named}, as ${why}`;
}

function someOf(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  // One more name is as long as saying that there is one.
  return more <= 1 ? names.join(', ') : `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
