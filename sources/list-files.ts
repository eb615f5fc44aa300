import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { dirname, join, normalize, posix, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { kustomizePatches } from './kustomize-patches';
import { reasonOf } from './reason';

/** Why something that was asked for cannot be had, as a sentence. */
export interface MissingSource {
  readonly path: string;
  readonly problem: string;
}

/** What stands below a folder and is not read. */
export type LeftOut =
  | 'folder of Helm templates'
  | 'patch of a kustomization'
  | 'link that leads out of its folder'
  | 'link to a folder'
  | 'link to nothing';

/** What a list of paths comes to. */
export interface ListedFiles {
  readonly files: readonly string[];
  readonly missing: readonly MissingSource[];
  readonly leftOut: ReadonlyMap<string, LeftOut>;
}

/** Stands for standard input among paths. */
export const STANDARD_INPUT = '-';

/** File in which `synth` says what it wrote. */
export const INDEX_FILE = 'INDEX.json';

const MANIFEST = /\.(?:ya?ml|json)$/i;

/** Folders that hold the files of others. */
const FOREIGN: ReadonlySet<string> = new Set(['node_modules', '.git']);

/**
 * The files that paths stand for, each once: files themselves, the YAML and JSON files of folders in the order of their
 * names, and among those the ones that a pattern such as `teams/**` matches. What stands at a path is never a pattern.
 */
export function listFiles(paths: readonly string[]): ListedFiles {
  const files = new Set<string>();
  const missing: MissingSource[] = [];
  const leftOut = new Map<string, LeftOut>();
  for (const path of paths) {
    const before = missing.length;
    try {
      const found = filesAt(path, leftOut, missing);
      for (const file of found) files.add(file);
      if (found.length + missing.length === before) {
        missing.push({ path, problem: `there is no YAML or JSON in '${path}'` });
      }
    } catch (error) {
      missing.push(unreadable(path, error));
    }
  }
  return { files: [...files], missing, leftOut };
}

function unreadable(path: string, error: unknown): MissingSource {
  return { path, problem: `'${path}' cannot be read: ${reasonOf(error)}` };
}

function filesAt(path: string, leftOut: Map<string, LeftOut>, missing: MissingSource[]): readonly string[] {
  if (path === STANDARD_INPUT) return [path];
  const pattern = posix.normalize(path);
  const { base, isGlob } = picomatch.scan(pattern);
  if (isGlob && !existsSync(path)) {
    const matches = picomatch(pattern);
    return filesIn(base === '' ? '.' : base, leftOut, missing).filter((file) => matches(file.split(sep).join('/')));
  }
  return statSync(path).isDirectory() ? filesIn(path, leftOut, missing) : [normalize(path)];
}

/** The YAML and JSON files of a folder and of those in it; one that cannot be read keeps no other from being read. */
function filesIn(root: string, leftOut: Map<string, LeftOut>, missing: MissingSource[]): readonly string[] {
  const found: string[] = [];
  const patches = new Set<string>();
  const visit = (folder: string): void => {
    const entries = entriesOf(folder, missing);
    const names = entries.map(({ name }) => name);
    const isChart = names.includes('Chart.yaml');
    for (const patch of kustomizePatches(folder, names)) patches.add(patch);
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      const link = entry.isSymbolicLink() ? unfollowed(path, root) : undefined;
      if (link !== undefined) leftOut.set(path, link);
      else if (entry.isDirectory() && isChart && entry.name === 'templates')
        leftOut.set(path, 'folder of Helm templates');
      else if (entry.isDirectory()) {
        if (!FOREIGN.has(entry.name)) visit(path);
      } else if (MANIFEST.test(entry.name) && entry.name !== INDEX_FILE) found.push(path);
    }
  };
  visit(root);
  // A kustomization may take its patches from folders that were visited before.
  for (const file of found) if (patches.has(normalize(file))) leftOut.set(file, 'patch of a kustomization');
  return found.filter((file) => !patches.has(normalize(file)));
}

function entriesOf(folder: string, missing: MissingSource[]): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    missing.push(unreadable(folder, error));
    return [];
  }
}

/** Why a link is not followed: others might learn from a report what stands elsewhere on this machine. */
function unfollowed(path: string, root: string): LeftOut | undefined {
  if (!existsSync(path)) return 'link to nothing';
  if (statSync(path).isDirectory()) return 'link to a folder';
  return isInside(realpathSync(root), realpathSync(path)) ? undefined : 'link that leads out of its folder';
}

/** Whether a path without links lies below a folder without links. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !/^[A-Za-z]:/.test(way);
}

/** The folders that hold a file, the nearest first. */
export function foldersAround(file: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(file); folders.at(-1) !== folder; folder = dirname(folder)) folders.push(folder);
  return folders;
}
