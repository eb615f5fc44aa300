import { crd, object, render, renderFile, version } from './crd';

const text = { type: 'string' };
const file = 'example.org.ts';

describe('The type of', () => {
  const types: readonly (readonly [string, object, string])[] = [
    ['an int-or-string', { 'x-kubernetes-int-or-string': true }, 'number | string'],
    ['a quantity', { pattern: '([KMGTPE]i)', 'x-kubernetes-int-or-string': true }, 'Quantity'],
    ['an enum', { type: 'string', enum: ['b', "a'"] }, String.raw`'a\'' | 'b'`],
    ['a nullable value', { type: 'integer', nullable: true }, 'number | null'],
    ['a list', { type: 'array', items: text }, 'readonly string[]'],
    ['a list of unions', { type: 'array', items: { type: 'string', enum: ['a', 'b'] } }, "readonly ('a' | 'b')[]"],
    ['a list of lists', { type: 'array', items: { type: 'array', items: text } }, 'readonly (readonly string[])[]'],
    ['a map', { type: 'object', additionalProperties: text }, 'Readonly<Record<string, string>>'],
    [
      'an open object',
      { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      'Readonly<Record<string, unknown>>',
    ],
    ['an object of which every field is pruned', { type: 'object' }, 'Readonly<Record<string, never>>'],
    ['anything', { 'x-kubernetes-preserve-unknown-fields': true }, 'unknown'],
  ];
  it.each(types)('%s says what may be written', (_, field, type) => {
    expect(renderFile(file, crd(object({ field })))).toContain(`  readonly field?: ${type};\n`);
  });

  it('a structure with unknown fields has an index signature', () => {
    const spec = object({ a: text }, { 'x-kubernetes-preserve-unknown-fields': true });
    expect(renderFile(file, crd(spec))).toContain('  readonly a?: string;\n  readonly [field: string]: unknown;\n}');
  });

  it('a required field with a default is optional', () => {
    const spec = object({ a: text, b: { ...text, default: 'x' } }, { required: ['a', 'b'] });
    expect(renderFile(file, crd(spec))).toContain('  readonly a: string;\n  readonly b?: string;\n');
  });

  it('a field keeps the case that it has in the API', () => {
    const spec = object({ hostIPC: text, URLs: text, 'x-odd': text });
    expect(renderFile(file, crd(spec))).toMatch(/readonly URLs\?.*readonly hostIPC\?.*readonly 'x-odd'\?/s);
  });
});

describe('A structure', () => {
  const container = object({ image: text, name: text, volumeMounts: { type: 'array', items: text } });
  const list = { type: 'array', items: container };

  it('occurs once, however often it is used', () => {
    const spec = object({ a: object({ containers: list }), b: object({ initContainers: list, name: text }) });
    const found = renderFile(file, crd(spec)).match(/interface Container\b/g);
    expect(found).toHaveLength(1);
  });

  it('occurs once if only what types cannot say is different', () => {
    const strict = { ...list, items: { ...container, 'x-kubernetes-map-type': 'atomic' } };
    const spec = object({ containers: list, initContainers: strict });
    expect(renderFile(file, crd(spec)).match(/interface \w*Container\b/g)).toHaveLength(1);
    expect(renderFile('schemas/example.org.json', crd(spec)).match(/^"\w*Container":/gm)).toHaveLength(2);
  });

  it('is shared by the groups that use it', () => {
    const spec = object({ containers: list });
    const files = render(crd(spec), crd(object({ initContainers: list }), { group: 'other.org' }));
    expect(files.get('shared.ts')).toContain('interface Container ');
    expect(files.get(file)).toContain("import type {\n  Container,\n} from './shared';");
    expect(files.get('other.org.ts')).not.toContain('interface Container ');
  });

  it('has the name of its owner before its own where two have one name', () => {
    const spec = object({ left: object({ part: object({ a: text }) }), right: object({ part: object({ b: text }) }) });
    expect(renderFile(file, crd(spec)).match(/interface \w*Part\b/g)).toEqual([
      'interface Part',
      'interface RightPart',
    ]);
  });

  it('never takes the name of a class', () => {
    const rendered = renderFile(file, crd(object({ thing: object({ a: text }) })));
    expect(rendered).toContain('readonly thing?: ThingThing;');
  });
});

describe('A kind', () => {
  it('with several versions has the plain name in the stored one', () => {
    const versions = [
      version('v1alpha1', object({ a: text }), { storage: false }),
      version('v1beta1', object({ b: text })),
    ];
    const rendered = renderFile(file, crd({}, { versions }));
    expect(rendered).toContain("GVK: GroupVersionKind = { apiVersion: 'example.org/v1beta1', kind: 'Thing' }");
    expect(rendered.match(/class \w+/g)).toEqual(['class Thing', 'class ThingV1Alpha1']);
  });

  it('of one name may be in two groups', () => {
    const files = render(crd(object({ a: text })), crd(object({ b: text }), { group: 'other.org' }));
    expect(files.get(file)).toContain('class Thing ');
    expect(files.get('other.org.ts')).toContain('class Thing ');
  });

  it('is written as a small, plain file', () => {
    const port = object({ name: text, port: { type: 'integer' } }, { required: ['port'] });
    const spec = object({ ports: { type: 'array', items: port }, mode: { type: 'string', enum: ['On', 'Off'] } });
    const files = render(crd(spec));
    expect(files.get(file)).toMatchSnapshot();
    expect(files.get('schemas/example.org.json')).toMatchSnapshot();
    expect(files.get('kinds.ts')).toMatchSnapshot();
    expect([...files.keys()]).toEqual(['schemas/example.org.json', 'shared.ts', file, 'kinds.ts']);
  });
});
