import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentsOf, synth, temporaryFolder } from '../fleet';
import { runSynth } from './child';
import { watchMutations } from './mutations';
import { VERSIONS } from './versions';
import type { Version } from './versions';

/** Ends a synth like a SIGKILL between two calls: neither `catch` nor `finally` changes the disk any more. */
class Killed extends Error {}

const FOREIGN = ['berlin/OWNERS', 'berlin/30-models/web/notes.txt', 'lima/OWNERS', 'README.md'];

const pristine = temporaryFolder();
synth(pristine, VERSIONS.before);
for (const path of FOREIGN) {
  mkdirSync(join(pristine, path, '..'), { recursive: true });
  writeFileSync(join(pristine, path), 'ours');
}

function copyOfBefore(): string {
  const outdir = temporaryFolder();
  cpSync(pristine, outdir, { recursive: true });
  return outdir;
}

/** The number of changes that were begun. */
function synthKilledAt(fatal: number, outdir: string, version: Version): number {
  let begun = 0;
  const restore = watchMutations(({ number, half }) => {
    begun = number;
    if (number === fatal) half();
    if (number >= fatal) throw new Killed();
  });
  try {
    synth(outdir, VERSIONS[version]);
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  } finally {
    restore();
  }
  return begun;
}

/** What the GitOps tools and the next synth can see; the staging folder is neither synced nor read. */
function visible(outdir: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(contentsOf(outdir)).filter(([path]) => !path.startsWith('.staging')));
}

function isBetrayed(contents: Readonly<Record<string, string>>): boolean {
  return Object.entries(contents).some(([path, text]) => path.endsWith('INDEX.json') && text.includes('"stale":'));
}

const before = contentsOf(pristine);
const finished = copyOfBefore();
const changes = synthKilledAt(Infinity, finished, 'after');
const after = contentsOf(finished);
const moments = Array.from({ length: changes }, (_, index) => index + 1);

test('a synth makes enough changes for the tests below to mean something', () => {
  expect(changes).toBeGreaterThan(30);
  expect(Object.keys(after)).toEqual(expect.arrayContaining(FOREIGN));
  expect(isBetrayed(after)).toBe(false);
});

/** A third of all moments, for what the exhaustive test covers nearly. */
const some = moments.filter((moment) => moment % 3 === 0);

test('killed at any moment, it leaves the old output, the new one, or an index that says it is neither; the next synth mends it', () => {
  for (const moment of moments) {
    const outdir = copyOfBefore();
    synthKilledAt(moment, outdir, 'after');
    const found = visible(outdir);
    const isWhole = [before, after].some((whole) => JSON.stringify(whole) === JSON.stringify(found));
    expect({ moment, told: isWhole || isBetrayed(found) }).toEqual({ moment, told: true });
    for (const path of FOREIGN) expect(found[path]).toBe('ours');

    synth(outdir, VERSIONS.after);
    expect({ moment, ...contentsOf(outdir) }).toEqual({ moment, ...after });
  }
});

test('killed at any moment, a synth of the old version goes back to it', () => {
  for (const moment of some) {
    const outdir = copyOfBefore();
    // Once lima is dropped, what is left there is foreign, and lima cannot come back.
    rmSync(join(outdir, 'lima', 'OWNERS'));
    synthKilledAt(moment, outdir, 'after');
    synth(outdir, VERSIONS.before);
    const { 'lima/OWNERS': _, ...expected } = before;
    expect({ moment, ...contentsOf(outdir) }).toEqual({ moment, ...expected });
  }
});

test('killed twice, it is still mended', () => {
  for (const moment of some) {
    const outdir = copyOfBefore();
    synthKilledAt(moment, outdir, 'after');
    synthKilledAt(moments.length - moment, outdir, 'after');
    synth(outdir, VERSIONS.after);
    expect({ moment, ...contentsOf(outdir) }).toEqual({ moment, ...after });
  }
});

test('killed during the very first synth, it is mended', () => {
  const first = temporaryFolder();
  const firstChanges = synthKilledAt(Infinity, join(first, 'dist'), 'after');
  for (let moment = 1; moment <= firstChanges; moment++) {
    const outdir = join(temporaryFolder(), 'dist');
    synthKilledAt(moment, outdir, 'after');
    synth(outdir, VERSIONS.after);
    expect({ moment, ...contentsOf(outdir) }).toEqual({ moment, ...contentsOf(join(first, 'dist')) });
  }
});

test.each([0.3, 0.7])('a real SIGKILL after %f of the changes is mended as well', async (part) => {
  const outdir = copyOfBefore();
  const { signal } = await runSynth(outdir, 'after', { fatal: Math.round(changes * part) });
  expect(signal).toBe('SIGKILL');
  expect(isBetrayed(visible(outdir)) || JSON.stringify(visible(outdir)) === JSON.stringify(before)).toBe(true);
  synth(outdir, VERSIONS.after);
  expect(contentsOf(outdir)).toEqual(after);
});
