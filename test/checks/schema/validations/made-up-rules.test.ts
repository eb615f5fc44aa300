import { ruleFaults, transitionRuleFaults } from '../../../../checks/schema/validations/rule-walk';
import { ruledRoot } from '../../../../checks/schema/validations/ruled-node';
import type { RuledNode } from '../../../../checks/schema/validations/ruled-node';
import { skippedRulesBelow } from '../../../../checks/schema/validations/skipped-rules';
import type { KindSchema } from '../../../../imports/schema/load-schema';
import type { Schema, ValidationRule } from '../../../../imports/schema/schema';
import type { JsonValue, Manifest } from '../../../../kubernetes/manifest';

const TEXT: Schema = { type: 'string' };

function rulesOf(root: Schema): RuledNode {
  const kind: KindSchema = {
    ...{ apiVersion: 'example.org/v1', kind: 'Thing', plural: 'things', scope: 'Namespaced', isBuiltIn: false },
    ...{ storage: true, root, definitions: {}, resolve: (schema) => schema },
  };
  const node = ruledRoot(kind);
  if (node === undefined) throw new Error('the schema has no rules');
  return node;
}

/** A schema whose `spec` has a rule. */
function ruled(spec: Schema, ...rules: readonly (string | ValidationRule)[]): RuledNode {
  const validations = rules.map((rule) => (typeof rule === 'string' ? { rule } : rule));
  return rulesOf({ type: 'object', properties: { spec: { ...spec, 'x-kubernetes-validations': validations } } });
}

function thing(spec: JsonValue): Manifest {
  return { apiVersion: 'example.org/v1', kind: 'Thing', metadata: { name: 'a', labels: { app: 'a' } }, spec };
}

const object = (properties: Readonly<Record<string, Schema>>): Schema => ({ type: 'object', properties });
const list = (items: Schema, more: Schema = {}): Schema => ({ type: 'array', items, ...more });

describe('a value is seen by its schema:', () => {
  test.each<[string, Schema, string, JsonValue]>([
    ['whole numbers are ints', { type: 'integer' }, 'self + 1 == 3 && type(self) == int', 2],
    ['other numbers are doubles', { type: 'number' }, 'self / 4.0 == 0.5 && type(self) == double', 2],
    [
      'an int-or-string is what it is',
      { 'x-kubernetes-int-or-string': true },
      "type(self) == string && self == '5%'",
      '5%',
    ],
    ['a default is there', object({ a: { ...TEXT, default: 'b' } }), "has(self.a) && self.a == 'b'", {}],
    [
      'null is a default too',
      object({ a: { ...TEXT, default: 'b' } }),
      "self.a == 'b' && self.size() == 1",
      { a: null },
    ],
    ['null is nothing', object({ a: TEXT }), '!has(self.a)', { a: null }],
    ['dashes are escaped', object({ 'a-b': TEXT }), "self.a__dash__b == 'c'", { 'a-b': 'c' }],
    ['reserved words are escaped', object({ namespace: TEXT }), 'has(self.__namespace__)', { namespace: 'a' }],
    ['double underscores are escaped', object({ a__b: TEXT }), 'has(self.a__underscores__b)', { a__b: 'a' }],
    [
      'names of users are not escaped',
      { type: 'object', additionalProperties: TEXT },
      "'a__dash__b' in self",
      { a__dash__b: 'a' },
    ],
    ['unknown fields are not seen', object({ a: TEXT }), 'self.size() == 0', { b: 'c' }],
    ['a set has no order', list(TEXT, { 'x-kubernetes-list-type': 'set' }), "self == ['b', 'a']", ['a', 'b']],
    ['a list has an order', list(TEXT), "self != ['b', 'a']", ['a', 'b']],
    ['durations are read', { type: 'string', format: 'duration' }, "self > duration('1m')", '61s'],
    [
      'an embedded object has a name',
      object({ pod: { type: 'object', 'x-kubernetes-embedded-resource': true } }),
      "self.pod.metadata.name == 'a' && !has(self.pod.metadata.labels)",
      { pod: { metadata: { name: 'a', labels: {} } } },
    ],
  ])('%s', (_, schema, rule, spec) => {
    expect(ruleFaults(thing(spec), ruled(schema, rule))).toEqual([]);
  });

  test('the root has a kind and a name', () => {
    const rule = "self.kind == 'Thing' && self.metadata.name == 'a' && !has(self.metadata.labels)";
    const node = rulesOf({ type: 'object', 'x-kubernetes-validations': [{ rule }] });
    expect(ruleFaults(thing({}), node).map(({ problem }) => problem)).toEqual([]);
  });
});

describe('rules are asked at every level:', () => {
  const short = { ...TEXT, 'x-kubernetes-validations': [{ rule: 'self.size() < 3', message: 'too long' }] };
  test.each<[string, Schema, JsonValue, string]>([
    ['of a field', object({ a: short }), { a: 'abc' }, 'spec.a'],
    ['of an item', list(short), ['a', 'abc'], 'spec[1]'],
    ['of a value', { type: 'object', additionalProperties: short }, { 'a/b': 'abc' }, 'spec["a/b"]'],
    ['of a default', object({ a: { ...short, default: 'abc' } }), {}, 'spec.a'],
  ])('%s', (_, spec, value, field) => {
    const node = rulesOf(object({ spec }));
    expect(ruleFaults(thing(value), node).map((fault) => [fault.field, fault.problem])).toEqual([[field, 'too long']]);
  });
});

