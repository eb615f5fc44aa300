import { crd, object, schemas, version } from './crd';

describe('The schemas keep', () => {
  const kept: readonly (readonly [string, object])[] = [
    ['an int-or-string', { 'x-kubernetes-int-or-string': true }],
    ['the pattern of a quantity', { pattern: '^[0-9]+([KMGTPE]i)?$', 'x-kubernetes-int-or-string': true }],
    ['an enum', { type: 'string', enum: ['Always', 'Never'] }],
    ['nullable', { type: 'string', nullable: true }],
    ['a default', { type: 'string', default: 'TCP' }],
    ['a default that is a structure', { type: 'object', default: { a: [1, null] }, additionalProperties: true }],
    ['bounds', { type: 'integer', format: 'int32', minimum: 1, maximum: 9, exclusiveMaximum: true }],
    ['lengths and patterns', { type: 'string', pattern: '^a+$', minLength: 1, maxLength: 9 }],
    ['a set', { type: 'array', minItems: 1, items: { type: 'string' }, 'x-kubernetes-list-type': 'set' }],
    ['a map of one type', { type: 'object', additionalProperties: { type: 'string' } }],
    ['unknown fields', { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }],
    [
      'an embedded resource',
      { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, 'x-kubernetes-embedded-resource': true },
    ],
    ['alternatives', { type: 'object', oneOf: [{ required: ['a'] }, { required: ['b'] }], additionalProperties: true }],
  ];
  it.each(kept)('%s', (_, field) => {
    expect(schemas(crd(object({ field }))).definitions.ThingSpec?.properties?.field).toEqual(field);
  });

  it('the keys of a map list, beside the items', () => {
    const list = {
      type: 'array',
      items: object({ name: { type: 'string' } }, { required: ['name'] }),
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
    };
    const { definitions } = schemas(crd(object({ parts: list })));
    expect(definitions.ThingSpec?.properties?.parts).toEqual({ ...list, items: { $ref: 'Part' } });
    expect(definitions.Part).toEqual({
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' } },
    });
  });

  it('CEL rules', () => {
    const message = { message: 'a must be positive', messageExpression: '"a must be positive"' };
    const rule = {
      rule: 'self.a > 0',
      ...message,
      reason: 'FieldValueInvalid',
      fieldPath: '.a',
      optionalOldSelf: true,
    };
    const spec = object({ a: { type: 'integer' } }, { 'x-kubernetes-validations': [rule] });
    expect(schemas(crd(spec)).definitions.ThingSpec?.['x-kubernetes-validations']).toEqual([rule]);
  });

  it('scope, plural, versions and subresources', () => {
    const scale = { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' };
    const versions = [version('v1', object({}), { subresources: { status: {}, scale } })];
    const { kinds } = schemas(crd({}, { scope: 'Cluster', versions }));
    expect(kinds.Thing).toMatchObject({ scope: 'Cluster', plural: 'things' });
    expect(kinds.Thing?.versions.v1).toMatchObject({ storage: true, subresources: { status: {}, scale } });
  });

  it('fields of metadata which the kind restricts', () => {
    const metadata = object({ name: { type: 'string', maxLength: 40 } });
    const schema = { openAPIV3Schema: object({ metadata }) };
    const { kinds, definitions } = schemas(crd({}, { versions: [version('v1', {}, { schema })] }));
    expect(kinds.Thing?.versions.v1?.schema.properties?.metadata).toEqual({ $ref: 'ThingMetadata' });
    expect(definitions.ThingMetadata?.properties?.name).toEqual({ type: 'string', maxLength: 40 });
  });
});

describe('The schemas drop', () => {
  it('descriptions, titles, examples and status', () => {
    const spec = object({ a: { type: 'string', description: 'prose', title: 'prose', example: 'prose' } });
    const status = object({ b: { type: 'string' } });
    const schema = { openAPIV3Schema: object({ spec, status }, { description: 'prose' }) };
    const result = schemas(crd({}, { versions: [version('v1', {}, { schema })] }));
    expect(JSON.stringify(result)).not.toContain('prose');
    expect(result.kinds.Thing?.versions.v1?.schema.properties).toEqual({ spec: { $ref: 'ThingSpec' } });
  });

  it('the anyOf that upstream repeats beside int-or-string', () => {
    const anyOf = [{ type: 'integer' }, { type: 'string' }];
    const intOrString = { 'x-kubernetes-int-or-string': true };
    const spec = object({
      a: { anyOf, ...intOrString },
      b: { allOf: [{ anyOf }, { pattern: '^a' }], ...intOrString },
    });
    expect(schemas(crd(spec)).definitions.ThingSpec?.properties).toEqual({
      a: intOrString,
      b: { allOf: [{ pattern: '^a' }], ...intOrString },
    });
  });

  it('versions that are not served', () => {
    const versions = [version('v1', object({})), version('v1alpha1', object({}), { served: false, storage: false })];
    expect(Object.keys(schemas(crd({}, { versions })).kinds.Thing?.versions ?? {})).toEqual(['v1']);
  });
});
