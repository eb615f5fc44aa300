import { HtmlRenderer, Parser } from 'commonmark';
import { markdownReport } from '../../reports/markdown';
import { ACCEPTED, finding, report } from './sample';

function rendered(markdown: string): string {
  return new HtmlRenderer().render(new Parser().parse(markdown));
}

test('findings are a list under the counts, what is acknowledged last', () => {
  const html = rendered(markdownReport(report([finding({ accepted: ACCEPTED }), finding()])));
  expect(html).toBe(
    [
      '<!-- cdk8s-inference check -->',
      '<h3>1 error, 0 warnings, 0 notes, 1 acknowledged in 3 objects of 1 file</h3>',
      '<ul>',
      "<li><strong>error</strong> There is no field 'minReplica' (<code>schema/unknown-field</code>)<br>" +
        '<code>manifests/llama.yaml:8</code> · <code>InferenceService models/llama</code> · <code>spec.predictor.minReplica</code><br>' +
        "kubectl refuses the object. Did you mean 'minReplicas'?</li>",
      "<li><strong>acknowledged error</strong> There is no field 'minReplica' (<code>schema/unknown-field</code>)<br>" +
        '<code>manifests/llama.yaml:8</code> · <code>InferenceService models/llama</code> · <code>spec.predictor.minReplica</code><br>' +
        'Acknowledged: The fork knows it.<br>' +
        "kubectl refuses the object. Did you mean 'minReplicas'?</li>",
      '</ul>',
      '',
    ].join('\n'),
  );
});

test.each([
  ['markup', '**a** _b_ ~~c~~ `d` | <b> &amp; \\ $e$', '**a** _b_ ~~c~~ `d` | &lt;b&gt; &amp;amp; \\ $e$'],
  ['a link', '[a](https://example.com) https://example.com', '[a](https://example.com) https://example.com'],
  ['a heading', '# a\n- b\n1. c', '# a\\n- b\\n1. c'],
  ['a mention', '@all #123', '@\u200Ball #\u200B123'],
])('%s in a finding is nothing but text', (_what, problem, html) => {
  expect(rendered(markdownReport(report([finding({ problem })])))).toContain(`<strong>error</strong> ${html} (<code>`);
});

test.each(['a`b', '``', '`', ' `a` '])('the field %j is code', (field) => {
  expect(rendered(markdownReport(report([finding({ field })])))).toContain(`<code>${field}</code><br>`);
});

test('what does not fit into a comment is counted', () => {
  const many = Array.from({ length: 1000 }, () => finding());
  const markdown = markdownReport(report(many));
  expect(markdown.length).toBeLessThan(65_536);
  const shown = rendered(markdown).split('<li>').length - 1;
  expect(markdown).toContain(`…and ${1000 - shown} more, which the log of the run shows.`);
});

test('what was not checked is named', () => {
  const notChecked = [{ what: 'pod', count: 1, why: 'nobody knows it', names: ['models/@llama'] }];
  expect(markdownReport(report([], { notChecked }))).toContain('1 × pod (models/@&#8203;llama), as nobody knows it');
});

test('what was not checked follows', () => {
  const notChecked = [{ what: 'Gadget (v1)', count: 3, why: 'no schema is known of this kind' }];
  expect(rendered(markdownReport(report([], { notChecked })))).toContain(
    '<li>not checked: 3 × Gadget (v1), as no schema is known of this kind</li>',
  );
});
