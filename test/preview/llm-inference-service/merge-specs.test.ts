import type { JsonObject } from '../../../kubernetes/manifest';
import { mergeSpecs } from '../../../preview/llm-inference-service/merge-specs';

const model = (fields: JsonObject = {}) => ({ model: { uri: 'hf://a/b', ...fields } });
const pod = (container: JsonObject, fields: JsonObject = {}): JsonObject => ({
  template: { containers: [{ name: 'main', ...container }], ...fields },
});
const inline = (fields: JsonObject): JsonObject => ({ router: { scheduler: { config: { inline: fields } } } });

function merged(...specs: readonly JsonObject[]): JsonObject {
  const result = mergeSpecs(specs);
  if (!result.ok) throw new Error(result.problem);
  return result.spec;
}

/** Each is what upstream's MergeSpecs gives. */
describe('a spec over another', () => {
  test.each<readonly [what: string, base: JsonObject, override: JsonObject, result: JsonObject]>([
    ['replaces arguments', pod({ args: ['a'] }), pod({ args: ['b'] }), pod({ args: ['b'], resources: {} })],
    ['cannot empty a list', pod({ args: ['a'] }), pod({ args: [] }), pod({ args: ['a'], resources: {} })],
    [
      'merges variables by their names',
      pod({ env: [{ name: 'A', value: '1' }] }),
      pod({ env: [{ name: 'B', value: '2' }] }),
      pod({
        env: [
          { name: 'B', value: '2' },
          { name: 'A', value: '1' },
        ],
        resources: {},
      }),
    ],
    [
      'cannot empty a variable',
      pod({ env: [{ name: 'A', value: '1' }] }),
      pod({ env: [{ name: 'A', value: '' }] }),
      pod({ env: [{ name: 'A', value: '1' }], resources: {} }),
    ],
    [
      'gives a volume two kinds',
      pod({}, { volumes: [{ name: 'a', emptyDir: {} }] }),
      pod({}, { volumes: [{ name: 'a', secret: { secretName: 's' } }] }),
      pod({ resources: {} }, { volumes: [{ name: 'a', emptyDir: {}, secret: { secretName: 's' } }] }),
    ],
    [
      'keeps containers that it does not name',
      pod({ image: 'a:1' }),
      { template: {} },
      pod({ image: 'a:1', resources: {} }),
    ],
    ['sets a pointer to nothing', { replicas: 2 }, { replicas: 0 }, { replicas: 0 }],
    [
      'cannot unset a flag',
      { parallelism: { expert: true } },
      { parallelism: { expert: false } },
      { parallelism: { expert: true } },
    ],
    ['keeps the address of the model', model(), model({ uri: '' }), {}],
    [
      'adds a text of the scheduler',
      inline({ kind: 'a' }),
      inline({ plugins: [] }),
      inline({ kind: 'a', plugins: [] }),
    ],
    [
      'replaces lists of other projects',
      { router: { gateway: { refs: [{ name: 'a' }] } } },
      { router: { gateway: { refs: [{ name: 'b' }] } } },
      { router: { gateway: { refs: [{ name: 'b' }] } } },
    ],
  ])('%s', (_what, base, override, result) => {
    expect(merged({ ...model(), ...base }, { ...model(), ...override })).toEqual({ ...model(), ...result });
  });

  test.each<readonly [base: JsonObject, override: JsonObject, key: string]>([
    [inline({ plugins: [1] }), inline({ plugins: [2] }), 'plugins'],
    [inline({ kind: 'a', data: {} }), inline({ data: { a: 1 } }), 'data'],
  ])('cannot be merged: %j and %j', (base, override, key) => {
    expect(mergeSpecs([base, override])).toEqual({
      ok: false,
      problem: `unable to find api field in struct RawExtension for the json field "${key}"`,
    });
  });

  test('comes last of several', () => {
    expect(merged(model({ name: 'a' }), model({ uri: '', name: 'b' }), { model: { uri: 's3://c' } })).toEqual({
      model: { uri: 's3://c', name: 'b' },
    });
  });
});
