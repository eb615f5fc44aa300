import { arrayAt, valueAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { combine } from '../../../preview/llm-inference-service/combine';
import { ConfigIndex } from '../../../preview/llm-inference-service/config-index';

function object(kind: string, name: string, spec: JsonObject, namespace = 'models'): Manifest {
  return { apiVersion: 'serving.kserve.io/v1alpha2', kind, metadata: { name, namespace }, spec };
}

const service = (spec: JsonObject) =>
  object('LLMInferenceService', 'qwen', { model: { uri: 'hf://Qwen/Qwen2.5-7B-Instruct' }, ...spec });
const config = (name: string, spec: JsonObject, namespace?: string) =>
  object('LLMInferenceServiceConfig', name, spec, namespace);

function combined(manifest: Manifest, ...configs: readonly Manifest[]) {
  const index = new ConfigIndex(
    configs.map((each) => ({ manifest: each, where: '' })),
    ['kserve'],
  );
  return combine(manifest, index);
}

function image(manifest: Manifest, ...configs: readonly Manifest[]) {
  const { merge } = combined(manifest, ...configs);
  return merge.ok ? valueAt(arrayAt(merge.spec, 'template', 'containers')[0], 'image') : merge.problem;
}

const main = (name: string) => ({ template: { containers: [{ name: 'main', image: name }] } });
const PRESET = config('kserve-config-llm-template', main('preset:1'), 'kserve');
const REFERENCES = { baseRefs: [{ name: 'one' }, { name: 'two' }] };
const ONE = config('one', main('one:1'));
const TWO = config('two', main('two:1'));

describe('a service over its configurations', () => {
  test.each<readonly [what: string, service: Manifest, configs: readonly Manifest[], image: string]>([
    ['its own', service({ ...main('own:1'), ...REFERENCES }), [PRESET, ONE, TWO], 'own:1'],
    ['that of the last reference', service(REFERENCES), [PRESET, ONE, TWO], 'two:1'],
    ['that of the preset', service({}), [PRESET, ONE, TWO], 'preset:1'],
    [
      'that of the namespace before that of KServe',
      service({}),
      [PRESET, config('kserve-config-llm-template', main('mine:1'))],
      'mine:1',
    ],
  ])('has %s', (_what, manifest, configs, expected) => {
    expect(image(manifest, ...configs)).toBe(expected);
  });

  test('has the container of a preset that is not known but by its outline', () => {
    const { layers, merge } = combined(service({ template: { containers: [{ name: 'main', args: ['-a'] }] } }));
    expect(layers.map(({ name, config: known }) => [name, known])).toEqual([['kserve-config-llm-template', undefined]]);
    expect(merge).toMatchObject({
      ok: true,
      spec: { template: { containers: [{ args: ['-a'], ports: [{ containerPort: 8000 }] }] } },
    });
  });

  test('gets the presets that its references ask for', () => {
    const { layers } = combined(service(REFERENCES), ONE, config('two', { prefill: {} }));
    expect(layers.map(({ name }) => name)).toEqual([
      'kserve-config-llm-prefill-template',
      'kserve-config-llm-decode-template',
      'one',
      'two',
    ]);
  });

  test('says which configurations are not known', () => {
    expect(combined(service(REFERENCES), config('two', {}, 'others')).unknown).toEqual([
      { name: 'one', reference: 0, lookup: { state: 'missing' } },
      { name: 'two', reference: 1, lookup: { state: 'elsewhere', namespaces: ['others'] } },
    ]);
  });

  test.each<readonly [own: JsonObject, configured: JsonObject, name: string]>([
    [{}, {}, 'qwen'],
    [{ name: 'own' }, {}, 'own'],
    [{ name: 'own' }, { name: 'configured' }, 'configured'],
    [{}, { name: 'configured' }, 'configured'],
  ])('names a model of %j by %j as %s', (own, configured, name) => {
    const manifest = service({ ...REFERENCES, model: { uri: 'hf://a/b', ...own } });
    expect(combined(manifest, ONE, config('two', { model: { uri: '', ...configured } })).modelName).toBe(name);
  });
});
