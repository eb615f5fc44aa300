import { reportsOfCases } from '../../tools/review-page/cases';
import { withReports } from '../../tools/review-page/page';
import { pageText } from '../markdown';

test('the page on reviews shows what comes out', () => {
  const page = pageText('docs/review.md');
  expect(page).toBe(withReports(page, reportsOfCases()));
});
