import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dump } from 'js-yaml';
import { registerDiff } from '../../cli/diff';
import type { Manifest } from '../../kubernetes/manifest';
import { reviewTrees } from '../../sources/trees/review-trees';
import { readFolderTree } from '../../sources/trees/folder-tree';
import type { Review } from '../../review/review';
import type { Tree } from '../../sources/trees/tree';
import { runCommandAtOnce } from '../command-in-process';
import { workIn } from '../working-directory';
import type { TemporaryFolder } from '../temporary-folder';

/** Files of a tree: manifests, lists of them, or text. */
export type Files = Readonly<Record<string, Manifest | readonly Manifest[] | string>>;

/** What is to be reviewed where files become others, in two folders of a temporary one. */
export function reviewOf(folder: TemporaryFolder, before: Files, after: Files): Review {
  folder.write(asTexts(before, 'before/'));
  folder.write(asTexts(after, 'after/'));
  const trees = { before: treeOf(folder.at('before')), after: treeOf(folder.at('after')) };
  return reviewTrees({ ...trees, folder: '.', clusters: [] }).review;
}

/** A repository of Git in which states of a folder are committed one after the other. */
export class Repository {
  public constructor(private readonly folder: TemporaryFolder) {
    workIn(folder);
  }

  /** Commits these files, and no others, under `dist/`. */
  public commit(files: Files, message = 'state'): void {
    if (!this.isThere()) this.git('init', '--quiet', '--initial-branch=main');
    this.write(files);
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
  }

  /** Puts these files, and no others, under `dist/`. */
  public write(files: Files): void {
    rmSync(this.folder.at('dist'), { recursive: true, force: true });
    this.folder.write(asTexts(files, 'dist/'));
  }

  /** Runs `diff` in the repository, which is the working directory. */
  public diff(...args: readonly string[]) {
    return runCommandAtOnce(registerDiff, ['diff', ...args]);
  }

  public git(...args: readonly string[]): void {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
    const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd: this.folder.path, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  }

  private isThere(): boolean {
    const { status } = spawnSync('git', ['rev-parse', '--git-dir'], { cwd: this.folder.path });
    return status === 0;
  }
}

/** A folder as it stands now. */
export function treeOf(path: string): Tree {
  const reading = readFolderTree(path, '');
  if (!reading.ok) throw new Error(reading.problem);
  return reading.tree;
}

function asTexts(files: Files, prefix: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      `${prefix}${path}`,
      typeof content === 'string'
        ? content
        : [content]
            .flat()
            .map((manifest) => dump(manifest))
            .join('---\n'),
    ]),
  );
}
