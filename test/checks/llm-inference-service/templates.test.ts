import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { config, findings, pod, service, told } from './services';

const TEXT = 'spec.template.containers[0].env[0].value';
const withText = (value: string): JsonObject => ({ template: pod({ name: 'main', env: [{ name: 'TEXT', value }] }) });
const stating = (value: string): Manifest => service({ main: { env: [{ name: 'TEXT', value }] } });

describe('a text of a service', () => {
  test.each([
    '{{ .Name }} of {{ .Namespace }}',
    '{{ .ObjectMeta.Namespace }}/{{ .Spec.Model.Name }}',
    '{{ ChildName .ObjectMeta.Name `-kserve-workload-svc` }}',
    '{{ index .Labels `team` }}',
    '{{ with .Spec.Parallelism }}{{ .Tensor }}{{ end }}',
    '{{ .GlobalConfig.SystemNamespace }}{{ .GlobalConfig.InferencePoolNamespacedName }}',
    '{{ shutdownTimeout .Spec.Template 15 }}{{ kvTransferConfig .Spec.KVCacheOffloading }}',
    '{{`{{`}} and }}',
    '{"role": "{{ .Name }}"}',
    'a < b & c',
  ])('may be %s', (value) => {
    expect(told(stating(value))).toEqual([]);
  });

  test.each([
    ['{{ message.content }}', 'parse', 'function "message" not defined'],
    ['{{ toYaml . }}', 'parse', 'function "toYaml" not defined'],
    ['{{ if .Name }}', 'parse', 'unexpected'],
    ['{{ .Labels.team }}', 'run', 'map has no entry for key "team"'],
    ['{{ .Spec.Parallelism.Tensor }}', 'run', 'nil pointer evaluating'],
    ['{{ .Spec.Model.Criticality }}', 'run', "can't evaluate field Criticality in type v1alpha2.LLMModelSpec"],
    ['{{ .GlobalConfig.StorageConfig }}', 'run', "can't evaluate field StorageConfig"],
    ['{{ eq .Spec.Model.Name `qwen` }}', 'run', 'incompatible types for comparison'],
  ])('may not be %s, which Go cannot %s', (value, _stage, problem) => {
    expect(findings([stating(value)])).toMatchObject([{ id: 'llmisvc/template', severity: 'error', field: TEXT }]);
    expect(findings([stating(value)])[0]?.problem).toContain(problem);
  });

  test('has its texts in back quotes, since quotation marks are escaped', () => {
    const [finding] = findings([stating('{{ ChildName .Name "-a" }}')]);
    expect(finding).toMatchObject({ id: 'llmisvc/template' });
    expect(finding?.mend).toContain('back quotes');
  });

  test.each(['the "big" one', 'C:\\qwen', 'two\nlines'])(
    'may not write %j, which breaks the JSON around it',
    (title) => {
      const titled = service({
        annotations: { title },
        main: { env: [{ name: 'TEXT', value: '{{ .Annotations.title }}' }] },
      });
      expect(told(titled)).toEqual([`error llmisvc/template-json ${TEXT}`]);
    },
  );

  test('may write quotation marks of its own, which are escaped with it', () => {
    expect(told(stating('{{`"`}}'))).toEqual([]);
  });

  test('may not begin a template in an annotation either', () => {
    const annotated = service({ annotations: { 'example.com/alert': '{{ $labels.pod }} is down' } });
    expect(told(annotated)).toEqual(['error llmisvc/template metadata.annotations["example.com/alert"]']);
  });

  test('is not told of where it depends on what only the cluster knows', () => {
    expect(told(stating('{{ .ObjectMeta.UID }}'))).toEqual([]);
  });
});

describe('a text of a configuration', () => {
  test.each(['{{ .Spec.Parallelism.Tensor }}', '{{ .Spec.Prefill.Replicas }}', '{{ index .Labels `a` }}'])(
    'may be %s',
    (value) => {
      expect(told(config('defaults', withText(value)))).toEqual([]);
    },
  );

  test.each([
    '{{ .Labels.team }}',
    '{{ .Spec.Tracing.Exporter }}',
    '{{ .Spec.Prefill.Worker.HostNetwork }}',
    '{{ quote .Name }}',
  ])('may not be %s, which the service that the webhook tries does not have', (value) => {
    expect(told(config('defaults', withText(value)))).toEqual([`error llmisvc/template ${TEXT}`]);
  });

  const referring = service({ spec: { baseRefs: [{ name: 'defaults' }] } });

  test('fails for a service that lacks what it reads', () => {
    const [finding] = findings([referring, config('defaults', withText('{{ .Spec.Parallelism.Data }}'))]);
    expect(finding).toMatchObject({ id: 'llmisvc/template', where: 'qwen', field: 'spec.baseRefs[0].name' });
    expect(finding?.problem).toContain(`${TEXT} of the configuration 'defaults'`);
  });

  test('is told of once where it fails for every service', () => {
    expect(findings([referring, config('defaults', withText('{{ quote .Name }}'))])).toMatchObject([
      { id: 'llmisvc/template', where: 'defaults' },
    ]);
  });

  test('does not matter where the service states another', () => {
    const own = service({
      spec: { baseRefs: [{ name: 'defaults' }] },
      main: { env: [{ name: 'TEXT', value: 'mine' }] },
    });
    expect(told(own, config('defaults', withText('{{ .Spec.Parallelism.Data }}')))).toEqual([]);
  });
});
