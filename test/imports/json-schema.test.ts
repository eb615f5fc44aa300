import { Ajv, type ValidateFunction } from 'ajv';

import { IMPORTED_KINDS } from '../../imports/kinds';
import { jsonSchemaOf, toJsonSchema } from '../../imports/schema/json-schema';
import { schemaOf } from '../../imports/schema/load-schema';
import { crd, object, schemas } from './crd';

const ajv = new Ajv({
  allErrors: true,
  allowUnionTypes: true,
  strictTypes: false,
  validateFormats: false,
  // Making the code of a schema short, and repeating in it what is referred to, takes longer than running it.
  inlineRefs: 10,
  code: { optimize: false },
});

function compile(schema: object): ValidateFunction {
  return ajv.compile(schema);
}

function validatorOf(spec: object): (value: unknown) => boolean {
  const { kinds, definitions } = schemas(crd(spec));
  const root = kinds.Thing?.versions.v1?.schema ?? {};
  const validate = compile(jsonSchemaOf({ apiVersion: 'example.org/v1', kind: 'Thing', root, definitions }));
  return (value) => validate({ apiVersion: 'example.org/v1', kind: 'Thing', metadata: { name: 'a' }, spec: value });
}

const versions = IMPORTED_KINDS.flatMap(({ group, kind, versions }) =>
  versions.map((version) => [`${group}/${version}`, kind] as const),
);

it.each(versions)('%s %s is a JSON Schema that ajv accepts in strict mode', (apiVersion, kind) => {
  const validate = compile(toJsonSchema(apiVersion, kind) ?? {});
  expect(validate({ apiVersion, kind, metadata: { name: 'a', labels: {} }, unheardOf: 1 })).toBe(false);
});

it('A kind that was not imported has no schema', () => {
  expect(schemaOf('v1', 'Gizmo')).toBeUndefined();
  expect(schemaOf('example.com/v1', 'Service')).toBeUndefined();
  expect(schemaOf('serving.kserve.io/v1beta1', 'constructor')).toBeUndefined();
  expect(schemaOf('../schemas/serving.kserve.io/v1beta1', 'InferenceService')).toBeUndefined();
  expect(toJsonSchema('serving.kserve.io/v9', 'InferenceService')).toBeUndefined();
});

it('A reference resolves to its definition with what stands beside it', () => {
  const found = schemaOf('serving.kserve.io/v1beta1', 'InferenceService');
  const spec = found?.root.properties?.spec ?? {};
  expect(spec.$ref).toBe('InferenceServiceSpec');
  expect(found?.resolve({ ...spec, nullable: true })).toMatchObject({ type: 'object', nullable: true });
});

describe('A schema', () => {
  it('refuses a field that it does not know', () => {
    const validate = validatorOf(object({ a: { type: 'string' } }));
    expect(validate({ a: 'x' })).toBe(true);
    expect(validate({ A: 'x' })).toBe(false);
  });

  it('lets unknown fields pass where they are preserved', () => {
    const validate = validatorOf(object({ a: { type: 'string' } }, { 'x-kubernetes-preserve-unknown-fields': true }));
    expect(validate({ a: 'x', b: 1 })).toBe(true);
    expect(validate({ a: 1 })).toBe(false);
  });

  it('takes an integer or a string where both may be, and applies the pattern to the string only', () => {
    const validate = validatorOf(object({ a: { 'x-kubernetes-int-or-string': true, pattern: '^[0-9]+%$' } }));
    expect([1, '10%', 'ten', 1.5, true].map((a) => validate({ a }))).toEqual([true, true, false, false, false]);
  });

  it('takes null where a value is nullable, be it an enum or a structure', () => {
    const structure = object({ c: { type: 'string' } }, { nullable: true });
    const validate = validatorOf(object({ a: { type: 'string', enum: ['x'], nullable: true }, b: structure }));
    expect(validate({ a: null, b: null })).toBe(true);
    expect(validate({ a: 'y' })).toBe(false);
  });

  it('asks for no field which the API server fills in', () => {
    const fields = { a: { type: 'string', default: 'x' }, b: { type: 'string' } };
    const validate = validatorOf(object(fields, { required: ['a', 'b'] }));
    expect(validate({ b: 'y' })).toBe(true);
    expect(validate({ a: 'x' })).toBe(false);
  });

  it('refuses what does not fit into 32 bits', () => {
    const validate = validatorOf(object({ a: { type: 'integer', format: 'int32', minimum: 0 } }));
    expect([0, 2 ** 31 - 1, 2 ** 31, -1].map((a) => validate({ a }))).toEqual([true, true, false, false]);
  });

  it('refuses the same item twice in a set', () => {
    const set = { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' };
    const validate = validatorOf(object({ a: set }));
    expect(validate({ a: ['x', 'y'] })).toBe(true);
    expect(validate({ a: ['x', 'x'] })).toBe(false);
  });

  it('narrows by alternatives without being strict about their fields', () => {
    const alternatives = [{ required: ['a'] }, { required: ['b'] }];
    const fields = { a: { type: 'string' }, b: { type: 'string' }, c: { type: 'string' } };
    const validate = validatorOf(object(fields, { oneOf: alternatives }));
    expect([{ a: 'x', c: 'x' }, { c: 'x' }, { a: 'x', b: 'x' }].map(validate)).toEqual([true, false, false]);
  });

  it('leaves out a pattern that only Go can read', () => {
    const validate = validatorOf(object({ a: { type: 'string', pattern: '(?i)^a$' } }));
    expect(validate({ a: 'A' })).toBe(true);
  });
});
