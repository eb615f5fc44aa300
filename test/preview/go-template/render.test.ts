import fc from 'fast-check';
import { renderTemplate } from '../../../preview/go-template/render';
import type { TemplateData } from '../../../preview/go-template/value';
import { ERRORS, TEXTS } from './cases';
import { hasGo, renderWithGo } from './go';
import { runs } from '../../runs';
import { CODE_POINT } from '../../code-point';

const CASES = [...TEXTS, ...ERRORS];

function render(template: string, data: TemplateData = null) {
  return renderTemplate(template, data);
}

function faultOf(template: string, data: TemplateData = null) {
  const result = render(template, data);
  if (result.ok) throw new Error(`'${template}' gives '${result.text}'`);
  return result.fault;
}

describe('a template', () => {
  test.each(TEXTS)('$template gives the text that Go gives', ({ template, data, gives }) => {
    expect(render(template, data)).toEqual({ ok: true, ...gives });
  });

  test.each(ERRORS)('$template fails as in Go', ({ template, data, gives }) => {
    expect(faultOf(template, data).problem).toContain('error' in gives ? gives.error : gives.text);
  });

  test.each([
    ['{{ gt .TP_SIZE 1 }}', { TP_SIZE: '2' }, { line: 1, column: 4, stage: 'execute' }],
    ['one\ntwo {{ unheard }}', {}, { line: 2, column: 8, stage: 'parse' }],
    ['{{ if .A }}\n{{ .B', {}, { line: 2, column: 6, stage: 'parse' }],
    ['{{ "😀" }}{{ .A! }}', {}, { line: 1, column: 15, stage: 'parse' }],
    ['{{ print (index .L 3) }}', { L: [] }, { line: 1, column: 11, stage: 'execute' }],
  ])('%j says where it is wrong', (template, data, place) => {
    expect(faultOf(template, data)).toMatchObject(place);
  });

  test.each(['{{ slice "ä" 1 }}', '{{ 1i }}', '{{ "\\xff" }}', '{{ printf "%x" 1 }}'])(
    '%j is not held to be wrong, only unknown',
    (template) => {
      expect(faultOf(template).stage).toBe('preview');
    },
  );

  test.each([
    ['parentheses', `{{ ${'('.repeat(100_000)} }}`],
    ['blocks', '{{ if 1 }}'.repeat(100_000)],
    ['a chain of else if', `{{ if 0 }}${'{{ else if 0 }}'.repeat(100_000)}{{ end }}`],
    ['an endless range', '{{ range 9223372036854775807 }}{{ end }}'],
    ['ranges in ranges', `${'{{ range 1000 }}'.repeat(20)}${'{{ end }}'.repeat(20)}`],
    ['a text that doubles', `{{ $x := "ab" }}${'{{ $x = print $x $x }}'.repeat(60)}{{ $x }}`],
    ['a wide number', '{{ printf "%1000000000d" 1 }}'],
    ['a template that calls itself', '{{ define "a" }}{{ template "a" }}{{ end }}{{ template "a" }}'],
    [
      'blocks in templates that call each other',
      `${'{{ if 1 }}'.repeat(150)}{{ template "a" }}${'{{ end }}'.repeat(150)}{{ define "a" }}${'{{ if 1 }}'.repeat(150)}{{ template "a" }}${'{{ end }}'.repeat(150)}{{ end }}`,
    ],
  ])('%s ends with a fault, soon', (_what, template) => {
    expect(faultOf(template).stage).toBe('preview');
  });

  test('a long template takes time by its length', () => {
    const action = '{{ if .A }}--flag={{ .A }}{{ end }} ';
    expect(render(action.repeat(20_000), { A: 'a' })).toEqual({ ok: true, text: '--flag=a '.repeat(20_000) });
  });
});

const anyTemplate = fc
  .array(
    fc.oneof(
      fc.string({ unit: CODE_POINT }),
      fc.constantFrom(
        ...[
          '{{',
          '}}',
          '{{- ',
          ' -}}',
          '{{/*',
          '*/}}',
          '(',
          ')',
          '|',
          '"',
          '`',
          "'",
          '\\',
          ' ',
          '\n',
          '.',
          ',',
          ':=',
          '=',
        ],
        ...[
          'if',
          'else',
          'end',
          'range',
          'with',
          'break',
          'define',
          '.A',
          '$x',
          '$',
          'nil',
          'true',
          '1',
          '-1.5e3',
          'eq',
        ],
        ...['printf', 'print', 'index', 'len', 'and', '{{ end }}', '{{ if .A }}', '{{ range .A }}', '{{ $x := .A }}'],
        ...['html', 'js', 'urlquery', 'slice', '{{ define "t" }}', '{{ block "t" .A }}', '{{ template "t" . }}'],
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

const { data: anyValue } = fc.letrec<{ data: TemplateData }>((tie) => ({
  data: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<TemplateData[]>(null, true, false, '', 'a', 0, 1, -7, 0.5, 2e-9, 1e21),
    fc.string(),
    fc.integer(),
    fc.array(tie('data'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('A', 'B', 'c'), tie('data')),
  ),
}));
const anyData = anyValue.map((value): TemplateData => ({ A: value }));

describe('any text', () => {
  test('gives a text, or a fault with a place in it', () => {
    fc.assert(
      fc.property(anyTemplate, anyData, (template, data) => {
        const result = render(template, data);
        if (result.ok) return;
        const line = template.split('\n')[result.fault.line - 1];
        expect(line).toBeDefined();
        expect(result.fault.column).toBeLessThanOrEqual(Array.from(line ?? '').length + 1);
      }),
      { numRuns: runs(2000) },
    );
  });

  test('without an action is itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: CODE_POINT }), (text) => {
        fc.pre(!text.includes('{{'));
        expect(render(text)).toEqual({ ok: true, text });
      }),
    );
  });

  test('is itself in a string literal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(render('{{ printf "%q" . }}', text)).toMatchObject({ ok: true });
        const quoted = render('{{ printf "%q" . }}', text);
        expect(render(`{{ ${quoted.ok ? quoted.text : ''} }}`)).toEqual({ ok: true, text });
      }),
    );
  });
});

const withGo = hasGo ? describe : describe.skip;

withGo(hasGo ? 'Go itself' : 'Go itself (skipped: there is no go on this machine)', () => {
  test('gives the same texts and errors for every case of the tables', () => {
    const results = renderWithGo(CASES);
    expect(results).toHaveLength(CASES.length);
    const differ = CASES.flatMap(({ template, gives }, index) => {
      const go = results[index];
      const same =
        'text' in gives
          ? go?.error === '' && go.text === gives.text
          : go?.error !== '' && go?.error.includes(gives.error);
      return same === true ? [] : [{ template, gives, go }];
    });
    expect(differ).toEqual([]);
  }, 120_000);

  test('agrees on templates made at random', () => {
    const cases = fc
      .sample(fc.tuple(anyTemplate, anyData), { numRuns: runs(3000), seed: 7 })
      .map(([template, data]) => ({ template: Buffer.from(template).toString(), data }));
    const results = renderWithGo(cases);
    const differ = cases.flatMap((one, index) => {
      const ours = renderTemplate(one.template, one.data);
      const go = results[index];
      if (!ours.ok && ours.fault.stage === 'preview') return [];
      const same = ours.ok ? go?.error === '' && go.text === ours.text : go?.error !== '';
      return same ? [] : [{ ...one, ours, go }];
    });
    expect(differ).toEqual([]);
  }, 120_000);
});
