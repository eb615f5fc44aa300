import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { parseGroupSchemas } from '../schema/parse-group-schemas';
import { byCodeUnit } from '../schema/plain-object';
import type { GroupSchemas } from '../schema/schema';
import { collect, failure, reasonOf, success, type Result } from './problem';

/** Reads the schemas of earlier imports; a folder that is not there yet holds none. */
export async function readSchemas(folder: string): Promise<Result<readonly GroupSchemas[]>> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.json')).sort(byCodeUnit);
  return collect(await Promise.all(files.map((file) => readGroup(join(folder, file)))));
}

async function readGroup(where: string): Promise<Result<GroupSchemas>> {
  try {
    return success(parseGroupSchemas(await readFile(where, 'utf8')));
  } catch (thrown) {
    return failure({ code: 'BROKEN_SCHEMAS', where, reason: reasonOf(thrown) });
  }
}
