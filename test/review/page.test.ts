import { plain } from '../../reports/colours';
import { humanReview } from '../../review/report/human';
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
