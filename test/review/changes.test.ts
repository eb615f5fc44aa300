import { changesOf } from '../../review/changes/changes-of';
import type { Change } from '../../review/changes/change';
import { isObject } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import * as fc from 'fast-check';
import { runs } from '../runs';

/** What a reviewer reads: what it is of, and both values. */
function told(before: JsonObject, after: JsonObject): readonly string[] {
  return changesOf(before, after).map(({ what, name, before: old = '–', after: young = '–' }: Change) =>
    [what, name, old, '→', young].join(' '),
  );
}

const pod = (container: JsonObject): JsonObject => ({ spec: { containers: [{ name: 'engine', ...container }] } });

test.each<readonly [string, JsonObject, JsonObject, readonly string[]]>([
  [
    'a flag with another value',
    { args: ['--max-model-len=4096'] },
    { args: ['--max-model-len', '8192'] },
    ['flag --max-model-len 4096 → 8192'],
  ],
  [
    'flags in another order',
    { args: ['--a=1', '--b=2'] },
    { args: ['--b=2', '--a=1'] },
    ['field spec.containers.engine.args --a=1 --b=2 → --b=2 --a=1'],
  ],
  [
    'one flag in two spellings',
    { args: ['--max_num_seqs=1'] },
    { args: ['--max-num-seqs=2'] },
    ['flag --max-num-seqs 1 → 2'],
  ],
  [
    'a switch',
    { args: ['--port=1'] },
    { args: ['--port=1', '--enable-prefix-caching'] },
    ['flag --enable-prefix-caching – → on'],
  ],
  ['a negative value', { args: ['--top-k', '-1'] }, { args: ['--top-k', '5'] }, ['flag --top-k -1 → 5']],
  ['the first flag', {}, { args: ['--seed=1'] }, ['flag --seed – → 1']],
  [
    'a model given by its position',
    { args: ['serve', 'a/b'] },
    { args: ['serve', 'a/c'] },
    ['flag arguments serve a/b → serve a/c'],
  ],
  ['a variable', { env: [{ name: 'A', value: '1' }] }, { env: [{ name: 'A', value: '2' }] }, ['variable A 1 → 2']],
  ['the first variable', {}, { env: [{ name: 'A', value: '1' }] }, ['variable A – → 1']],
  [
    'a variable that comes from a secret',
    { env: [{ name: 'HF_TOKEN', value: 'x' }] },
    { env: [{ name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } } }] },
    ['variable HF_TOKEN x → from secret hf/token'],
  ],
  [
    'variables in another order',
    {
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    },
    {
      env: [
        { name: 'B', value: '2' },
        { name: 'A', value: '1' },
      ],
    },
    ['field spec.containers.engine.env ["A","B"] → ["B","A"]'],
  ],
  ['an image', { image: 'a:1' }, { image: 'a:2' }, ['image spec.containers.engine.image a:1 → a:2']],
  [
    'lines of a script',
    { args: ['set -eu\nexport A=1\nexec serve'] },
    { args: ['set -eu\nexport A=2\nexport B=3\nexec serve'] },
    ['script spec.containers.engine.args export A=1 → export A=2\nexport B=3'],
  ],
  [
    'a mount among others',
    {
      volumeMounts: [
        { name: 'x', mountPath: '/a' },
        { name: 'x', mountPath: '/b' },
      ],
    },
    {
      volumeMounts: [
        { name: 'x', mountPath: '/a' },
        { name: 'y', mountPath: '/b' },
      ],
    },
    ['field spec.containers.engine.volumeMounts["/b"].name x → y'],
  ],
])('%s is told of', (_change, before, after, changes) => {
  expect(told(pod(before), pod(after))).toEqual(changes);
});

test('what a Secret holds is not told of, but that it differs', () => {
  const secret = (token: string): JsonObject => ({ kind: 'Secret', data: { token }, type: 'Opaque' });
  expect(told(secret('c2VjcmV0'), secret('b3RoZXI='))).toEqual([
    'field data.token (hidden) → (hidden, and another one)',
  ]);
});

test('a secret that somebody wrote where none belongs is not told of', () => {
  const token = (letter: string) => ({ env: [{ name: 'A', value: `hf_${letter}BcDeFgHiJkLmNoPqRsTuVwXyZaBcDeFgH` }] });
  expect(told(pod(token('A')), pod(token('B')))).toEqual(['variable A (hidden) → (hidden, and another one)']);
});

test('what the server writes is not told of', () => {
  expect(told({ spec: { a: 1 }, status: { ready: true } }, { spec: { a: 1 }, status: { ready: false } })).toEqual([]);
});

test('two values are told apart exactly where they differ', () => {
  const variable = fc.record({ name: fc.constantFrom('A', 'B'), value: fc.constantFrom('1', '2') });
  const members = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.array(variable, { maxLength: 3 }));
  const values = fc.dictionary(fc.constantFrom('a', 'args', 'env', 'name', 'image'), members).map(asJson);
  fc.assert(
    fc.property(values, values, (before, after) => {
      const isSame = JSON.stringify(sorted(before)) === JSON.stringify(sorted(after));
      expect(changesOf(before, after).length === 0).toBe(isSame);
    }),
    { numRuns: runs(2000) },
  );
});

/** Plain data, without a minus before zero. */
function asJson(value: unknown): JsonObject {
  const read: unknown = JSON.parse(JSON.stringify(value));
  return isObject(read) ? read : {};
}

/** A value with its keys in the order of their names. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
