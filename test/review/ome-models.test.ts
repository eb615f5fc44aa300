import { objectAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { TemporaryFolder } from '../temporary-folder';
import { effectsOf, risksOf } from './told';

const folder = new TemporaryFolder();

function model(storage: JsonObject): Manifest {
  return {
    apiVersion: 'ome.io/v1beta1',
    kind: 'ClusterBaseModel',
    metadata: { name: 'llama' },
    spec: {
      modelFormat: { name: 'safetensors' },
      storage: { storageUri: 'hf://meta/llama-1', path: '/mnt/llama', ...storage },
    },
  };
}

function runtime(image: string): Manifest {
  return {
    apiVersion: 'ome.io/v1beta1',
    kind: 'ClusterServingRuntime',
    metadata: { name: 'runtime' },
    spec: {
      supportedModelFormats: [{ modelFormat: { name: 'safetensors' } }],
      engineConfig: { runner: { name: 'ome-container', image } },
    },
  };
}

const service: Manifest = {
  apiVersion: 'ome.io/v1beta1',
  kind: 'InferenceService',
  metadata: { name: 'chat', namespace: 'models' },
  spec: { model: { name: 'llama' }, runtime: { name: 'runtime' }, engine: { minReplicas: 1 } },
};

const tree = (storage: JsonObject, image = 'a:1') => ({
  'm.yaml': model(storage),
  'r.yaml': runtime(image),
  's.yaml': service,
});

describe('a model of OME', () => {
  test('of other weights leaves the pods as they are, and the nodes with the old ones', () => {
    const after = tree({ storageUri: 'hf://meta/llama-2' });
    expect(effectsOf(folder, tree({}), after)).toEqual([
      'llama none: the pods of those that are made of it stay as they are',
    ]);
    expect(risksOf(folder, tree({}), after)).toEqual([
      "model-weights: Nodes keep the weights of hf://meta/llama-1, and pods serve them, until OME's agents start again: these write over what pods read then",
    ]);
  });

  test('whose way of downloading changes with them is downloaded at once', () => {
    const after = tree({ storageUri: 'hf://meta/llama-2', downloadPolicy: 'ReuseIfExists' });
    expect(risksOf(folder, tree({}), after)).toEqual([
      'model-weights: Weights of hf://meta/llama-2 are downloaded over those that pods read from /mnt/llama',
    ]);
  });

  test('in another folder restarts its services, which find no weights there', () => {
    const after = tree({ path: '/mnt/llama-2' });
    expect(effectsOf(folder, tree({}), after).join()).toContain('llama restart: ');
    expect(risksOf(folder, tree({}), after)).toEqual([
      "model-weights: Nothing is downloaded into /mnt/llama-2 before OME's agents start again: pods that start until then find no weights",
      'late-restart: OME does not watch a ClusterBaseModel: services restart when it next looks at them, at any time within ten hours',
    ]);
  });

  test('that goes takes its weights along, and leaves its services without it', () => {
    const { 'm.yaml': gone, ...after } = tree({});
    expect(effectsOf(folder, { ...after, 'm.yaml': gone }, after)).toEqual([
      'llama prune: it is deleted where pruning is on, and stays unmanaged where not',
    ]);
    expect(risksOf(folder, { ...after, 'm.yaml': gone }, after)).toEqual([
      'model-weights: Its weights are deleted from the nodes, under pods that have not read all of them',
      "needed-object-gone: Once the ClusterBaseModel 'llama' is deleted, OME makes nothing of the service any more: pods that run stay, no change reaches them, and a new service like it gets none",
    ]);
  });

  test('on a claim or of the node itself is downloaded by nobody', () => {
    const [before, after] = ['one', 'two'].map((name) => tree({ storageUri: `local:///${name}` }));
    expect(risksOf(folder, { ...before }, { ...after })).toEqual([]);
  });
});

test('a runtime of which OME makes no pods any more leaves its services as they are', () => {
  const plain = runtime('a:1');
  const broken: Manifest = { ...plain, spec: { ...objectAt(plain, 'spec'), engineConfig: {} } };
  expect(effectsOf(folder, tree({}), { ...tree({}), 'r.yaml': broken })).toEqual([
    'runtime none: the pods of those that are made of it stay as they are',
  ]);
  expect(risksOf(folder, tree({}), { ...tree({}), 'r.yaml': broken }).join()).toMatch(
    /^service-refused: The controller refuses it: .*: pods that run stay, and no change reaches them$/,
  );
});

test('a runtime of OME restarts services when OME next looks at them', () => {
  expect(risksOf(folder, tree({}), tree({}, 'a:2'))).toEqual([
    'late-restart: OME does not watch a ClusterServingRuntime: services restart when it next looks at them, at any time within ten hours',
  ]);
});
