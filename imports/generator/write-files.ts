import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { failure, reasonOf, success, type Result } from './problem';

/**
 * Writes files into a folder, by their path in it, and leaves those alone that have their content already.
 * Everything is written beside its place before the first file is replaced, so that a full disk leaves all as it was.
 *
 * @returns the paths that have changed
 */
export async function writeFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<Result<readonly string[]>> {
  const staged: { readonly path: string; readonly temporary: string }[] = [];
  try {
    for (const [name, text] of files) {
      const path = join(folder, name);
      if ((await readFile(path, 'utf8').catch(() => undefined)) === text) continue;
      const temporary = `${path}.${process.pid}.tmp`;
      await mkdir(dirname(path), { recursive: true });
      staged.push({ path, temporary });
      await writeFile(temporary, text);
    }
    for (const { path, temporary } of staged) await rename(temporary, path);
    return success(staged.map(({ path }) => path));
  } catch (thrown) {
    for (const { temporary } of staged) await rm(temporary, { force: true });
    return failure({ code: 'UNWRITABLE', where: folder, reason: reasonOf(thrown) });
  }
}
