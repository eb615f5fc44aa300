import { identityInWords } from '../kubernetes/object-identity';
import { slashed } from './file-uri';
import { code, escaped } from './markdown-text';
import type { Report, ReportedFinding } from './report';
import { countsInWords, notCheckedInWords } from './summary';

/** GitHub takes comments of 65,536 characters; more follows in the log. */
const MOST = 60_000;

/** By which a bot finds the comment that it wrote before. */
const MARK = '<!-- cdk8s-inference check -->';

/** A report as a comment of a pull request: a list by files, short enough to be posted. */
export function markdownReport(report: Report): string {
  const { findings, notChecked } = report;
  const open = findings.filter(({ accepted }) => accepted === undefined);
  const accepted = findings.filter((finding) => finding.accepted !== undefined);
  const head = [MARK, `### ${countsInWords(report)}`];
  const tail = notChecked.map((item) => `- ${escaped(notCheckedInWords(item))}`);
  const items = [...open, ...accepted].map(itemOf);
  const { shown, left } = fitting(items, MOST - tail.join('\n').length);
  const rest = left === 0 ? [] : [`…and ${left} more, which the log of the run shows.`];
  const blocks = [...head, shown.join('\n'), ...rest, tail.join('\n')];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function itemOf({ severity, accepted, place, where, object, field, problem, consequence, mend, id }: ReportedFinding) {
  const at = place === undefined ? where : `${slashed(place.file)}:${place.line}`;
  const subject = [at, object && identityInWords(object), field].filter((part) => part !== undefined).map(code);
  // All on one line, so that no text begins a list, a heading or a table.
  return [
    `- **${accepted === undefined ? severity : `acknowledged ${severity}`}** ${escaped(problem)} (${code(id)})`,
    subject.join(' · '),
    ...(accepted === undefined ? [] : [`Acknowledged: ${escaped(accepted.reason)}`]),
    `${escaped(consequence)} ${escaped(mend)}`,
  ].join('<br>');
}

/** As many of the first items as fit. */
function fitting(items: readonly string[], most: number): { readonly shown: readonly string[]; readonly left: number } {
  let length = 0;
  const beyond = items.findIndex((item) => (length += item.length + 1) > most);
  const count = beyond === -1 ? items.length : beyond;
  return { shown: items.slice(0, count), left: items.length - count };
}
