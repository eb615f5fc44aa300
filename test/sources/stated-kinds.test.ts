import fc from 'fast-check';
import { dump } from 'js-yaml';
import { checkClusters, checkSources } from '../../sources/check-sources';
import { readSource } from '../../sources/read-source';
import { runs } from '../runs';
import { definition, gadget, told } from './gadgets';
import type { Definition } from './gadgets';

describe('an object whose kind is defined beside it', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['in order', { size: 1, free: { a: [1] } }, []],
    ['without a field', {}, ['schema/missing-field spec.size']],
    ['with a field that is not there', { size: 1, sise: 2 }, ['schema/unknown-field spec.sise']],
    ['of another type', { size: '1' }, ['schema/wrong-type spec.size']],
    ['of another value', { size: 1, colour: 'green' }, ['schema/unknown-value spec.colour']],
    ['out of bounds', { size: 0 }, ['schema/out-of-bounds spec.size']],
    ['of another pattern', { size: 1, code: 'b' }, ['schema/rule spec', 'schema/wrong-text spec.code']],
    ['against a rule', { size: 10, colour: 'blue' }, ['schema/rule spec']],
  ])('is held to its schema: %s', (_, spec, ids) => {
    expect(told(gadget(spec))).toEqual({ ids, notChecked: [] });
  });

  test('is not held up by its patterns', () => {
    const start = performance.now();
    expect(told(gadget({ size: 1, code: `${'a'.repeat(50_000)}!` })).ids).toContain('schema/wrong-text spec.code');
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  test('is known where kinds must be', () => {
    expect(told(gadget({ size: 1 }), definition(), { strict: true }).ids).toEqual([]);
    expect(told(gadget({ size: 1 }, 'example.com/v2'), definition(), { strict: true }).ids).toEqual([
      'schema/unknown-kind kind',
    ]);
  });

  test('is held to it where the definition is of the inventory', () => {
    const sources = [{ name: 'a.yaml', text: gadget({}) }];
    const { manifests } = readSource({ name: 'crd.yaml', text: definition() });
    const inventory = manifests.map(({ manifest }) => manifest);
    const { findings, notChecked } = checkClusters([{ sources, facts: { inventory } }]);
    expect(findings).toMatchObject([{ id: 'schema/missing-field', field: 'spec.size' }]);
    expect(notChecked).toEqual([]);
  });
});

describe('of an object nothing is said, and its kind is counted, where the definition', () => {
  test.each<[string, Definition]>([
    ['is of a version that is gone', { apiVersion: 'apiextensions.k8s.io/v1beta1' }],
    ['does not serve the version', { version: { served: false } }],
    ['is of another version', { version: { name: 'v2' } }],
    ['has no schema', { version: { schema: undefined } }],
    ['has a schema that is none', { schema: { type: 'object', properties: { spec: 7 } } }],
    ['has a schema without types', { schema: { properties: { spec: {} } } }],
    ['has no scope', { spec: { scope: 'Everywhere' } }],
    ['keeps what it does not know', { spec: { preserveUnknownFields: true } }],
    ['is of another group', { spec: { group: 'example.org' } }],
  ])('%s', (_, kind) => {
    const { ids, notChecked } = told(gadget({ sise: 1 }), definition(kind));
    expect(ids).toEqual([]);
    expect(notChecked).toContain('Gadget (example.com/v1)');
  });
});

describe('where a definition stands', () => {
  const checked = (name: string) =>
    checkSources([
      { name: 'a.yaml', text: gadget({}) },
      { name, text: definition() },
    ]).findings;

  test('is told with what it refuses, since a newer one may stand elsewhere', () => {
    expect(checked('crds/gadgets.yaml')).toMatchObject([
      {
        id: 'schema/missing-field',
        consequence: 'The API server refuses the object. The kind is defined in crds/gadgets.yaml.',
      },
    ]);
  });

  test.each(['pkg/testdata/gadgets.yaml', 'config/crd/external/gadgets.yaml', 'testdata\\gadgets.yaml'])(
    'may be where projects keep those of others for their tests, which say nothing: %s',
    (name) => {
      expect(checked(name)).toEqual([]);
    },
  );
});

describe('several definitions of a kind', () => {
  test('are as good as one where they say the same', () => {
    expect(told(gadget({}), `${definition()}---\n${definition()}`).ids).toEqual(['schema/missing-field spec.size']);
  });

  test('say nothing where they differ', () => {
    const other = definition({ schema: { type: 'object' } });
    expect(told(gadget({}), `${definition()}---\n${other}`)).toEqual({
      ids: [],
      notChecked: ['Gadget (example.com/v1)'],
    });
  });
});

test("a kind of OpenShift's own is not what a stand-in for it says", () => {
  const template = dump({
    apiVersion: 'template.openshift.io/v1',
    kind: 'Template',
    metadata: { name: 'a' },
    objects: [{ kind: 'A' }],
  });
  const schema = { type: 'object', properties: { objects: { type: 'array', items: { type: 'object' } } } };
  const names = { kind: 'Template', plural: 'templates' };
  const kind = definition({ schema, spec: { group: 'template.openshift.io', names } });
  expect(checkSources([{ name: 'a.yaml', text: `${template}---\n${kind}` }]).findings).not.toContainEqual(
    expect.objectContaining({ id: 'schema/unknown-field' }),
  );
});

test('kinds that are known are judged by what is known of them', () => {
  const service = dump({
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'a' },
    spec: {},
  });
  const names = { kind: 'InferenceService', plural: 'inferenceservices' };
  const kind = definition({
    schema: { type: 'object' },
    version: { name: 'v1beta1' },
    spec: { group: 'serving.kserve.io', names },
  });
  const { findings } = checkSources([{ name: 'a.yaml', text: `${service}---\n${kind}` }]);
  expect(findings.map(({ id }) => id)).toContain('schema/missing-field');
});

test('fields of metadata are no business of a definition', () => {
  const schema = {
    type: 'object',
    properties: { metadata: { type: 'object', properties: { name: { type: 'string' } } } },
  };
  expect(
    told(
      dump({ apiVersion: 'example.com/v1', kind: 'Gadget', metadata: { name: 'a', labels: {} } }),
      definition({ schema }),
    ).ids,
  ).toEqual([]);
});

test('no definition makes a check fail', () => {
  const words = fc.constantFrom(
    'type',
    'properties',
    'items',
    'object',
    'array',
    'integer',
    '__proto__',
    'constructor',
    '$ref',
    'required',
    'enum',
    'default',
    'nullable',
    'additionalProperties',
    'x-kubernetes-validations',
    'x-kubernetes-list-type',
    'x-kubernetes-list-map-keys',
    'map',
    'rule',
    'spec',
    'size',
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      words,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(words, tie('tree'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(tree, tree, fc.dictionary(words, tree), (schema, spec, more) => {
      const text = [
        gadget(spec),
        definition({ schema }),
        definition({ schema: { type: 'object', properties: { spec: schema } }, spec: more }),
      ].join('---\n');
      expect(() => checkSources([{ name: 'a.yaml', text }])).not.toThrow();
    }),
    { numRuns: runs(300) },
  );
});
