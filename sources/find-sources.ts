import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from './read-source';

const MANIFEST = /\.(?:ya?ml|json)$/i;

/** Folders that hold the files of others. */
const FOREIGN: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** What was asked for and cannot be had. */
export interface MissingSource {
  readonly path: string;
  readonly reason: string;
}

/** What a list of paths comes to. */
export interface FoundSources {
  readonly sources: readonly Source[];
  readonly missing: readonly MissingSource[];
}

/**
 * Reads files, the YAML and JSON files of folders, and standard input, which is called `-`. Files of folders come in the
 * order of their names.
 */
export function findSources(paths: readonly string[]): FoundSources {
  const sources = new Map<string, Source>();
  const missing: MissingSource[] = [];
  for (const path of paths) {
    try {
      if (path === '-') sources.set(path, { name: 'stdin', text: readFileSync(0, 'utf8') });
      else for (const file of filesOf(path)) sources.set(file, { name: file, text: readFileSync(file, 'utf8') });
    } catch (error) {
      missing.push({ path, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { sources: [...sources.values()], missing };
}

function filesOf(path: string): readonly string[] {
  return statSync(path).isDirectory() ? filesIn(path) : [path];
}

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return FOREIGN.has(entry.name) ? [] : filesIn(path);
    return entry.isFile() && MANIFEST.test(entry.name) ? [path] : [];
  });
}
