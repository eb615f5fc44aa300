const begin = (name: string) => `<!-- written by npm run review-page: ${name} -->`;
const END = '<!-- end of what npm run review-page writes -->';

/** A page with these reports in their places, each as a quotation, as a pull request shows it. */
export function withReports(page: string, reports: ReadonlyMap<string, string>): string {
  return [...reports].reduce((text, [name, report]) => {
    const start = text.indexOf(begin(name));
    const end = text.indexOf(END, start);
    if (start === -1 || end === -1) throw new Error(`The page has no place for the report: ${begin(name)} … ${END}`);
    return `${text.slice(0, start)}${begin(name)}\n<!-- prettier-ignore-start -->\n\n${quoted(report)}\n\n<!-- prettier-ignore-end -->\n${text.slice(end)}`;
  }, page);
}

/** Marks for robots are left out. */
function quoted(report: string): string {
  return report
    .replace(/^<!--.*-->\n+/, '')
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}
