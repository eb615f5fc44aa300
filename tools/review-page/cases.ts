import { markdownReview } from '../../review/report/markdown';
import type { Review } from '../../review/review';
import { reviewTrees } from '../../sources/trees/review-trees';
import type { Tree, TreeFile } from '../../sources/trees/tree';
import { dump, load } from 'js-yaml';
import { filesOfFleet, TODAY } from './fleet';

/** Files of a tree by their paths. */
type Files = ReadonlyMap<string, string>;

/** Changes of the fleet, by the words with which the page marks what is said of them. */
const CASES: Readonly<Record<string, (today: Files) => Files>> = {
  'longer context': () => filesOfFleet({ ...TODAY, contextLength: 32_768 }),
  'newer runtime': () => filesOfFleet({ ...TODAY, image: 'vllm/vllm-openai:v0.12.0' }),
  'renamed application': () => filesOfFleet({ ...TODAY, application: 'models' }),
  'other order': (today) =>
    new Map([...today].map(([path, text]) => [path, path.endsWith('.yaml') ? reversed(text) : text])),
};

/** The comment of a pull request for each change, by its words. */
export function reportsOfCases(): ReadonlyMap<string, string> {
  return new Map([...reviewsOfCases()].map(([name, review]) => [name, markdownReview(review)]));
}

/** What there is to review of each change, by its words. */
export function reviewsOfCases(): ReadonlyMap<string, Review> {
  const today = filesOfFleet(TODAY);
  return new Map(
    Object.entries(CASES).map(([name, edit]) => {
      const [before, after] = [treeOf(today), treeOf(edit(today))];
      const { review } = reviewTrees({ before, after, folder: 'dist', clusters: [] });
      return [name, review];
    }),
  );
}

/** The same data with all keys the other way around. */
function reversed(text: string): string {
  return dump(load(text), { sortKeys: (one: string, other: string) => (one < other ? 1 : -1) });
}

function treeOf(files: Files): Tree {
  const entries = [...files].map(([path, text]): readonly [string, TreeFile] => {
    const content = Buffer.from(text);
    return [path, { path, read: () => content }];
  });
  return { name: 'main', prefix: 'dist/', files: new Map(entries), prepare: () => undefined };
}
