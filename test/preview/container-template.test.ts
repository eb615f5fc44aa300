import fc from 'fast-check';
import { podType } from '../../catalog/pod-types';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { expandContainer } from '../../preview/container-template';
import { asGoWritesIt } from '../../preview/go-json/go-value';
import { objectMeta } from '../../preview/object-meta';
import { arbitraryOf } from './go-json/arbitrary';

const SERVICE: Manifest = {
  apiVersion: 'serving.kserve.io/v1beta1',
  kind: 'InferenceService',
  metadata: {
    name: 'llama',
    labels: { team: 'blue', gpu: '' },
    annotations: { repo: 'a/b', odd: 'a+b', lines: 'a\nb', slash: 'a\\d', path: 'C:\\temp' },
  },
};

function expand(container: JsonObject, service: Manifest = SERVICE) {
  return expandContainer(asGoWritesIt({ name: 'c', ...container }, podType('Container')), objectMeta(service));
}

describe('a container', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [
      'has values in place of templates',
      ['--name={{.Name}}', '{{ index .Annotations `repo` }}'],
      ['--name=llama', 'a/b'],
    ],
    ['has nothing in place of what the service lacks', ['--x={{ .Annotations.none }}'], ['--x=']],
    ['has values that are escaped as for a web page', ['{{ .Annotations.odd }}'], ['a&#43;b']],
    ['has values in which escapes of JSON are heeded', ['{{ .Annotations.path }}'], ['C:\temp']],
    ['is in the default namespace where none is stated', ['{{ .Namespace }}'], ['default']],
    ['keeps what stands around templates', ['<a> & "b" {{.Name}} }} \\d'], ['<a> & "b" llama }} \\d']],
    ['has braces that are written as text', ['{{`{{ x }}`}}'], ['{{ x }}']],
    [
      'may choose by a condition over several arguments',
      ['{{ if .Labels.gpu }}', '--gpu', '{{ end }}--cpu'],
      ['--cpu'],
    ],
  ];
  test.each(cases)('%s', (_what, args, expanded) => {
    expect(expand({ args })).toMatchObject({ ok: true, container: { args: expanded } });
  });

  test('without a template is itself', () => {
    fc.assert(
      fc.property(arbitraryOf(podType('Container'), 3), (container) => {
        const written = asGoWritesIt(container, podType('Container'));
        fc.pre(!JSON.stringify(written).includes('{{'));
        expect(expandContainer(written, objectMeta(SERVICE))).toMatchObject({ ok: true, container: written });
      }),
    );
  });

  test('of any kind is expanded, or it is told why not', () => {
    fc.assert(
      fc.property(arbitraryOf(podType('Container'), 4), fc.string(), (container, label) => {
        const metadata = { name: 'a', labels: { x: label } };
        const args = ['{{ .Labels.x }}'];
        const result = expand({ ...container, args }, { apiVersion: 'v1', kind: 'Pod', metadata });
        if (result.ok) expect(result.container).toHaveProperty('args');
        else expect(result.fault.problem).not.toBe('');
      }),
    );
  });
});

describe('what is wrong', () => {
  const cases: readonly (readonly [string, JsonObject, JsonObject])[] = [
    [
      'a key in quotation marks',
      { args: ['a', '{{ index .Annotations "repo" }}'] },
      { path: ['args', 1], action: '{{ index .Annotations "repo" }}', isQuotationMark: true, stage: 'parse' },
    ],
    [
      'a chat template',
      { env: [{ name: 'A', value: "{% for m in messages %}{{ m['x'] }}" }] },
      {
        path: ['env', 0, 'value'],
        action: "{{ m['x'] }}",
        isQuotationMark: false,
        problem: "bad character U+005B '['",
      },
    ],
    [
      'a field that services have and metadata has not',
      { command: ['{{ .Name }}', '{{ .Spec.Predictor }}'] },
      { path: ['command', 1], stage: 'execute', problem: "can't evaluate field Spec in type v1.ObjectMeta" },
    ],
    ['an action without an end', { args: ['{{ .Name', 'b'] }, { path: ['args', 0], stage: 'parse' }],
    ['a block without an end', { args: ['{{ if .Name }}', 'b'] }, { path: ['args', 0], problem: 'unexpected EOF' }],
    ['a line end in a value', { args: ['a', '{{ .Annotations.lines }}'] }, { path: ['args', 1], stage: 'json' }],
    ['a backslash in a value', { args: ['{{ .Annotations.slash }}'] }, { path: ['args', 0], stage: 'json' }],
    ['what only the cluster knows', { args: ['{{ .UID }}'] }, { path: ['args', 0], stage: 'preview' }],
  ];
  test.each(cases)('is %s', (_what, container, fault) => {
    expect(expand(container)).toMatchObject({ ok: false, fault });
  });
});

test('it is told what each action read and wrote', () => {
  const result = expand({
    args: ['{{ .Annotations.odd }}{{ .Name }}'],
    env: [{ name: 'A', value: '{{ or .Labels.none `x` }}' }],
  });
  expect(result.expansions).toEqual([
    { path: ['args', 0], reads: [{ of: 'annotations', key: 'odd' }], value: 'a+b', text: 'a&#43;b' },
    { path: ['args', 0], reads: [], value: 'llama', text: 'llama' },
    { path: ['env', 0, 'value'], reads: [{ of: 'labels', key: 'none' }], value: 'x', text: 'x' },
  ]);
});
