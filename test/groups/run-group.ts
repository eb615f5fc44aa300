import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
// What it does after all tests is to be done after those of the whole group.
import '../synth/fleet';
import { pattern } from './alone.json';

const TEST = join(__dirname, '..');
const ALONE = new RegExp(pattern);

/** As many groups there are; each is a file beside this one. */
const GROUPS = 8;

/**
 * Runs one in eight of the files with tests as if they were one file, so that the library is loaded once for all of them:
 * Jest loads it anew for each file, which takes longer than most of their tests. Some files run by themselves, as
 * `alone.json` says.
 */
export function runGroup(group: number): void {
  const files = filesInGroups().filter((_, index) => index % GROUPS === group);
  for (const file of files) {
    describe(file, () => {
      jest.requireActual<object>(join(TEST, file));
    });
  }
}

function filesInGroups(): readonly string[] {
  return readdirSync(TEST, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => !ALONE.test(readFileSync(join(TEST, file), 'utf8')))
    .sort();
}
