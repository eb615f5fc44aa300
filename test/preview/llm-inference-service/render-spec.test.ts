import type { JsonObject } from '../../../kubernetes/manifest';
import { SHIPPED_CONFIGURATION } from '../../../preview/llm-inference-service/global-configuration';
import { renderField, renderSpec } from '../../../preview/llm-inference-service/render-spec';
import { templateData } from '../../../preview/llm-inference-service/template-data';
import { hasGo, renderWithGo } from './go';

const METADATA = {
  name: 'qwen',
  namespace: 'models',
  labels: { team: 'a & b', 'example.com/tier': 'gold' },
  annotations: { title: 'the "big" one' },
};

function dataOf(spec: JsonObject, modelName = 'Qwen/Qwen2.5') {
  const service = { apiVersion: 'serving.kserve.io/v1alpha2', kind: 'LLMInferenceService', metadata: METADATA, spec };
  return templateData({ service, modelName, configuration: SHIPPED_CONFIGURATION });
}

const SPEC: JsonObject = {
  model: { name: 'Qwen/Qwen2.5' },
  parallelism: { tensor: 4, expert: true },
  template: { terminationGracePeriodSeconds: 30 },
  prefill: { replicas: 2 },
};

const TEXTS = [
  '{{ .Name }}/{{ .Namespace }}/{{ .ObjectMeta.Name }}',
  '{{ .Spec.Model.Name }} x {{ .Spec.Parallelism.Tensor }}',
  '{{ .Labels.team }}',
  '{{ .Labels.none }}',
  '{{ index .Labels `none` }}|{{ index .Labels `example.com/tier` }}',
  '{{ .ObjectMeta.Annotations.title }}',
  '{{ .Spec.Labels.none }}',
  '{{ .Spec.Parallelism.Expert }}{{ .Spec.Prefill.Replicas }}',
  '{{ .Spec.Prefill.Parallelism.Tensor }}',
  '{{ .Spec.Tracing.Exporter }}',
  '{{ with .Spec.Tracing }}{{ .Exporter }}{{ else }}none{{ end }}',
  '{{ or .Spec.Parallelism.Data 1 }} {{ or .Spec.Parallelism.Tensor 1 }}',
  '{{ if and .Spec.Parallelism .Spec.Parallelism.DataLocal }}a{{ else }}b{{ end }}',
  '{{ eq .Spec.Model.Name `a` }}',
  '{{ gt .Spec.Parallelism.Tensor 1 }}',
  '{{ if eq .Name `qwen` }}yes{{ end }}',
  '{{ len .Spec.Model.Name }} {{ slice .Spec.Model.Name 0 4 }}',
  '{{ ChildName .Name `-kserve` }} {{ ChildName .Spec.Model.Name `-a` }}',
  '{{ ChildName .Name "-kserve" }}',
  '{{ ChildName .Name }}',
  '{{ shutdownTimeout .Spec.Template 15 }} {{ shutdownTimeout .Spec.Template 90 }} {{ shutdownTimeout nil 15 }}',
  '{{ shutdownTimeout .Spec.Prefill.Template 15 }}',
  '{{ shutdownTimeout .Spec.Template `15` }}',
  '{{ .GlobalConfig.SystemNamespace }} {{ .GlobalConfig.EnableTLS }}',
  '{{ .GlobalConfig.None }}',
  '{{ .None }}',
  '{{ unheard . }}',
  'a < b && c > d {{ `<` }}',
  'two\nlines {{- .Name -}} \n of text',
  '{{ if\n .Name }}a{{ end }}',
  '{{`{{`}} }} {"a": "{{ .Name }}"}',
  '{{ `"` }}',
  '{{ end }}',
  '{{ .Name',
];

