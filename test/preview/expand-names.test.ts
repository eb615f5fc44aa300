import fc from 'fast-check';
import { podType } from '../../catalog/pod-types';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { expandContainer, expandTemplate } from '../../preview/container-template';
import { expandNames } from '../../preview/expand-names';
import { asGoWritesIt } from '../../preview/go-json/go-value';
import { objectMeta } from '../../preview/object-meta';
import { runs } from '../runs';

const service = (metadata: JsonObject): Manifest => ({
  apiVersion: 'serving.kserve.io/v1beta1',
  kind: 'InferenceService',
  metadata,
});

const container = (fields: JsonObject) => asGoWritesIt({ name: 'kserve-container', ...fields }, podType('Container'));
const LLAMA = objectMeta(service({ name: 'llama', namespace: 'models' }));

/** Texts with names of the service, and what templates, JSON and Go make something else of. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '{{.Name}}',
        '{{ .Namespace }}',
        '{{ .Name}}',
        '}}',
        '<b>',
        '&',
        "'",
        '"',
        '\\',
        '\n',
        '$(A)',
        '+',
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));

test('names alone are filled in as the whole template would fill them in', () => {
  const fields = fc.record({
    args: fc.array(text, { maxLength: 4 }),
    env: fc.array(fc.record({ name: text, value: text }), { maxLength: 3 }),
    workingDir: text,
  });
  fc.assert(
    fc.property(fields, fc.constantFrom('llama', 'a.b-c', 'a&b', ''), (stated, name) => {
      const metadata = objectMeta(service({ name, namespace: 'models' }));
      const written = container(stated);
      const whole = expandTemplate(written, metadata);
      const named = expandNames(written, metadata);
      if (named !== undefined) expect(whole).toMatchObject({ ok: true, container: named.container });
      expect(expandContainer(written, metadata).ok).toBe(whole.ok);
    }),
    { numRuns: runs(500) },
  );
});

test.each([
  ['another template', { args: ['{{ index .Annotations `a` }}'] }],
  ['a name in another way', { args: ['{{- .Name -}}'] }],
  ['an action that is not closed', { args: ['{{ .Name'] }],
])('%s is left to the whole template', (_what, fields) => {
  expect(expandNames(container(fields), LLAMA)).toBeUndefined();
});

test('what was filled in is told with its place', () => {
  expect(expandNames(container({ args: ['--model', '--name={{.Name}}'] }), LLAMA)?.expansions).toEqual([
    { path: ['args', 1], reads: [], value: 'llama', text: 'llama' },
  ]);
});
