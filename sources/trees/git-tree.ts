import { git } from './git';
import { mayHoldManifests } from './tree';
import type { Tree, TreeFile, TreeReading } from './tree';
import { UnreadableTree } from './unreadable-tree';

/** The commit that a revision names; undefined where it names none. */
export function commitOf(revision: string): string | undefined {
  const result = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  return result.ok ? result.output.toString().trim() : undefined;
}

/** Whether the working directory is in a repository. */
export function isInRepository(): boolean {
  const result = git(['rev-parse', '--is-inside-work-tree']);
  return result.ok && result.output.toString().trim() === 'true';
}

/** The way from the root of the repository to the working directory, empty or ending in a slash. */
export function repositoryPrefix(): string {
  const result = git(['rev-parse', '--show-prefix']);
  return result.ok ? result.output.toString().trim() : '';
}

/**
 * A folder as it stood at a revision.
 *
 * @param folder - from the working directory
 */
export function readGitTree(revision: string, folder: string): TreeReading {
  const commit = commitOf(revision);
  if (commit === undefined) {
    return { ok: false, problem: `there is no revision '${revision}' in this repository; a shallow clone may lack it` };
  }
  const root = folder === '.' ? '' : `${folder.replace(/\/+$/, '')}/`;
  const listing = git(['ls-tree', '-r', '-z', commit, ...(root === '' ? [] : ['--', root])]);
  if (!listing.ok) return { ok: false, problem: `the tree of '${revision}' cannot be listed: ${listing.problem}` };
  const blobs = new Blobs();
  const files = new Map<string, TreeFile>();
  for (const entry of listing.output.toString().split('\0')) {
    const [, kind, id, path] = /^\d+ (\w+) ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
    if (kind !== 'blob' || id === undefined || path === undefined || !mayHoldManifests(path)) continue;
    const own = path.slice(root.length);
    files.set(own, blobs.file(own, id));
  }
  const prepare = (wanted: readonly TreeFile[]) => {
    blobs.prepare(wanted);
  };
  const tree: Tree = { name: revision, prefix: `${repositoryPrefix()}${root}`, files, prepare };
  return { ok: true, tree };
}

/** The contents of a repository, fetched many at a time: a process for each file would take minutes. */
class Blobs {
  private readonly files: TreeFile[] = [];
  private readonly contents = new Map<string, Buffer>();

  public file(path: string, id: string): TreeFile {
    const file: TreeFile = { path, id, read: () => this.read(path, id) };
    this.files.push(file);
    return file;
  }

  public prepare(files: readonly TreeFile[]): void {
    const ids = new Set(files.flatMap(({ id }) => (id === undefined || this.contents.has(id) ? [] : [id])));
    if (ids.size > 0) this.fetch([...ids]);
  }

  /** Who reads a file reads others of its kind: those in folders of the same name come along. */
  private read(path: string, id: string): Buffer {
    const known = this.contents.get(id);
    if (known !== undefined) return known;
    const folder = folderName(path);
    this.prepare(this.files.filter((file) => folderName(file.path) === folder));
    const content = this.contents.get(id);
    if (content === undefined) throw new UnreadableTree(`Git has no content for '${path}'`);
    return content;
  }

  private fetch(ids: readonly string[]): void {
    const result = git(['cat-file', '--batch'], `${ids.join('\n')}\n`);
    if (!result.ok) throw new UnreadableTree(`the files of the revision cannot be read: ${result.problem}`);
    const { output } = result;
    let offset = 0;
    while (offset < output.length) {
      const end = output.indexOf(0x0a, offset);
      const [id = '', , size] = output.subarray(offset, end).toString().split(' ');
      if (size === undefined) throw new UnreadableTree(`Git lacks the content ${id}, which a tree of it names`);
      this.contents.set(id, output.subarray(end + 1, end + 1 + Number(size)));
      offset = end + 1 + Number(size) + 1;
    }
  }
}

function folderName(path: string): string | undefined {
  return path.split('/').at(-2);
}