describe('a rule says', () => {
  const spec = object({ a: { type: 'integer' }, 'b-c': TEXT });
  test.each<[string, ValidationRule, string, string]>([
    ['its message', { rule: 'false', message: ' no ' }, 'spec', 'no'],
    [
      'what its expression yields',
      { rule: 'false', message: 'no', messageExpression: "'a is ' + string(self.a)" },
      'spec',
      'a is 1',
    ],
    [
      'its message where its expression fails',
      { rule: 'false', message: 'no', messageExpression: 'self.b' },
      'spec',
      'no',
    ],
    [
      'its message where its expression gives lines',
      { rule: 'false', message: 'no', messageExpression: '"a\\nb"' },
      'spec',
      'no',
    ],
    [
      'itself where it has no message',
      { rule: 'self.a > 1' },
      'spec',
      'A rule of the schema does not hold: self.a > 1',
    ],
    ['of which field', { rule: 'false', message: 'no', fieldPath: '.a' }, 'spec.a', 'no'],
    ['of which field in brackets', { rule: 'false', message: 'no', fieldPath: "['b-c']" }, 'spec.b-c', 'no'],
    [
      'why it has no answer',
      { rule: 'self.a / 0 == 1', message: 'no' },
      'spec',
      "The rule 'no' has no answer: division by zero",
    ],
  ])('%s', (_, rule, field, problem) => {
    const faults = ruleFaults(thing({ a: 1 }), ruled(spec, rule));
    expect(faults.map((fault) => [fault.id, fault.field, fault.problem])).toEqual([['schema/rule', field, problem]]);
  });
});

describe('rules of transitions', () => {
  const immutable = { rule: 'self == oldSelf', message: 'is immutable' };
  const optional = { rule: "oldSelf.hasValue() || self == 'new'", optionalOldSelf: true, message: 'begins as new' };

  test('are not asked of an object by itself', () => {
    expect(ruleFaults(thing('a'), ruled(TEXT, immutable, optional))).toEqual([]);
  });

  test.each<[string, RuledNode, JsonValue, JsonValue, readonly (string | undefined)[]]>([
    ['hold of what stays', ruled(TEXT, immutable), 'a', 'a', []],
    ['do not hold of what changes', ruled(TEXT, immutable), 'a', 'b', ['spec']],
    [
      'are not asked of what is new',
      rulesOf(object({ spec: object({ a: { ...TEXT, 'x-kubernetes-validations': [immutable] } }) })),
      {},
      { a: 'b' },
      [],
    ],
    [
      'are asked of what is new where they can do without the old',
      rulesOf(object({ spec: object({ a: { ...TEXT, 'x-kubernetes-validations': [optional] } }) })),
      {},
      { a: 'b' },
      ['spec.a'],
    ],
    ['see the old value where there is one', ruled(TEXT, optional), 'a', 'b', []],
    [
      'compare defaults',
      rulesOf(object({ spec: object({ a: { ...TEXT, default: 'b', 'x-kubernetes-validations': [immutable] } }) })),
      { a: 'b' },
      {},
      [],
    ],
    [
      'find items by their keys',
      rulesOf(object({ spec: keyed() })),
      [
        { name: 'a', size: 1 },
        { name: 'b', size: 2 },
      ],
      [
        { name: 'b', size: 2 },
        { name: 'a', size: 3 },
      ],
      ['spec[1].size'],
    ],
    [
      'compare no items without keys',
      rulesOf(object({ spec: list({ ...TEXT, 'x-kubernetes-validations': [immutable] }) })),
      ['a'],
      ['b'],
      [],
    ],
  ])('%s', (_, node, before, after, fields) => {
    expect(transitionRuleFaults(thing(before), thing(after), node).map(({ field }) => field)).toEqual(fields);
  });

  function keyed(): Schema {
    const item = object({ name: TEXT, size: { type: 'integer', 'x-kubernetes-validations': [immutable] } });
    return list(item, { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] });
  }
});

describe('a rule that cannot be evaluated', () => {
  test.each([
    ['isQuantity(self)', 'the function isQuantity() is not known here'],
    ["self.all(i, x, x != '')", 'the function all() is not known here'],
    ['self == other', "the name 'other' is not known here"],
    ["self == b'a'", 'it has a literal of bytes'],
    ['self ==', 'it ends too early'],
  ])('is listed: %s', (rule, why) => {
    const node = ruled(TEXT, rule);
    expect(ruleFaults(thing('a'), node)).toEqual([]);
    expect(skippedRulesBelow(node)).toEqual([{ field: 'spec', rule, why }]);
  });

  test.each([
    ["self.matches('(?=a)b')", 'it has the pattern (?=a)b'],
    ['self == string(1.5)', 'it writes a double or a duration as text'],
  ])('is told of where the object asks for what is not known: %s', (rule, why) => {
    const faults = ruleFaults(thing('a'), ruled(TEXT, rule));
    expect(faults.map(({ id, severity }) => [id, severity])).toEqual([['schema/rule', 'note']]);
    expect(faults[0]?.problem).toContain(why);
  });

  test('does not matter where the rest decides', () => {
    expect(ruleFaults(thing('a'), ruled(TEXT, "self.matches('(?=a)b') || self == 'a'"))).toEqual([]);
  });

  test('is given up on large lists, once', () => {
    const node = ruled(list({ type: 'integer' }), 'self.all(x, self.exists_one(y, x == y))', 'self.all(x, x in self)');
    const spec = Array.from({ length: 100_000 }, (_, index) => index);
    const faults = ruleFaults(thing(spec), node);
    expect(faults.map(({ severity }) => severity)).toEqual(['note']);
  });
});
