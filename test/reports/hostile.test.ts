import { Parser } from 'commonmark';
import fc from 'fast-check';
import { FORMATS } from '../../reports/formats';
import { coloured, plain } from '../../reports/colours';
import { humanReport } from '../../reports/human';
import type { ReportedFinding } from '../../reports/report';
import { finding, report } from './sample';
import { commandOf } from './workflow-commands';
import { parseXml } from './xml';
import { CODE_POINT } from '../code-point';

/** Texts that mean something to terminals, build systems and formats, and any others. */
const HOSTILE = fc.oneof(
  fc.string({ unit: CODE_POINT }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '\u001b[31mred\u001b[2J',
    '\u009b2J',
    '::error::x',
    '\r::error::x',
    '\n::set-output name=a::b',
    '##[add-mask]x',
    '##vso[task.setvariable variable=a]b',
    '##teamcity[message]',
    ']]><b>',
    '\u202Eevil',
    '\uD800',
    '\uFFFE',
    '```\n# x',
    '<script>',
    '](javascript:x)',
    '%0A%25',
    '-->',
    '\u0000',
    '\u2028',
    '',
  ),
);

const TEXT = fc.array(HOSTILE, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));

const FINDING: fc.Arbitrary<ReportedFinding> = fc
  .record({
    text: TEXT,
    other: TEXT,
    severity: fc.constantFrom('error', 'warning', 'note'),
    accepted: fc.boolean(),
    inFile: fc.boolean(),
  })
  .map(({ text, other, severity, accepted, inFile }) =>
    finding({
      id: text,
      severity,
      where: text,
      place: inFile ? { file: text, line: 1, column: 2, excerpt: other } : undefined,
      object: { apiVersion: text, kind: text, namespace: other, name: text },
      field: other,
      problem: text,
      consequence: other,
      mend: text,
      cluster: other,
      accepted: accepted ? { reason: text, by: 'annotation' } : undefined,
    }),
  );

const REPORT = fc
  .tuple(fc.array(FINDING, { maxLength: 4 }), TEXT)
  .map(([findings, text]) => report(findings, { files: [text], notChecked: [{ what: text, count: 1, why: text }] }));

/** What a terminal may act on, beside line breaks. */
const ACTIVE = /(?!\n)[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/u;

/** What build systems take for a command anywhere in a log. */
const LOG_COMMAND = /##\w*\[/;

const LINES_OF_OURS =
  /^(?:(?:acknowledged )?(?:error|warning|note): | {2}(?:at|why|then|mend): | {8}| {10}|\d+ errors?, |not checked: )/;

test.each(['human', 'json', 'sarif', 'github', 'gitlab', 'junit', 'markdown'] as const)(
  'nothing in a finding does anything to a terminal by way of %s',
  (format) => {
    fc.assert(
      fc.property(REPORT, (all) => {
        const text = FORMATS[format](all);
        expect(text).not.toMatch(ACTIVE);
      }),
    );
  },
);

test.each(['human', 'github', 'junit'] as const)(
  'nothing in a finding is a command of a build system by way of %s',
  (format) => {
    fc.assert(
      fc.property(REPORT, (all) => {
        expect(FORMATS[format](all)).not.toMatch(LOG_COMMAND);
      }),
    );
  },
);

test('a report to people has only lines that are ours', () => {
  fc.assert(
    fc.property(REPORT, fc.boolean(), (all, frames) => {
      const lines = humanReport(all, { paint: plain, frames }).split('\n');
      const headings = lines.filter((line) => line !== '' && !LINES_OF_OURS.test(line));
      expect(headings.length).toBeLessThanOrEqual(all.findings.length);
      for (const line of lines) expect(commandOf(line)).toBeUndefined();
    }),
  );
});

test('colours are closed on their own line', () => {
  fc.assert(
    fc.property(REPORT, (all) => {
      for (const line of humanReport(all, { paint: coloured, frames: true }).split('\n')) {
        // eslint-disable-next-line no-control-regex -- that is what is looked for
        const codes = line.match(/\u001b\[\d+m/g) ?? [];
        expect(codes.length % 2).toBe(0);
      }
    }),
  );
});

test.each(['json', 'sarif', 'gitlab'] as const)('%s stays JSON', (format) => {
  fc.assert(
    fc.property(REPORT, (all) => {
      expect(() => JSON.parse(FORMATS[format](all)) as unknown).not.toThrow();
    }),
  );
});

test('json brings texts through as they are', () => {
  fc.assert(
    fc.property(TEXT, (text) => {
      const data: unknown = JSON.parse(FORMATS.json(report([finding({ problem: text })])));
      expect(data).toMatchObject({ findings: [{ problem: text }] });
    }),
  );
});

test('github has one command for each finding', () => {
  fc.assert(
    fc.property(REPORT, (all) => {
      const commands = FORMATS.github(all).split('\n').map(commandOf);
      const known = commands.filter((command) => command !== undefined);
      expect(known.map(({ command }) => /^(?:error|warning|notice)$/.test(command))).toEqual(
        all.findings.map(() => true),
      );
      for (const { properties } of known) expect(Object.keys(properties).at(-1)).toBe('title');
    }),
  );
});

test('junit stays well-formed, with a case for each finding and for each thing that was not checked', () => {
  fc.assert(
    fc.property(REPORT, (all) => {
      const cases = parseXml(FORMATS.junit(all)).children.flatMap(({ children }) => children);
      expect(cases.filter(({ children }) => children.length > 0)).toHaveLength(
        all.findings.length + all.notChecked.length,
      );
    }),
  );
});

test('markdown is one list of findings, with no markup but ours', () => {
  fc.assert(
    fc.property(REPORT, (all) => {
      const seen = new Map<string, number>();
      const walker = new Parser().parse(FORMATS.markdown(all)).walker();
      for (let event = walker.next(); event !== null; event = walker.next()) {
        if (!event.entering) continue;
        const { type, literal } = event.node;
        const name = type === 'html_inline' ? (literal ?? '') : type;
        seen.set(name, (seen.get(name) ?? 0) + 1);
      }
      expect([...seen.keys()].filter((name) => !OURS.includes(name))).toEqual([]);
      expect(seen.get('strong') ?? 0).toBe(all.findings.length);
      expect(seen.get('item')).toBe(all.findings.length + all.notChecked.length);
    }),
  );
});

const OURS = ['document', 'html_block', 'heading', 'text', 'list', 'item', 'paragraph', 'strong', 'code', '<br>'];
