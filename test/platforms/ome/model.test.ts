import { ModelStorage } from '../../../index';
import type { ServeProps } from '../../../index';
import { valueAt } from '../../../kubernetes/manifest';
import type { OmeOptions } from '../../../platforms/ome/ome';
import { schemaErrors } from '../../manifest-schema';
import { storage, written, pod, probed } from './written';

describe('a model', () => {
  const modelOf = (props: Partial<ServeProps>, options?: OmeOptions) => {
    const { manifests } = written({}, { service: props }, options);
    return manifests.find(({ kind }) => kind.endsWith('BaseModel'));
  };

  test('declares what its runtime states, in a folder of its own', () => {
    const name = 'Mistral-7B-Instruct-v0.2';
    expect(modelOf({ model: { name, huggingFaceId: 'mistralai/Mistral-7B-Instruct-v0.2', storage } })).toEqual({
      apiVersion: 'ome.io/v1beta1',
      kind: 'BaseModel',
      metadata: { name: 'mistral-7b-instruct-v0-2', namespace: 'models' },
      spec: {
        modelFormat: { name: 'safetensors', version: '1.0.0' },
        modelFramework: { name: 'transformers', version: '4.36.2' },
        modelArchitecture: 'MistralForCausalLM',
        modelParameterSize: '7.24B',
        storage: {
          storageUri: 'hf://mistralai/Mistral-7B-Instruct-v0.2',
          path: '/mnt/data/models/models/mistral-7b-instruct-v0-2',
        },
      },
    });
  });

  test('of the whole cluster has no namespace', () => {
    const found = modelOf({}, { modelScope: 'cluster', modelsFolder: '/raid/models/' });
    expect(found).toMatchObject({ kind: 'ClusterBaseModel', metadata: { name: 'mistral' } });
    expect(valueAt(found, 'spec', 'storage', 'path')).toBe('/raid/models/mistral');
  });

  test('may have a token, nodes, a publisher and a folder', () => {
    const ome = { model: { secret: 'token', nodeSelector: { a: 'b' }, vendor: 'mistralai', path: '/raid/mistral' } };
    expect(modelOf({ ome })?.spec).toMatchObject({
      vendor: 'mistralai',
      storage: { key: 'token', nodeSelector: { a: 'b' }, path: '/raid/mistral' },
    });
  });

  test.each([
    [ModelStorage.huggingFace('org/model', 'abc123'), 'hf://org/model@abc123'],
    [ModelStorage.huggingFace('org/model'), 'hf://org/model'],
    [ModelStorage.uri('oci://n/a/b/c/o/d'), 'oci://n/a/b/c/o/d'],
  ])('is found where OME calls it', (where, storageUri) => {
    expect(valueAt(modelOf({ model: { name: 'm', storage: where } }), 'spec', 'storage', 'storageUri')).toBe(
      storageUri,
    );
  });

  test('on every node lies where it lies', () => {
    const found = modelOf({ model: { name: 'm', storage: ModelStorage.uri('local:///data/m') } });
    expect(valueAt(found, 'spec', 'storage', 'path')).toBe('/data/m');
  });

  test('of two services is one object', () => {
    const { manifests, ids } = written({}, { one: {}, two: {} });
    expect(manifests.filter(({ kind }) => kind === 'BaseModel')).toHaveLength(1);
    expect(ids).toEqual([]);
  });

  test('without storage is one of the cluster', () => {
    const { manifests, find } = written({}, { service: { model: { name: 'mistral' } } });
    expect(manifests.map(({ kind }) => kind)).toEqual(['ClusterServingRuntime', 'InferenceService']);
    expect(valueAt(find('InferenceService'), 'spec', 'model')).toEqual({ name: 'mistral', kind: 'ClusterBaseModel' });
  });
});

test('everything that is written passes the schemas', () => {
  const { manifests } = written(
    { decoder: { ...pod, workers: { count: 1 } }, router: probed, sharedMemory: '2Gi', metricsPath: '/metrics' },
    { service: { args: ['--fast'], env: { A: 'b' }, replicas: { min: 0 }, tolerations: [{ operator: 'Exists' }] } },
  );
  expect(manifests).toHaveLength(3);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
});
