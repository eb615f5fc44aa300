import { existsSync, statSync } from 'node:fs';
import { commitOf, isInRepository, readGitTree, repositoryPrefix } from './git-tree';
import { readFolderTree } from './folder-tree';
import type { Tree, TreeReading } from './tree';

/** Which trees are to be compared, as it is given. */
export interface TreeRequest {
  /** A revision or a folder. */
  readonly base?: string;
  readonly baseDir?: string;
  /** @default - the files as they are */
  readonly head?: string;
  /** @default - dist where there is one, else the working directory */
  readonly path?: string;
}

/** Both trees and the folder that they are of, or why they cannot be had. */
export type TreesReading =
  | { readonly ok: true; readonly before: Tree; readonly after: Tree; readonly folder: string }
  | { readonly ok: false; readonly problem: string };

/** Finds the trees that words name: what is a revision of this repository is read from Git, other words are folders. */
export function findTrees({ base, baseDir, head, path }: TreeRequest): TreesReading {
  const [first, second] = baseDir === undefined ? [base, head] : [undefined, base ?? head];
  if (baseDir === undefined && first === undefined) {
    return { ok: false, problem: 'nothing to compare with: name a revision or a folder, as in `diff main`' };
  }
  if (baseDir !== undefined && base !== undefined && head !== undefined) {
    return { ok: false, problem: `--base-dir takes the place of <base>, so '${head}' is one too many` };
  }
  const folder = (path ?? (existsSync('dist') ? 'dist' : '.')).replace(/(?<=.)\/+$/, '').replace(/^\.\/(?=.)/, '');
  const before = baseDir === undefined ? named(first ?? '', folder) : folderTree(baseDir);
  if (!before.ok) return before;
  const after = second === undefined ? here(folder) : named(second, folder);
  if (!after.ok) return after;
  if (before.tree.files.size === 0 && after.tree.files.size === 0) {
    return {
      ok: false,
      problem: `there is no YAML or JSON, neither in ${placeOf(before.tree, folder)} nor in ${placeOf(after.tree, folder)}; name the folder with --path`,
    };
  }
  return { ok: true, before: before.tree, after: after.tree, folder };
}

/** Of a folder its name, of a revision the folder too. */
function placeOf({ name }: Tree, folder: string): string {
  return existsSync(name) ? `'${name}'` : `'${folder}' of '${name}'`;
}

function named(name: string, folder: string): TreeReading {
  const isFolder = existsSync(name) && statSync(name).isDirectory();
  const isRevision = commitOf(name) !== undefined;
  if (isFolder && isRevision) {
    return { ok: false, problem: `'${name}' is a revision and a folder: write './${name}' or 'refs/heads/${name}'` };
  }
  if (isRevision) return readGitTree(name, folder);
  if (isFolder) return folderTree(name);
  if (!isInRepository())
    return { ok: false, problem: `there is no folder '${name}', and this is no repository of Git` };
  return {
    ok: false,
    problem: `there is no revision and no folder '${name}'; a shallow clone may lack it: fetch it first, as with 'git fetch origin ${name}'`,
  };
}

function here(folder: string): TreeReading {
  if (!existsSync(folder)) return { ok: false, problem: `there is no folder '${folder}'` };
  return readFolderTree(folder, `${repositoryPrefix()}${folder === '.' ? '' : `${folder}/`}`);
}

function folderTree(folder: string): TreeReading {
  return readFolderTree(folder, '');
}
