import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { omeSelection } from '../../../sources/selection/ome-selection';

const FORMAT = {
  modelFormat: { name: 'safetensors', version: '1.0.0' },
  modelFramework: { name: 'transformers', version: '4.43.0' },
  modelArchitecture: 'LlamaForCausalLM',
};

function object(kind: string, name: string, spec: JsonObject): Manifest {
  return { apiVersion: 'ome.io/v1beta1', kind, metadata: { name }, spec };
}

const runtime = (name: string, spec: JsonObject = {}) =>
  object('ClusterServingRuntime', name, {
    supportedModelFormats: [{ ...FORMAT, autoSelect: true, priority: 1 }],
    ...spec,
  });

const model = (spec: JsonObject) => object('ClusterBaseModel', 'llama', spec);

function selectionOf(parts: readonly Manifest[], named?: string) {
  const service = {
    ...object('InferenceService', 'chat', {
      model: { name: 'llama' },
      ...(named === undefined ? {} : { runtime: { name: named } }),
    }),
    metadata: { name: 'chat', namespace: 'models' },
  };
  return omeSelection(service, parts, {});
}

const names = (selection: ReturnType<typeof omeSelection>) => selection.runtimes.map(({ name }) => name);

test('whether a named runtime fits a model that agents complete is not known', () => {
  const selection = selectionOf([model({}), runtime('vllm')], 'vllm');
  expect(names(selection)).toEqual(['vllm']);
  expect(selection.because).toBe(
    "the service names it; whether it fits is not known until OME's agents have read the model, which leaves its format, framework and architecture to them",
  );
});

test.each([
  ['an architecture that it states', { modelArchitecture: 'BertModel' }, {}],
  ['a size that it states', { modelParameterSize: '70B' }, { modelSizeRange: { min: '1B', max: '8B' } }],
  ['a runtime that is disabled', {}, { disabled: true }],
])('with %s, agents make no difference to a runtime that does not fit', (_, own, spec: JsonObject) => {
  const selection = selectionOf([model(own), runtime('vllm', spec)], 'vllm');
  expect(names(selection)).toEqual([]);
  expect(selection.because).toContain("the service names 'vllm', which it cannot have: ");
});

test('of a model that agents complete, it is open what a service gets', () => {
  const selection = selectionOf([model({ modelArchitecture: 'LlamaForCausalLM' }), runtime('vllm')]);
  expect(selection).toMatchObject({ runtimes: [], isOpen: true, others: [] });
  expect(selection.because).toBe(
    "OME's agents have to read the model first, which leaves its format and framework to them; until then OME's webhook refuses the service",
  );
});

test('where no runtime would fit whatever agents find, none is selected', () => {
  const selection = selectionOf([model({ modelArchitecture: 'BertModel' }), runtime('vllm')]);
  expect(selection.isOpen).toBeUndefined();
  expect(selection.because).toBe('invalid model specification: modelFormat.name: model format name is required');
});

test('of a model without a size, another runtime may be selected once it is found', () => {
  const parts = [model(FORMAT), runtime('a'), runtime('b', { modelSizeRange: { min: '1B', max: '8B' } })];
  expect(selectionOf(parts).because).toContain(
    "; it may be another once OME's agents have found the size of the model",
  );
  const sized = [model({ ...FORMAT, modelParameterSize: '7B' }), ...parts.slice(1)];
  expect(selectionOf(sized).because).not.toContain('agents');
});
