import * as fc from 'fast-check';
import { parse } from 'yaml';
import { CCE_MODEL_TYPES } from '../../catalog/cce-model-facts';
import { isManifest, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import { CceModel } from '../../platforms/cce/model';
import { CceModelTemplates } from '../../platforms/cce/model-templates';
import type { CceModelTemplatesProps } from '../../platforms/cce/model-templates';
import { schemaErrors } from '../manifest-schema';
import { onCce } from './cluster';

function templates(props?: CceModelTemplatesProps) {
  return onCce((cluster) => new CceModelTemplates(cluster, 'templates', props)).object('ConfigMap');
}

/** Replaces placeholders as text, as the add-on does. */
function fill(text: string, values: Readonly<Record<string, string | number>>): unknown {
  const filled = text.replaceAll(/\$\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
  return parse(filled);
}

const VALUES = {
  namespace: 'models',
  name: 'qwq',
  helm_revision: '1',
  replicas: 2,
  te_group_id: 'd97051120764490daf846053e16d4f25',
  te_group_type: 'mixed',
  model_id: '12345678901234567890123456789012',
  leader_image: 'registry.example/ascend-vllm:1.0',
  model_name: 'QwQ',
  model_path: 'Qwen/QwQ-32B',
  pvc_name: 'release-models',
};

test('the template of the documented model has the placeholders of the documentation', () => {
  const text = textAt(
    templates({ types: ['DeepSeek-R1-Distill-Qwen-7B'] }),
    'data',
    'DeepSeek-R1-Distill-Qwen-7B.yaml',
  );
  expect(text).toMatchSnapshot();
  const names = [...(text ?? '').matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
  expect(new Set(names)).toEqual(new Set(Object.keys(VALUES)));
});

test('the number of replicas alone is not quoted', () => {
  const text = textAt(templates(), 'data', 'QwQ-32B.yaml') ?? '';
  expect(text).toContain('\n  replicas: ${replicas}\n');
  expect(text.match(/(?<!")\$\{\w+\}/g)).toEqual(['${replicas}']);
});

test('a template that is filled is the model that is served without the add-on', () => {
  const { object } = onCce((cluster) => {
    new CceModel(cluster, 'qwq', {
      type: 'QwQ-32B',
      namespace: VALUES.namespace,
      image: VALUES.leader_image,
      folder: { claim: VALUES.pvc_name, path: VALUES.model_path },
      servedModelName: VALUES.model_name,
      instances: { min: VALUES.replicas },
      groupId: VALUES.te_group_id,
      groupType: VALUES.te_group_type,
      modelId: VALUES.model_id,
    });
  });
  expect(fill(textAt(templates(), 'data', 'QwQ-32B.yaml') ?? '', VALUES)).toEqual(object('LeaderWorkerSet'));
});

test('whatever digits and words are filled in, labels and names stay texts', () => {
  const text = textAt(templates(), 'data', 'QwQ-32B.yaml') ?? '';
  const value = fc.oneof(
    fc.constantFrom('1', 'on', 'null', '0e1', '1_0', '2024-01-01'),
    fc.stringMatching(/^[0-9a-f]{1,32}$/),
  );
  fc.assert(
    fc.property(value, (id) => {
      const filled = fill(text, { ...VALUES, model_id: id, helm_revision: id, te_group_id: id, name: id });
      expect(isManifest(filled) ? schemaErrors(filled) : ['no manifest']).toEqual([]);
      expect(valueAt(objectAt(isManifest(filled) ? filled : {}, 'metadata'), 'labels')).toEqual({ 'xds/version': id });
    }),
  );
});

test('all preset models are in one ConfigMap that Flux leaves alone', () => {
  const configMap = templates();
  expect(Object.keys(objectAt(configMap, 'data'))).toEqual(CCE_MODEL_TYPES.map((type) => `${type}.yaml`));
  expect(valueAt(configMap, 'metadata', 'annotations')).toEqual({
    'kustomize.toolkit.fluxcd.io/substitute': 'disabled',
  });
  expect(schemaErrors(configMap)).toEqual([]);
});

test('a type that is not preset is told', () => {
  const props: object = { types: ['DeepSeek-V3'] };
  const { found } = onCce((cluster) => new CceModelTemplates(cluster, 'templates', props));
  expect(found).toEqual(['cce/model-type in types']);
});
