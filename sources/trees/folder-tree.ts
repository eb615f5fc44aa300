import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../reason';
import { mayHoldManifests } from './tree';
import type { TreeFile, TreeReading } from './tree';
import { readingFile } from './unreadable-tree';

/** Folders that are not looked into. */
const CLOSED: ReadonlySet<string> = new Set(['node_modules', '.git', '.staging']);

/**
 * A folder as it stands now.
 *
 * @param prefix - the way to it from the root of its repository
 */
export function readFolderTree(folder: string, prefix: string): TreeReading {
  const files = new Map<string, TreeFile>();
  const visit = (within: string): void => {
    for (const entry of readdirSync(join(folder, within), { withFileTypes: true })) {
      const path = `${within}${entry.name}`;
      if (entry.isDirectory() && !CLOSED.has(entry.name)) visit(`${path}/`);
      if (!entry.isFile() || !mayHoldManifests(path)) continue;
      const location = join(folder, path);
      files.set(path, { path, location, read: () => readingFile(location, () => readFileSync(location)) });
    }
  };
  try {
    visit('');
  } catch (error) {
    return { ok: false, problem: `'${folder}' cannot be read: ${reasonOf(error)}` };
  }
  return { ok: true, tree: { name: folder, prefix, files, prepare: () => undefined } };
}
