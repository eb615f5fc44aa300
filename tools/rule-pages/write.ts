import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rulePages } from './pages';

const FOLDER = join(__dirname, '..', '..', 'docs', 'checks');

rmSync(FOLDER, { recursive: true, force: true });
for (const [path, text] of rulePages()) {
  const file = join(FOLDER, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
