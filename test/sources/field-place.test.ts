import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { fieldPath } from '../../kubernetes/field-path';
import { FieldPlaces } from '../../sources/field-place';
import { readSource } from '../../sources/read-source';
import type { SourceManifest } from '../../sources/source';
import { DIST, fleetFiles } from '../reference-fleet';

function manifestsOf(text: string): readonly SourceManifest[] {
  return readSource({ name: 'a.yaml', text }).manifests;
}

/** Where a field of the first object of a text stands, as `line:column`. */
function place(text: string, field: string): string {
  const [manifest] = manifestsOf(text);
  if (manifest === undefined) throw new Error('the text holds no manifest');
  const { line, column } = new FieldPlaces().placeOf(manifest, field);
  return `${line}:${column}`;
}

const HEAD = 'apiVersion: example.com/v1\nkind: Foo\n';

test.each([
  ['a field', 'spec:\n  one: 1', 'spec.one', '4:3'],
  ['an item', 'spec:\n- a\n- b', 'spec[1]', '5:3'],
  ['a field of an item', 'spec:\n  - a: 1\n    b: 2', 'spec[0].b', '5:5'],
  ['a key with dots and slashes', 'spec:\n  "a/b.c": 1', 'spec["a/b.c"]', '4:3'],
  ['a key that is a number', 'spec:\n  8080: 1', 'spec["8080"]', '4:3'],
  ['a field between braces', 'spec: { a: [1, { b: 2 }] }', 'spec.a[1].b', '3:18'],
  ['a field after a text of several lines', 'spec:\n  a: |\n    one\n    two\n  b: 1', 'spec.b', '7:3'],
  ['a field after an empty one', 'spec:\n  a:\n  b: 1', 'spec.b', '5:3'],
  ['a field under an anchor', 'spec: &s\n  a: 1', 'spec.a', '4:3'],
  ['a field after a question mark', 'spec:\n  ? a\n  : 1\n  ? b\n  : 2', 'spec.b', '6:5'],
  ['a key that begins with a colon', 'spec:\n  a: 1\n  :b: 2', 'spec[":b"]', '5:3'],
  ['an item that is a list', 'spec:\n- - a\n  - b', 'spec[0][1]', '5:5'],
  ['a word between braces', 'spec: { a, b: 1 }', 'spec.b', '3:12'],
  ['what an alias brings: the alias', 'one: &o { a: 1 }\nspec:\n  two: *o', 'spec.two.a', '5:3'],
  ['a field that is not there: what would hold it', 'spec:\n  one: 1', 'spec.one.two', '4:3'],
  ['an item that is not there: the list', 'spec: [1]', 'spec[1]', '3:1'],
  ['a field inside of a text: the text', 'spec: "a: 1"', 'spec a.b', '3:1'],
  ['no field: the first line', '', '', '1:1'],
])('%s has a place', (_name, text, field, expected) => {
  expect(place(HEAD + text, field)).toBe(expected);
});

test('a field of JSON has a place', () => {
  expect(place('\n{\n\t"apiVersion": "v1", "kind": "A",\n\t"spec": { "a":1 }\n}', 'spec.a')).toBe('4:12');
});

test('a field of an object of a list, in a later document, between line ends of Windows', () => {
  const list = `${HEAD}---\napiVersion: v1\nkind: List\nitems:\n- ${HEAD.trimEnd().replace('\n', '\n  ')}\n  spec: { a: 1 }\n`;
  const manifest = manifestsOf(list.replaceAll('\n', '\r\n')).at(-1);
  if (manifest === undefined) throw new Error('the list holds no manifest');
  expect(new FieldPlaces().placeOf(manifest, 'spec.a')).toEqual({
    file: 'a.yaml',
    line: 9,
    column: 11,
    excerpt: '  spec: { a: 1 }',
  });
});

test('every field of the reference fleet stands where another reader finds it', () => {
  const places = new FieldPlaces();
  for (const file of fleetFiles()) {
    const text = readFileSync(join(DIST, file), 'utf8');
    for (const manifest of manifestsOf(text)) {
      const lines = new LineCounter();
      const { contents } = parseDocument(manifest.document.text, { lineCounter: lines });
      const expected = new Map<string, string>();
      visit(contents, [], (path, offset) => {
        const { line, col } = lines.linePos(offset);
        expected.set(fieldPath(path), `${manifest.document.line + line - 1}:${col}`);
      });
      const found = [...expected.keys()].map((field) => {
        const { line, column } = places.placeOf(manifest, field);
        return [field, `${line}:${column}`];
      });
      expect(found).toEqual([...expected]);
    }
  }
});

/** Visits the keys of all maps and the items of all lists. */
function visit(
  node: unknown,
  path: readonly (string | number)[],
  see: (path: readonly (string | number)[], offset: number) => void,
) {
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      if (isNode(item)) see([...path, index], item.range?.[0] ?? 0);
      visit(item, [...path, index], see);
    }
  }
  if (!isMap(node)) return;
  for (const { key, value } of node.items) {
    if (!isScalar(key)) continue;
    see([...path, String(key.value)], key.range?.[0] ?? 0);
    visit(value, [...path, String(key.value)], see);
  }
}
