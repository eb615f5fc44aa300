import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { humanReview } from '../../review/report/human';
import { markdownReview } from '../../review/report/markdown';
import { plain } from '../../reports/colours';
import { TemporaryFolder } from '../temporary-folder';
import { deployment } from './manifests';
import { reviewOf } from './two-trees';
import type { Files } from './two-trees';

const folder = new TemporaryFolder();

const index = (name: string) => JSON.stringify({ generator: 'cdk8s-inference 0.1.0', cluster: { name }, objects: [] });

/** The same objects in several clusters. */
function clusters(count: number, objects: (cluster: number) => Manifest | readonly Manifest[]): Files {
  const files = Array.from({ length: count }, (_, number): Files => {
    const name = `edge-${number}`;
    return { [`${name}/INDEX.json`]: index(name), [`${name}/a.yaml`]: objects(number) };
  });
  return files.reduce((all, some) => ({ ...all, ...some }), {});
}

const asking = (name: string, count: number, spec: JsonObject = {}) =>
  deployment(name, { spec, container: { resources: { limits: { 'nvidia.com/gpu': count } } } });

const claim: Manifest = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'weights', namespace: 'n' },
};

describe('a comment', () => {
  test('tells of clusters together in which the same changes, and of the worst first', () => {
    const before = clusters(9, (number) => (number === 4 ? [asking('a', 1), claim] : asking('a', 1)));
    const after = clusters(9, (number) => (number === 4 ? asking('a', 1) : asking('a', 2)));
    const review = reviewOf(folder, before, after);
    const headings = ['edge-4', '8 clusters: edge-0, edge-1, edge-2, edge-3, edge-5 and 3 more'];
    const markdown = markdownReview(review);
    expect(markdown.split('\n').filter((line) => line.startsWith('#### '))).toEqual(
      headings.map((one) => `#### ${one}`),
    );
    expect(markdown).toContain('| edge-0 and 7 more, each | `Deployment models/a` | `nvidia.com/gpu` | 1 | 2 |');
    expect(markdown).toContain('8 nvidia.com/gpu (8 → 16)');
    const terminal = humanReview(review, plain).split('\n');
    expect(headings.map((heading) => terminal.indexOf(heading) > 0)).toEqual([true, true]);
    expect(terminal).toContain('  +1 nvidia.com/gpu (1 → 2), each');
  });

  test('names files of no cluster where others have one', () => {
    const others = { 'loose.yaml': asking('loose', 1) };
    const markdown = markdownReview(
      reviewOf(
        folder,
        { ...clusters(1, () => asking('a', 1)), ...others },
        { ...clusters(1, () => asking('a', 2)), 'loose.yaml': asking('loose', 3) },
      ),
    );
    expect(markdown).toContain('| files of no cluster | `Deployment models/loose` |');
    expect(markdown).toContain('#### files of no cluster');
  });

  test('has no column for clusters where none is named', () => {
    const markdown = markdownReview(reviewOf(folder, { 'a.yaml': asking('a', 1) }, { 'a.yaml': asking('a', 2) }));
    expect(markdown).toContain('| object | accelerators | before | after |');
  });

  test('puts the loss of data before other risks', () => {
    const [before, after] = ['1', '2'].map((tag) => {
      const image = `server:${tag}`;
      const limits = { 'nvidia.com/gpu': 1 };
      return deployment('a', { container: { image, resources: { limits } } });
    });
    const review = reviewOf(folder, { 'a.yaml': [before ?? claim, claim] }, { 'a.yaml': after ?? claim });
    expect(markdownReview(review).match(/\*\*(?:data-loss|spare-devices)\*\*/g)).toEqual([
      '**data-loss**',
      '**spare-devices**',
    ]);
  });

  test('shows paths as code, which in a summary is no Markdown', () => {
    const [path, shown] = ['a<b>&`c`.yaml', '<code>after/a&#60;b&#62;&#38;`c`.yaml</code>'];
    const review = reviewOf(folder, { [path]: asking('a', 1) }, { [path]: asking('a', 2) });
    expect(markdownReview(review)).toContain(shown.replace('after/', ''));
  });

  test('is as long as GitHub takes it, however many objects change', () => {
    const many = (count: number) =>
      Array.from({ length: 900 }, (_, number) => asking(`deployment-with-a-long-name-${number}`, count));
    const review = reviewOf(folder, { 'a.yaml': many(1) }, { 'a.yaml': many(2) });
    const markdown = markdownReview(review);
    expect(markdown.length).toBeLessThanOrEqual(60_000);
    expect(markdown).toContain('…and 881 more rows.');
    expect(markdown).toContain('+900 nvidia.com/gpu (900 → 1800)');
    expect(markdown).toContain('more, which the command shows at a terminal.');
  });
});