describe('a text in a configuration', () => {
  test.each([
    ['{{ .Spec.Model.Name }} on {{ .Spec.Parallelism.Tensor }}', 'Qwen/Qwen2.5 on 4'],
    ['{{ ChildName .Name `-kserve-workload-svc` }}', 'qwen-kserve-workload-svc'],
    ['{{ index .Labels `none` }}|', '|'],
    ['{{ shutdownTimeout .Spec.Template 15 }}', '10'],
    ['{{ .GlobalConfig.InferencePoolNamespacedName }}', 'models/qwen-inference-pool'],
    ['{{ kvTransferConfig .Spec.KVCacheOffloading }}|', '|'],
  ])('%s becomes %s', (text, expected) => {
    expect(renderField(text, dataOf(SPEC))).toEqual({ ok: true, text: expected });
  });

  test('tells vLLM of a cache with the quotation marks that a shell leaves', () => {
    const kvCacheOffloading = { cpu: '10Gi', evictionPolicy: 'arc', secondary: [{ fileSystem: { emptyDir: {} } }] };
    expect(renderField('{{ kvTransferConfig .Spec.KVCacheOffloading }}', dataOf({ kvCacheOffloading }))).toEqual({
      ok: true,
      text: `--kv-transfer-config '${JSON.stringify({
        kv_connector: 'OffloadingConnector',
        kv_connector_extra_config: {
          cpu_bytes_to_use: 10 * 2 ** 30,
          eviction_policy: 'arc',
          secondary_tiers: [{ root_dir: '/mnt/kv-cache-0', type: 'fs' }],
          spec_name: 'TieringOffloadingSpec',
        },
        kv_role: 'kv_both',
      }).replaceAll('"', '\\"')}'`,
    });
  });

  test.each([
    '{{ .Spec.Model.URI.Host }}',
    '{{ .ObjectMeta.UID }}',
    '{{ .Spec.Router.Scheduler }}',
    '{{ range .Spec.BaseRefs }}{{ end }}',
  ])('%s is not held to be wrong, only unknown', (text) => {
    expect(renderField(text, dataOf({ ...SPEC, router: {} }))).toMatchObject({
      ok: false,
      fault: { stage: 'preview' },
    });
  });

  (hasGo ? test : test.skip)('is what Go makes of it', () => {
    const service = { metadata: METADATA, spec: SPEC };
    const ours = TEXTS.map((text) => {
      const rendered = renderField(text, dataOf(SPEC));
      if (rendered.ok === true) return { text: rendered.text, error: '' };
      return { text: '', error: rendered.ok === 'broken' ? 'json' : 'template' };
    });
    expect(ours).toEqual(renderWithGo(TEXTS, service));
  });
});

describe('a spec', () => {
  const rendered = (spec: JsonObject, metadata: JsonObject = METADATA) =>
    renderSpec({ apiVersion: '', kind: '', metadata }, { model: { uri: 'hf://a/b' }, ...spec }, dataOf(SPEC));

  test('has its templates expanded wherever they stand', () => {
    expect(
      rendered({
        labels: { of: '{{ .Name }}' },
        router: { route: { http: { spec: { hostnames: ['{{ .Name }}.example.com'] } } } },
      }),
    ).toMatchObject({
      ok: true,
      spec: { labels: { of: 'qwen' }, router: { route: { http: { spec: { hostnames: ['qwen.example.com'] } } } } },
    });
  });

  test.each<readonly [spec: JsonObject, metadata: JsonObject, result: JsonObject]>([
    [{ labels: { of: '{{ .None }}' } }, METADATA, { ok: false, cause: 'template' }],
    [{ labels: { of: '{{ .Annotations.title }}' } }, METADATA, { ok: false, cause: 'json' }],
    [{ labels: { of: '{{ .Spec.Model.URI.Host }}' } }, METADATA, { ok: 'unknown' }],
    [{}, { ...METADATA, annotations: { alert: '{{ $labels.pod }}' } }, { ok: false, cause: 'template' }],
    [{}, METADATA, { ok: true }],
  ])('of %j with %j gives %j', (spec, metadata, result) => {
    expect(rendered(spec, metadata)).toMatchObject(result);
  });
});
