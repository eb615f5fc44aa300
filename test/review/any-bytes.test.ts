import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { coloured, plain } from '../../reports/colours';
import { humanReview } from '../../review/report/human';
import { jsonReview } from '../../review/report/json';
import { markdownReview } from '../../review/report/markdown';
import { reviewTrees } from '../../sources/trees/review-trees';
import type { Tree, TreeFile } from '../../sources/trees/tree';
import { MUTATION, mutated } from '../mutated-bytes';
import { DIST, fleetFiles } from '../reference-fleet';
import { runs } from '../runs';

const PATHS = fleetFiles();

function treeOf(files: ReadonlyMap<string, Buffer>): Tree {
  const entries = [...files].map(([path, content]): readonly [string, TreeFile] => {
    return [path, { path, read: () => content }];
  });
  return { name: 'tree', prefix: '', files: new Map(entries), prepare: () => undefined };
}

test('trees with any faults are reviewed, and told of in every form', () => {
  const changes = fc.array(
    fc.record({
      file: fc.nat(PATHS.length - 1),
      mutations: fc.array(MUTATION, { maxLength: 4 }),
      isGone: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(changes, fc.boolean(), (changed, isReversed) => {
      const whole = new Map(changed.map(({ file }) => contentOf(file)));
      const faulty = new Map(
        changed
          .filter(({ isGone }) => !isGone)
          .map(({ file, mutations }) => {
            const [path, content] = contentOf(file);
            return [path, mutated(content, mutations)] as const;
          }),
      );
      const [before, after] = (isReversed ? [faulty, whole] : [whole, faulty]).map(treeOf);
      if (before === undefined || after === undefined) return;
      const { review } = reviewTrees({ before, after, folder: '.', clusters: [] });
      const told = [humanReview(review, plain), markdownReview(review)].join('\n');
      expect(Array.from(told).filter((character) => character < ' ' && character !== '\n')).toEqual([]);
      expect(humanReview(review, coloured).length).toBeGreaterThanOrEqual(humanReview(review, plain).length);
      expect(() => JSON.parse(jsonReview(review)) as unknown).not.toThrow();
    }),
    { numRuns: runs(300) },
  );
});

function contentOf(file: number): readonly [string, Buffer] {
  const path = PATHS[file] ?? '';
  return [path, readFileSync(join(DIST, path))];
}
