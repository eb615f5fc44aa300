import fc from 'fast-check';
import type { Manifest } from '../../../kubernetes/manifest';
import { agentText, findings, runtimesText } from './hydra-config-maps';
import { runs } from '../../runs';
import { CODE_POINT } from '../../code-point';

const RUNTIMES = `templates:
  - runtime: custom
    podTemplate:
      volumes: [{ name: a, emptyDir: {} }]
      containerTemplate:
        commandTemplate: [/bin/bash, -c]
        argsTemplate:
          - |-
            {{ if .IS_LEADER }}ray start --head && vllm serve{{ else }}exit 1{{ end }}
            {{- range .CUSTOM_ARGS }} '{{ . }}'{{ end }}
        volumeMounts: [{ name: a, mountPath: /a }]
        ports: [{ containerPort: 8000 }]
`;

const AGENT = `deployment_templates:
  - match_runtimes: [custom]
    match_gpu_types: [cpu]
    container_template:
      image: { registry: quay.io, repository: vllm/vllm, tag: v1 }
`;

const PIECES = [
  '{{', '}}', '{{ end }}', '{{ range . }}', '{{ .A.B }}', '{{ index . 0 }}', '&a [*a]', '&a { *a : *a }', '*a', '<<: ', '!!binary ',
  '!!set ', '? ', '- ', ': ', '\n', '\n    ', '\t', '"', "'", '|', '#', '[', ']', '{', '}', 'null', '1e999', '~', '__proto__', '\u0000', '\ud800',
]; // prettier-ignore

/** A text with some of its parts replaced by others that mean something in YAML, in templates or in a shell. */
function mutated(text: string): fc.Arbitrary<string> {
  const change = fc.tuple(
    fc.nat(text.length),
    fc.nat(12),
    fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 3 })),
  );
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) =>
      changes.reduce((current, [at, length, piece]) => current.slice(0, at) + piece + current.slice(at + length), text),
    );
}

function expectFindings(...manifests: readonly Manifest[]): void {
  for (const { id, where, field, problem, consequence, mend } of findings(...manifests)) {
    expect(id).toMatch(/^hydra\/[a-z-]+$/);
    expect(where).toMatch(/^ConfigMap\/hydra-/);
    expect([field, problem, consequence, mend]).not.toContain('');
    expect(`${problem} ${consequence} ${mend}`).not.toMatch(/undefined(?! variable ")|\[object Object\]/);
  }
}

test('any text gives findings', () => {
  fc.assert(
    fc.property(fc.string({ unit: CODE_POINT }), (text) => {
      expectFindings(runtimesText(text), agentText(text));
    }),
  );
});

test('any change of sound texts gives findings', () => {
  fc.assert(
    fc.property(mutated(RUNTIMES), mutated(AGENT), (templates, agents) => {
      expectFindings(runtimesText(templates), agentText(agents));
    }),
    { numRuns: runs(500) },
  );
});

test.each([
  ['aliases that grow without end', growingAliases()],
  ['brackets in each other', `templates: ${'['.repeat(20_000)}`],
  [
    'templates that hold themselves',
    'templates: &a\n  - runtime: *a\n    podTemplate: { containerTemplate: { ports: [{ containerPort: *a }] } }',
  ],
  [
    'a template without an end',
    `templates: [{ runtime: a, podTemplate: { containerTemplate: { argsTemplate: ['${'{{ range .CUSTOM_ARGS }}'.repeat(5000)}', a] } } }]`,
  ],
])('%s are told of', (_, text) => {
  expect(findings(runtimesText(text))).not.toEqual([]);
});

/** Lists of nine aliases of the list before, ten times. */
function growingAliases(): string {
  const lists = Array.from(
    { length: 10 },
    (_, index) => `l${index + 1}: &l${index + 1} [${Array(9).fill(`*l${index}`).join(',')}]`,
  );
  return ['l0: &l0 [1]', ...lists, 'templates: *l10'].join('\n');
}
