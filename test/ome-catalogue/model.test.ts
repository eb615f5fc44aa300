import { allOmeModelFacts } from '../../catalog/ome-model-facts';
import { OmeCatalogueModel } from '../../constructs/ome-catalogue/model';
import { isDnsLabel, isLabelValue } from '../../kubernetes/names';
import { nameOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import { schemaErrors } from '../manifest-schema';
import { refused, written } from './app';

const all = allOmeModelFacts();
const { manifests, findings } = written((chart) => {
  for (const model of all) new OmeCatalogueModel(chart, model.name, { model });
});
const declared = manifests.filter((manifest) => valueAt(manifest, 'spec', 'modelFormat') !== undefined);

describe('every model of OME’s catalogue', () => {
  it('is written once, passes the schema and has no finding', () => {
    expect(manifests).toHaveLength(207);
    expect(manifests.flatMap(schemaErrors)).toEqual([]);
    expect(findings).toEqual([]);
  });

  it('declares format, framework and architecture, where OME or the runtime made for it states them: 168 of 207', () => {
    expect(declared).toHaveLength(168);
    expect(declared.filter((manifest) => textAt(manifest, 'spec', 'modelArchitecture') === undefined)).toEqual([]);
  });

  it('has a name that OME can use for volumes and labels, and a vendor for a label', () => {
    expect(manifests.map(nameOf).filter((name) => !isDnsLabel(name))).toEqual([]);
    const vendors = manifests.map((manifest) => textAt(manifest, 'spec', 'vendor') ?? '');
    expect(vendors.filter((vendor) => !isLabelValue(vendor))).toEqual([]);
  });

  it('has a folder on the node, without which OME mounts nothing', () => {
    expect(manifests.filter((manifest) => !textAt(manifest, 'spec', 'storage', 'path')?.startsWith('/'))).toEqual([]);
  });
});

describe('a model of the catalogue', () => {
  it.each(['llama-3-3-70b-instruct', 'llama-4-scout-17b-16e-instruct', 'deepseek-v3', 'qwen-image-edit'])(
    '%s is written like this',
    (name) => {
      expect(manifests.find((manifest) => nameOf(manifest) === name)).toMatchSnapshot();
    },
  );

  it('declares what a runtime demands that is to serve it', () => {
    const [model] = written((chart) => {
      new OmeCatalogueModel(chart, 'model', { model: 'qwen2-5-72b', servedBy: 'srt-qwen2-5-72b-instruct' });
    }).manifests;
    expect(objectAt(model, 'spec')).toMatchObject({
      modelFormat: { name: 'safetensors', version: '1.0.0' },
      modelFramework: { name: 'transformers' },
      modelArchitecture: 'Qwen2ForCausalLM',
    });
  });

  it('is of a namespace where that is stated, and takes any change', () => {
    const [model] = written((chart) => {
      new OmeCatalogueModel(chart, 'model', {
        model: 'llama-3-3-70b-instruct',
        name: 'llama',
        namespace: 'team',
        spec: { storage: { storageUri: 'hf://team/llama', key: null }, modelParameterSize: '70.6B' },
      });
    }).manifests;
    expect(model).toMatchObject({
      kind: 'BaseModel',
      metadata: { name: 'llama', namespace: 'team' },
      spec: {
        storage: { storageUri: 'hf://team/llama', path: '/raid/models/meta/llama-3-3-70b-instruct' },
        modelParameterSize: '70.6B',
      },
    });
    expect(valueAt(model, 'spec', 'storage', 'key')).toBeUndefined();
  });

  it('that the catalogue does not have is refused with the nearest name, and so is its runtime', () => {
    const unknown = refused((chart) => {
      // @ts-expect-error the name is misspelt
      new OmeCatalogueModel(chart, 'model', { model: 'llama-3-3-70b' });
      // @ts-expect-error the name is misspelt
      new OmeCatalogueModel(chart, 'served', { model: 'qwen3-32b', servedBy: 'srt-qwen3-23b' });
    });
    expect(unknown).toMatchObject([
      { id: 'ome/unknown-catalogue-model', where: 'ome/model', field: 'model' },
      {
        id: 'ome/unknown-catalogue-runtime',
        where: 'ome/served',
        field: 'servedBy',
        mend: "Did you mean 'srt-qwen3-32b'?",
      },
    ]);
  });
});
