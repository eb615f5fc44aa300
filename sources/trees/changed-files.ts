import { createHash } from 'node:crypto';
import { hasSameContent } from './same-content';
import type { Tree, TreeFile } from './tree';

/** The files of two trees, by whether they differ. */
export interface ComparedFiles {
  /** Those that are not there before, or differ. */
  readonly after: readonly TreeFile[];
  readonly before: readonly TreeFile[];
  /** Of the later tree. */
  readonly unchanged: readonly TreeFile[];
}

/** Compares files by what the trees know of them, and reads only those of which that is not enough. */
export function compareFiles(before: Tree, after: Tree): ComparedFiles {
  const changed: TreeFile[] = [];
  const unchanged: TreeFile[] = [];
  const counterparts = new Map(before.files);
  for (const file of after.files.values()) {
    const old = before.files.get(file.path);
    if (old !== undefined && isSameContent(old, file)) {
      unchanged.push(file);
      counterparts.delete(file.path);
    } else changed.push(file);
  }
  return { after: changed, before: [...counterparts.values()], unchanged };
}

function isSameContent(one: TreeFile, other: TreeFile): boolean {
  if (one.id !== undefined && other.id !== undefined) return one.id === other.id;
  if (one.id !== undefined) return blobId(other, one.id) === one.id;
  if (other.id !== undefined) return blobId(one, other.id) === other.id;
  if (one.location !== undefined && other.location !== undefined) return hasSameContent(one.location, other.location);
  return one.read().equals(other.read());
}

/** What Git calls a content: its hash, by the algorithm of the repository. */
function blobId(file: TreeFile, like: string): string {
  const content = file.read();
  const algorithm = like.length === 40 ? 'sha1' : 'sha256';
  return createHash(algorithm).update(`blob ${content.length}\0`).update(content).digest('hex');
}
