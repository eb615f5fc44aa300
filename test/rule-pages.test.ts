import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulePages } from '../tools/rule-pages/pages';

const FOLDER = join(__dirname, '..', 'docs', 'checks');

test("the pages of docs/checks are what 'npm run rule-pages' writes", () => {
  const present = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const written = new Map(present.map((file) => [file, readFileSync(file, 'utf8')]));
  const expected = new Map([...rulePages()].map(([path, text]) => [join(FOLDER, path), text]));
  expect(written).toEqual(expected);
});
