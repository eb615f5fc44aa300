import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tryAll } from './cells';
import { withTable } from './table';

const README = join(__dirname, '..', '..', 'README.md');

writeFileSync(README, withTable(readFileSync(README, 'utf8'), tryAll()));
