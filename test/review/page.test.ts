import { plain } from '../../reports/colours';
import { humanReview } from '../../review/report/human';
import { EFFECT_WORDS } from '../../review/report/words';
import { RISKS } from '../../review/review';
import { reportsOfCases, reviewsOfCases } from '../../tools/review-page/cases';
import { withReports } from '../../tools/review-page/page';
import { examplesOf, pageText } from '../markdown';

test('the page on reviews shows what comes out', () => {
  const page = pageText('docs/review.md');
  expect(page).toBe(withReports(page, reportsOfCases()));
});

test('README shows what comes out of a newer runtime', () => {
  const shown = examplesOf('README.md').find(({ text }) => text.includes('workloads restart'))?.text ?? '';
  const review = reviewsOfCases().get('newer runtime');
  if (review === undefined) throw new Error('There is no such case.');
  expect(humanReview(review, plain).startsWith(shown.trimEnd())).toBe(true);
});

test('the page on reviews names every effect and every risk, and no others', () => {
  const page = pageText('docs/review.md');
  const column = (header: string) => {
    const [, table = ''] = page.split(new RegExp(`^\\| ${header} .*\\n\\|[- |]*\\n`, 'm'));
    const rows = table.split('\n').slice(
      0,
      table.split('\n').findIndex((line) => !line.startsWith('|')),
    );
    return rows.map((row) => (row.split('|')[1] ?? '').trim().replaceAll('`', '')).sort();
  };
  expect(column('Effect')).toEqual(Object.values(EFFECT_WORDS).sort());
  expect(column('Risk')).toEqual([...RISKS].sort());
});
