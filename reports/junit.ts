import { identityInWords } from '../kubernetes/object-identity';
import { formatFinding } from './format-finding';
import { oneLine } from './one-line';
import { fails } from './report';
import type { FailOn, NotChecked, Report, ReportedFinding } from './report';
import { notCheckedInWords } from './summary';

/**
 * A report as JUnit's XML, which most build systems show: a suite for each file, in it a case for each finding. What is
 * acknowledged is skipped, and what does not fail the run stands in the case's output. A file without findings passes.
 * What was not checked is a suite of skipped cases.
 *
 * @see https://github.com/testmoapp/junitxml
 */
export function junitReport({ findings, notChecked, files, failOn }: Report): string {
  const suites = new Map<string, ReportedFinding[]>(files.map((file) => [file, []]));
  for (const finding of findings) {
    const name = finding.place?.file ?? finding.where;
    const known = suites.get(name);
    if (known === undefined) suites.set(name, [finding]);
    else known.push(finding);
  }
  const passed = [...suites.values()].filter((members) => members.length === 0).length;
  const { skipped, ...others } = outcomes(findings, failOn);
  const attributes = {
    ...{ name: 'cdk8s-inference', ...others, skipped: skipped + notChecked.length },
    tests: findings.length + passed + notChecked.length,
  };
  const printed = [
    ...[...suites].map(([name, members]) => suite(name, members, failOn)),
    ...(notChecked.length === 0 ? [] : [suiteOfNotChecked(notChecked)]),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', attributes, printed)}`;
}

function suiteOfNotChecked(notChecked: readonly NotChecked[]): string {
  const name = 'not checked';
  const cases = notChecked.map((item) =>
    element('testcase', { name: item.what, classname: name }, [
      element('skipped', { message: notCheckedInWords(item) }),
    ]),
  );
  return element('testsuite', { name, tests: cases.length, failures: 0, errors: 0, skipped: cases.length }, cases);
}

function suite(name: string, findings: readonly ReportedFinding[], failOn: FailOn): string {
  const cases =
    findings.length === 0
      ? [element('testcase', { name: 'nothing was found', classname: name })]
      : findings.map((finding) => testCase(finding, name, failOn));
  return element('testsuite', { name, ...outcomes(findings, failOn), tests: cases.length }, cases);
}

function testCase(finding: ReportedFinding, suiteName: string, failOn: FailOn): string {
  const { id, object, field, place } = finding;
  const name = [id, object && identityInWords(object), field].filter((part) => part !== undefined).join(' · ');
  const attributes = { name, classname: suiteName, file: place?.file, line: place?.line };
  return element('testcase', attributes, [outcome(finding, failOn)]);
}

function outcome(finding: ReportedFinding, failOn: FailOn): string {
  const { severity, problem, accepted } = finding;
  const text = escaped(formatFinding(finding));
  if (accepted !== undefined) return element('skipped', { message: accepted.reason });
  if (!fails(finding, failOn)) return `<system-out>${text}</system-out>`;
  return `<failure${printed({ message: problem, type: severity })}>${text}</failure>`;
}

function outcomes(findings: readonly ReportedFinding[], failOn: FailOn) {
  const failures = findings.filter((finding) => fails(finding, failOn)).length;
  const skipped = findings.filter(({ accepted }) => accepted !== undefined).length;
  return { failures, errors: 0, skipped };
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const start = `<${name}${printed(attributes)}`;
  return children.length === 0 ? `${start}/>` : [`${start}>`, ...children, `</${name}>`].join('\n');
}

function printed(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(oneLine(String(value)))}"`)
    .join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
