import fc from 'fast-check';
import { nearestName } from '../../catalog/nearest-name';

test.each([
  ['--max-modle-len', ['--max-num-seqs', '--max-model-len'], '--max-model-len'],
  ['--tensor-parallel', ['--pipeline-parallel-size', '--tensor-parallel-size'], '--tensor-parallel-size'],
  ['vlm', ['vllm', 'sglang'], 'vllm'],
  ['ab', ['abc', 'abd'], undefined],
  ['abc', ['abd', 'abe'], 'abd'],
  ['', ['a'], undefined],
  [7, ['7'], undefined],
])('the nearest to %j among %j is %j', (name, candidates, nearest) => {
  expect(nearestName(name, candidates)).toBe(nearest);
});

/** Letters to insert, delete or replace, spelled out. */
function distance(from: string, to: string): number {
  if (from === '' || to === '') return from.length + to.length;
  if (from.charCodeAt(0) === to.charCodeAt(0)) return distance(from.slice(1), to.slice(1));
  return 1 + Math.min(distance(from.slice(1), to), distance(from, to.slice(1)), distance(from.slice(1), to.slice(1)));
}

test('no other candidate is nearer, and none is near where a third of the name would change', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
  fc.assert(
    fc.property(word, fc.array(word, { maxLength: 4 }), (name, candidates) => {
      const most = Math.floor(name.length / 3);
      const distances = candidates.map((candidate) => distance(name, candidate));
      const least = Math.min(...distances);
      const expected = least <= most ? candidates[distances.indexOf(least)] : undefined;
      expect(nearestName(name, candidates)).toBe(expected);
    }),
  );
});
