import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Finding } from '../../checks/finding';
import { INDEX_FILE, parseIndex } from './index-file';
import type { OutputTree } from './output-tree';
import { isSystemError } from './system-error';

/** What has to happen to a folder so that it holds a tree. */
export interface TreePlan {
  readonly tree: OutputTree;
  /** Files that are new or whose text differs. */
  readonly write: readonly string[];
  /** Files of an earlier run that the tree no longer has; after an interrupted run also those that are gone already. */
  readonly remove: readonly string[];
  readonly unchanged: number;
  /** The folder is not there yet, so it can be put there in one move. */
  readonly fresh: boolean;
  /** An earlier run was interrupted, so the index must be written even if no file differs. */
  readonly interrupted: boolean;
}

/** Compares a tree with what is on disk; files that this tool did not write are findings, never overwritten. */
export function planTree(outdir: string, tree: OutputTree): TreePlan | readonly Finding[] {
  const folder = join(outdir, tree.folder);
  if (!existsSync(folder)) {
    return {
      tree,
      write: [...tree.files.keys()],
      remove: [],
      unchanged: 0,
      fresh: tree.folder !== '',
      interrupted: false,
    };
  }
  if (!statSync(folder).isDirectory()) return [notAFolder(folder)];
  const index = readText(join(folder, INDEX_FILE));
  const owned = typeof index === 'string' ? parseIndex(index) : undefined;
  if (index !== undefined && owned === undefined) return [foreignIndex(folder)];

  const write: string[] = [];
  const conflicts: string[] = [];
  for (const [path, text] of tree.files) {
    const present = readText(join(folder, path));
    if (present === text) continue;
    if (present === null || (present !== undefined && owned?.paths.has(path) !== true)) conflicts.push(path);
    else write.push(path);
  }
  if (owned === undefined) {
    const foreign = filesBelow(folder).filter((path) => tree.folder !== '' && tree.files.get(path) === undefined);
    if (foreign.length > 0) return [foreignFolder(folder, foreign)];
  }
  if (conflicts.length > 0) return conflicts.map((path) => foreignFile(join(folder, path)));
  const interrupted = owned?.interrupted === true;
  const remove = [...(owned?.paths ?? [])].filter(
    (path) => !tree.files.has(path) && isRemovable(folder, path, interrupted),
  );
  return {
    tree,
    write,
    remove: remove.sort(),
    unchanged: tree.files.size - write.length,
    fresh: false,
    interrupted,
  };
}

/**
 * The text of a file, `undefined` where there is nothing, `null` where something else stands in its place or in the
 * place of its folder.
 */
export function readText(path: string): string | null | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = isSystemError(error) ? error.code : undefined;
    if (code === 'ENOENT') return undefined;
    if (code === 'EISDIR' || code === 'ENOTDIR') return null;
    throw error;
  }
}

/**
 * Whether a path of an index is a file in the folder, not reached through a link that leaves it. One that an
 * interrupted run removed counts too, since the folders around it may still be there.
 */
function isRemovable(folder: string, path: string, interrupted: boolean): boolean {
  const file = join(folder, path);
  const entry = lstatSync(file, { throwIfNoEntry: false });
  if (entry === undefined) return interrupted;
  return !entry.isDirectory() && join(realpathSync(dirname(file)), '/').startsWith(join(realpathSync(folder), '/'));
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

function notAFolder(path: string): Finding {
  return {
    id: 'output/not-a-folder',
    severity: 'error',
    where: path,
    problem: 'A file stands where the output folder belongs',
    consequence: 'Nothing can be written.',
    mend: 'Move the file, or choose another `outdir`.',
  };
}

function foreignIndex(folder: string): Finding {
  return {
    id: 'output/foreign-index',
    severity: 'error',
    where: join(folder, INDEX_FILE),
    problem: 'The index is not one of this tool, or it was damaged',
    consequence: 'It is not known which files may be replaced or removed, so none is.',
    mend: 'Restore it from Git, or empty the folder.',
  };
}

function foreignFolder(folder: string, files: readonly string[]): Finding {
  const sample = files.slice(0, 3).join(', ');
  return {
    id: 'output/foreign-files',
    severity: 'error',
    where: folder,
    problem: `The folder holds ${files.length} file(s) that this tool did not write: ${sample}${files.length > 3 ? ', …' : ''}`,
    consequence: 'A GitOps tool would apply them together with the output; this tool touches no file of others.',
    mend: `Move them elsewhere, or choose another \`outdir\`; if they are old output, restore ${INDEX_FILE} from Git or delete them.`,
  };
}

function foreignFile(path: string): Finding {
  return {
    id: 'output/foreign-file',
    severity: 'error',
    where: path,
    problem: 'Something that this tool did not write stands where an object or its folder belongs',
    consequence: 'Writing the object would lose it, so nothing was written.',
    mend: 'Move or delete it, or rename the object.',
  };
}
