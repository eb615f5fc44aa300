import { readFileSync } from 'node:fs';
import { decode } from './decode';
import { STANDARD_INPUT } from './list-files';
import type { MissingSource } from './list-files';
import { reasonOf } from './reason';
import type { Source } from './source';

/** What files hold. */
export interface ReadFiles {
  /** By the path that was given. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly missing: readonly MissingSource[];
}

/**
 * Reads files.
 *
 * @param input - what came on standard input, which is called `-` among files and `stdin` in reports
 */
export function readFiles(files: readonly string[], input: Buffer = Buffer.of()): ReadFiles {
  const sources = new Map<string, Source>();
  const missing: MissingSource[] = [];
  for (const file of files) {
    try {
      const isInput = file === STANDARD_INPUT;
      sources.set(file, { name: isInput ? 'stdin' : file, ...decode(isInput ? input : readFileSync(file)) });
    } catch (error) {
      missing.push({ path: file, problem: `'${file}' cannot be read: ${reasonOf(error)}` });
    }
  }
  return { sources, missing };
}
