import { checkClusters, checkSources } from '../../sources/check-sources';
import { readSource } from '../../sources/read-source';
import { definition, gadget, told } from './gadgets';

describe('of the rules of a definition', () => {
  const why = (spec: unknown, fields: object, rules: readonly object[] = []) => {
    const schema = {
      type: 'object',
      properties: { spec: { type: 'object', properties: fields, 'x-kubernetes-validations': rules } },
    };
    const text = `${gadget(spec)}---\n${definition({ schema })}`;
    const { findings, notChecked } = checkSources([{ name: 'a.yaml', text }]);
    return {
      ids: findings.map(({ id }) => id),
      left: notChecked.map(({ what, count, why: reason }) => `${count} ${what}: ${reason}`),
    };
  };
  const text = { type: 'string' };

  test('a pattern that would take long is left out, and counted', () => {
    expect(why({ a: 'b' }, { a: { ...text, pattern: '^(abcdefgh?){1000}$' } })).toEqual({
      ids: [],
      left: ['1 rule of Gadget (example.com/v1): a pattern of it takes too long to try'],
    });
  });

  test('as many patterns are tried as take no longer than a second', () => {
    const fields = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`a${index}`, { ...text, pattern: `^(a?){500}${index}$` }]),
    );
    const start = performance.now();
    const spec = Object.fromEntries(Object.keys(fields).map((name) => [name, 'b']));
    expect(why(spec, fields).left).toMatchObject([expect.stringMatching(/^2\d\d rule of Gadget/)]);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test.each([
    ["self.a.matches('^b$')", { ids: ['schema/rule'], left: [] }],
    ['self.a.matches(r\'^a|\\\\b$\') && self.a.matches("b")', { ids: ['schema/rule'], left: [] }],
    ['self.a.matches(self.a)', 'a pattern of it depends on the object'],
    ["self.a.matches('^(abcdefgh?){1000}$')", 'a pattern of it takes too long to try'],
    ["'a'.find('a') == 'a'", 'the function find() is not known here'],
  ])('one with a pattern is tried where that stands in it: %s', (rule, outcome) => {
    const found = why({ a: 'a' }, { a: text }, [{ rule }]);
    if (typeof outcome !== 'string') expect(found).toEqual(outcome);
    else expect(found).toMatchObject({ ids: [], left: [expect.stringContaining(outcome)] });
  });
});

describe('a change of an object whose kind is defined beside it', () => {
  const schema = {
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        properties: { size: { type: 'integer', 'x-kubernetes-validations': [{ rule: 'self >= oldSelf' }] } },
      },
    },
  };
  const changed = (from: string, to: string, kind = definition({ schema })) => {
    const base = readSource({ name: 'base.yaml', text: from }).manifests;
    const sources = [{ name: 'a.yaml', text: `${to}---\n${kind}` }];
    return checkClusters([{ sources, base }]).findings.map(({ id, field }) => `${id} ${field ?? ''}`);
  };

  test('is held to the rules that compare', () => {
    expect(changed(gadget({ size: 2 }), gadget({ size: 1 }))).toEqual(['immutability/rule spec.size']);
    expect(changed(gadget({ size: 1 }), gadget({ size: 2 }))).toEqual([]);
  });

  test('is not where the kind is not defined, or the version is another', () => {
    expect(changed(gadget({ size: 2 }), gadget({ size: 1 }), '')).toEqual([]);
    expect(changed(gadget({ size: 2 }, 'example.com/v2'), gadget({ size: 1 }))).toEqual([]);
  });
});

test.each([
  [0.3, 0.1, true],
  [1.1, 0.1, true],
  [0.35, 0.1, false],
  [0, 0.1, true],
  [-0.7, 0.1, true],
  [7.5, 2.5, true],
  [7, 2.5, false],
  [9_000_000, 3, true],
  [9_000_001, 3, false],
])('%d is a multiple of %d as the API server sees it: %p', (ratio, multipleOf, isIt) => {
  const fields = { ratio: { type: 'number', multipleOf } };
  const schema = { type: 'object', properties: { spec: { type: 'object', properties: fields } } };
  expect(told(gadget({ ratio }), definition({ schema })).ids).toEqual(isIt ? [] : ['schema/out-of-bounds spec.ratio']);
});
