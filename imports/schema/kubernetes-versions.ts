import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPlainObject } from './plain-object';

/** The minor versions of Kubernetes whose own kinds are known, oldest first; the newest is kept in full. */
export const KUBERNETES_MINORS: readonly number[] = [28, 29, 30, 31, 32, 33, 34];
export const OLDEST_MINOR = 28;
export const NEWEST_MINOR = 34;

/** Beside this folder in the repository as well as in the compiled package. */
const OLDER = join(__dirname, '..', 'kubernetes', 'older');

const patches = new Map<number, Readonly<Record<string, unknown>>>();

/**
 * What an older version's group of kinds is, as a merge patch of the newest version's: undefined where they are the
 * same, null where there was none.
 *
 * @throws Error if the version's file is broken
 */
export function patchOfGroup(minor: number, file: string): unknown {
  if (minor === NEWEST_MINOR) return undefined;
  let groups = patches.get(minor);
  if (groups === undefined) {
    groups = readPatches(minor);
    patches.set(minor, groups);
  }
  return Object.hasOwn(groups, file) ? groups[file] : undefined;
}

function readPatches(minor: number): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(readFileSync(join(OLDER, `1.${minor}.json`), 'utf8'));
  if (!isPlainObject(parsed)) throw new Error(`the differences of Kubernetes 1.${minor} are no mapping`);
  return parsed;
}
