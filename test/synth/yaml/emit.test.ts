import * as fc from 'fast-check';
import { emitYaml } from '../../../synth/yaml/emit';
import type { PlainMap } from '../../../synth/yaml/faults';
import { nastyJson } from './nasty-strings';
import { CODE_POINT } from '../../code-point';

function yaml(manifest: PlainMap): string {
  const result = emitYaml(manifest);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.yaml;
}

function faults(manifest: PlainMap): unknown {
  const result = emitYaml(manifest);
  return result.ok ? [] : result.faults;
}

describe('the block style', () => {
  test('sets maps and lists in by two blanks, lists below their key', () => {
    const container = { name: 'main', args: ['-c', 'exec vllm\n'], env: [], resources: {} };
    expect(yaml({ kind: 'Pod', apiVersion: 'v1', metadata: { name: 'p' }, spec: { containers: [container] } })).toBe(
      `apiVersion: v1
kind: Pod
metadata:
  name: p
spec:
  containers:
    - name: main
      args:
        - -c
        - |
          exec vllm
      env: []
      resources: {}
`,
    );
  });

  test('nests lists in lists and starts the maps of a list behind the dash', () => {
    expect(yaml({ a: [[1, [2, []]], [{ b: { c: null } }], {}, [{}]] })).toBe(
      'a:\n  - - 1\n    - - 2\n      - []\n  - - b:\n        c: null\n  - {}\n  - - {}\n',
    );
  });

  test('writes an empty manifest', () => {
    expect(yaml({})).toBe('{}\n');
  });

  test('quotes keys that some reader takes for something else', () => {
    expect(yaml({ on: 1, '1': 2, y: 3, '': 4, 'a\nb': 5 })).toBe('"": 4\n"1": 2\n"a\\nb": 5\n"on": 1\n"y": 3\n');
  });

  test('writes a shared value twice, without an anchor', () => {
    const shared = { a: ['b'] };
    expect(yaml({ x: shared, y2: shared })).toBe('x:\n  a:\n    - b\ny2:\n  a:\n    - b\n');
  });
});

describe('the order of keys', () => {
  test('puts apiVersion, kind and metadata before the rest of a manifest only', () => {
    const inner = { spec: 1, kind: 2, apiVersion: 3, name: 4, Z: 5 };
    expect(yaml({ ...inner, metadata: inner })).toBe(
      'apiVersion: 3\nkind: 2\nmetadata:\n  name: 4\n  Z: 5\n  apiVersion: 3\n  kind: 2\n  spec: 1\nZ: 5\nname: 4\nspec: 1\n',
    );
  });

  test('is by code unit, where ten comes before two', () => {
    expect(yaml({ a: { k2: 1, k10: 1, é: 1, z: 1, 10: 1, 9: 1 } })).toBe(
      'a:\n  "10": 1\n  "9": 1\n  k10: 1\n  k2: 1\n  z: 1\n  "é": 1\n',
    );
  });

  test('does not depend on the order in which keys were set', () => {
    fc.assert(fc.property(nastyJson.map, (map) => yaml(map) === yaml(reversed(map))));
  });

  test('leaves the manifest as it was', () => {
    const manifest = Object.freeze({ b: Object.freeze([1]), a: 2 });
    yaml(manifest);
    expect(Object.keys(manifest)).toEqual(['b', 'a']);
  });
});

describe('a manifest that cannot be written', () => {
  test('names every unreadable character with its field', () => {
    const spec = { containers: [{ args: ['ok', 'a\u0085b\u0007c\u0085'] }] };
    expect(faults({ spec, data: { 'a.b': '\uFEFF', 'k\u2028': '\uD800' } })).toEqual([
      { kind: 'unreadable-character', path: 'spec.containers[0].args[1]', part: 'value', codePoint: 'U+0085' },
      { kind: 'unreadable-character', path: 'spec.containers[0].args[1]', part: 'value', codePoint: 'U+0007' },
      { kind: 'unreadable-character', path: 'data["a.b"]', part: 'value', codePoint: 'U+FEFF' },
      { kind: 'unreadable-character', path: 'data["k\\u2028"]', part: 'key', codePoint: 'U+2028' },
      { kind: 'unreadable-character', path: 'data["k\\u2028"]', part: 'value', codePoint: 'U+D800' },
    ]);
  });

  test.each([
    [undefined, 'undefined'],
    [() => 1, 'function'],
    [Symbol('s'), 'symbol'],
    [1n, 'bigint'],
    [NaN, 'NaN'],
    [-Infinity, '-Infinity'],
    [new Date(0), 'Date'],
    [new Map(), 'Map'],
    [new RangeError(), 'RangeError'],
  ])('refuses %p wherever it stands', (value, found) => {
    expect(faults({ a: { b: value }, c: [0, value] })).toEqual([
      { kind: 'not-json', path: 'a.b', found },
      { kind: 'not-json', path: 'c[1]', found },
    ]);
  });

  test('refuses a hole in a list', () => {
    expect(faults({ a: new Array(1) })).toEqual([{ kind: 'not-json', path: 'a[0]', found: 'undefined' }]);
  });

  test('names both ends of a cycle', () => {
    const child: Record<string, unknown> = {};
    const manifest = { a: { b: [child] }, self: {} };
    child.up = manifest.a;
    manifest.self = manifest;
    expect(faults(manifest)).toEqual([
      { kind: 'cycle', path: 'a.b[0].up', ancestor: 'a' },
      { kind: 'cycle', path: 'self', ancestor: '' },
    ]);
  });

  test('refuses the key that kustomize drops', () => {
    expect(faults({ a: [{ '<<': '<<' }] })).toEqual([{ kind: 'merge-key', path: 'a[0]["<<"]' }]);
  });

  test('refuses more levels than every reader follows', () => {
    const nested = (levels: number): PlainMap => (levels === 1 ? {} : { a: nested(levels - 1) });
    expect(faults(nested(100))).toEqual([]);
    expect(faults(nested(101))).toEqual([{ kind: 'too-deep', path: 'a' + '.a'.repeat(99), mostLevels: 100 }]);
  });

  test('refuses a key that readers would not see the end of', () => {
    expect(faults({ ['k'.repeat(1024)]: 1 })).toEqual([]);
    expect(faults({ ['k'.repeat(1025)]: 1 })).toEqual([
      { kind: 'key-too-long', path: 'k'.repeat(1025), longest: 1024 },
    ]);
  });

  test('is found for anything whatever, without an exception', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: CODE_POINT }), fc.anything()), (value) => {
        const result = emitYaml(value);
        return result.ok || result.faults.length > 0;
      }),
    );
  });
});

function reversed(value: unknown): PlainMap {
  return Object.fromEntries(
    Object.entries(value ?? {})
      .reverse()
      .map(([key, field]) => [key, reversedValue(field)]),
  );
}

function reversedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedValue);
  return typeof value === 'object' && value !== null ? reversed(value) : value;
}
