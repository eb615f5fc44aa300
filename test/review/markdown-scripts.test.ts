import { markdownReview } from '../../review/report/markdown';
import { TemporaryFolder } from '../temporary-folder';
import { reviewOf } from './two-trees';

const folder = new TemporaryFolder();

test('characters that show as nothing are spelled in the lines of a script', () => {
  const script = (text: string) => ({
    'a.yaml': { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { run: text } },
  });
  const review = reviewOf(folder, script('one\ntwo\nthree'), script('one\n\ttwo\u001B[31m\nthree'));
  expect(markdownReview(review)).toContain('```diff\n- two\n+ \\ttwo\\u001B[31m\n```');
});
