import fc from 'fast-check';
import { printTemplate } from '../../../platforms/hydra/print-template';
import { choice, eachParameter, valueOf, verbatim } from '../../../platforms/hydra/template';
import type { Template } from '../../../platforms/hydra/template';
import { renderTemplate } from '../../../preview/go-template/render';
import { hasGo, renderWithGo } from '../../preview/go-template/go';
import { runs } from '../../runs';

interface Variables {
  readonly MODEL_NAME: string;
  readonly TP_SIZE: number;
  readonly IS_DISTRIBUTED: boolean;
  readonly IS_LEADER: boolean;
  readonly CUSTOM_ARGS: readonly string[];
}

/** What a template stands for. */
function meaning(template: Template, variables: Variables): string {
  return template
    .map((node) => {
      switch (node.kind) {
        case 'text':
          return node.text;
        case 'value':
          return String(node.variable === 'TP_SIZE' ? variables.TP_SIZE : variables.MODEL_NAME);
        case 'parameters':
          return variables.CUSTOM_ARGS.map((parameter) => `${node.before}${parameter}${node.after}`).join('');
        case 'choice':
          return meaning(variables[node.condition] ? node.then : node.otherwise, variables);
      }
    })
    .join('');
}

const anyText = fc
  .array(fc.constantFrom('{', '{{', '}', '}}', ' ', '\n', '\t', '-', '{{-', '-}}', "'", '"', '\\', 'vllm', '$', '模'))
  .map((pieces) => pieces.join(''));

const { template: anyTemplate } = fc.letrec<{ template: Template }>((tie) => ({
  template: fc.array(
    fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      anyText.map(verbatim),
      fc.constantFrom(valueOf('MODEL_NAME'), valueOf('TP_SIZE')),
      fc.tuple(anyText, anyText).map(([before, after]) => eachParameter(before, after)),
      fc
        .tuple(fc.constantFrom('IS_DISTRIBUTED' as const, 'IS_LEADER' as const), tie('template'), tie('template'))
        .map(([condition, then, otherwise]) => choice(condition, then, otherwise)),
    ),
    { maxLength: 5 },
  ),
}));

const anyVariables: fc.Arbitrary<Variables> = fc.record({
  MODEL_NAME: fc.string(),
  TP_SIZE: fc.integer({ min: 1, max: 64 }),
  IS_DISTRIBUTED: fc.boolean(),
  IS_LEADER: fc.boolean(),
  CUSTOM_ARGS: fc.array(fc.string(), { maxLength: 3 }),
});

test('what is written renders to what the template stands for', () => {
  fc.assert(
    fc.property(anyTemplate, anyVariables, (template, variables) => {
      expect(renderTemplate(printTemplate(template), { ...variables })).toEqual({
        ok: true,
        text: meaning(template, variables),
      });
    }),
    { numRuns: runs(2000) },
  );
});

const withGo = hasGo ? test : test.skip;

withGo(
  `Go renders it alike${hasGo ? '' : ' (skipped: there is no go on this machine)'}`,
  () => {
    const cases = fc.sample(fc.tuple(anyTemplate, anyVariables), { numRuns: runs(1000), seed: 3 });
    const results = renderWithGo(
      cases.map(([template, variables]) => ({ template: printTemplate(template), data: { ...variables } })),
    );
    expect(results).toEqual(cases.map(([template, variables]) => ({ text: meaning(template, variables), error: '' })));
  },
  120_000,
);

test('choices stand on lines of their own, indented', () => {
  const template = [
    verbatim('export A=1;'),
    choice('IS_DISTRIBUTED', [choice('IS_LEADER', [verbatim('lead')], [verbatim('follow')])], [valueOf('TP_SIZE')]),
  ];
  expect(printTemplate(template)).toBe(
    [
      'export A=1;',
      '{{- if .IS_DISTRIBUTED -}}',
      '  {{- if .IS_LEADER -}}',
      '    lead',
      '  {{- else -}}',
      '    follow',
      '  {{- end -}}',
      '{{- else -}}',
      '  {{ .TP_SIZE }}',
      '{{- end -}}',
    ].join('\n'),
  );
});
