import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportsOfCases } from './cases';
import { withReports } from './page';

const PAGE = join(__dirname, '..', '..', 'docs', 'review.md');

writeFileSync(PAGE, withReports(readFileSync(PAGE, 'utf8'), reportsOfCases()));
