import fc from 'fast-check';
import { parseHtmlTemplate, renderHtmlTemplate } from '../../../preview/html-template/render';
import type { HtmlRenderResult } from '../../../preview/html-template/render';
import { objectMeta } from '../../../preview/object-meta';
import { hasGo } from '../run-go';
import { ERRORS, TEXTS } from './cases';
import { renderHtmlWithGo } from './go';
import type { HtmlCase } from './go';
import { runs } from '../../runs';

function render({ template, labels = {}, annotations = {} }: HtmlCase): HtmlRenderResult {
  const parsed = parseHtmlTemplate(template, 'container-tmpl');
  if (!parsed.ok) return { ...parsed, prints: [] };
  const metadata = { name: 'granite', namespace: 'models', labels, annotations };
  return renderHtmlTemplate(parsed.template, objectMeta({ apiVersion: 'v1', kind: 'Pod', metadata }));
}

describe('a template of html/template', () => {
  test.each(TEXTS)('$template gives the text that Go gives', ({ gives, ...template }) => {
    expect(render(template)).toMatchObject({ ok: true, ...gives });
  });

  test.each(ERRORS)('$template fails as in Go', ({ gives, ...template }) => {
    const result = render(template);
    expect(result).toMatchObject({ ok: false });
    expect(result.ok ? '' : result.fault.problem).toContain('error' in gives ? gives.error : gives.text);
  });

  test('tells what each action printed, before and after the escapes', () => {
    const template = 'a {{ .Name }}{{ range .Labels }}{{ . }}{{ end }}{{ .Annotations.none }}';
    expect(render({ template, labels: { a: '1', b: '<' } }).prints).toEqual([
      { offset: 5, value: 'granite', text: 'granite' },
      { offset: 35, value: '1', text: '1' },
      { offset: 35, value: '<', text: '&lt;' },
      { offset: 51, value: '', text: '' },
    ]);
  });

  test.each(['{{ .Generation }}', '{{ .UID }}', '{{ . }}', '<b>{{ .Name }}</b>'])(
    '%j is not held to be wrong, only unknown',
    (template) => {
      expect(render({ template })).toMatchObject({ ok: false, fault: { stage: 'preview' } });
    },
  );

  test.each([
    ['one that calls itself', '{{ template `container-tmpl` . }}'],
    ['one that doubles', `{{ $x := .Name }}${'{{ $x = print $x $x }}'.repeat(40)}{{ $x }}`],
  ])('%s ends with a fault, soon', (_what, template) => {
    expect(render({ template })).toMatchObject({ ok: false, fault: { stage: 'preview' } });
  });
});

const anyTemplate = fc
  .array(
    fc.oneof(
      fc.string({ unit: fc.constantFrom('a', '"', '\\', "'", '`', ' ', '+', '&', '>', '{', '}', '\n', 'ä') }),
      fc.constantFrom(
        ...[
          '{{',
          '}}',
          '{{- ',
          ' -}}',
          '(',
          ')',
          ' | ',
          '"&"',
          '`+`',
          ' . ',
          '.Name ',
          '.Labels.a ',
          '.Annotations.b ',
        ],
        ...[
          'index .Labels `a` ',
          'html ',
          'urlquery ',
          'js ',
          'print ',
          'printf "%v" ',
          'eq ',
          'if ',
          'else',
          'range ',
        ],
        ...['with ', 'break', '{{ end }}', '{{ define `t` }}', '{{ block `t` . }}', '{{ template `t` . }}', '$x := '],
        ...['{{ .Name }}', '{{ .Labels.a }}', '{{ if .Labels.a }}', '{{ range .Labels }}', '{{ index .Labels `b` }}'],
      ),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

const texts = fc.dictionary(fc.constantFrom('a', 'b', 'c-d'), fc.string({ unit: 'grapheme' }), { maxKeys: 3 });
const anyCase = fc.record({ template: anyTemplate, labels: texts, annotations: texts });

const withGo = hasGo ? describe : describe.skip;

withGo(hasGo ? 'Go itself' : 'Go itself (skipped: there is no go on this machine)', () => {
  test('gives the same texts and errors for every case of the tables', () => {
    const cases = [...TEXTS, ...ERRORS];
    const results = renderHtmlWithGo(cases);
    expect(results).toHaveLength(cases.length);
    const differ = cases.flatMap(({ template, gives }, index) => {
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
    const cases = fc.sample(anyCase, { numRuns: runs(4000), seed: 11 });
    const results = renderHtmlWithGo(cases);
    const differ = cases.flatMap((one, index) => {
      const ours = render(one);
      const go = results[index];
      if (!ours.ok && ours.fault.stage === 'preview') return [];
      const same = ours.ok ? go?.error === '' && go.text === ours.text : go?.error.includes(ours.fault.problem);
      return same === true ? [] : [{ ...one, ours, go }];
    });
    expect(differ).toEqual([]);
  }, 120_000);
});
