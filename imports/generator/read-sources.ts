import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { byCodeUnit } from '../schema/plain-object';
import { collect, failure, reasonOf, success, type Result } from './problem';

const FETCH_TIMEOUT_MILLISECONDS = 30_000;

/** The text of one YAML file. */
export interface SourceText {
  readonly where: string;
  readonly text: string;
}

/** One argument of the import with the files found under it. */
export interface Source {
  readonly where: string;
  readonly texts: readonly SourceText[];
}

/** Reads a file, a folder (with its subfolders) or a URL. */
export async function readSource(where: string): Promise<Result<Source>> {
  const texts = /^https?:\/\//.test(where) ? await fetchText(where) : await readPath(where);
  return texts.ok ? success({ where, texts: texts.value }) : texts;
}

async function fetchText(where: string): Promise<Result<readonly SourceText[]>> {
  try {
    const response = await fetch(where, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MILLISECONDS) });
    if (!response.ok) return failure({ code: 'UNREACHABLE', where, reason: `HTTP ${response.status}` });
    return success([{ where, text: await response.text() }]);
  } catch (thrown) {
    const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
    return failure({ code: 'UNREACHABLE', where, reason: reasonOf(cause) });
  }
}

async function readPath(where: string): Promise<Result<readonly SourceText[]>> {
  const stats = await stat(where).catch(() => undefined);
  if (stats === undefined) return failure({ code: 'NOT_FOUND', where });
  if (!stats.isDirectory()) return collect([await readText(where)]);
  const names = await readdir(where, { recursive: true });
  const files = names.filter((name) => /\.ya?ml$/.test(name)).sort(byCodeUnit);
  if (files.length === 0) return failure({ code: 'EMPTY_FOLDER', where });
  return collect(await Promise.all(files.map((file) => readText(join(where, file)))));
}

async function readText(where: string): Promise<Result<SourceText>> {
  try {
    return success({ where, text: await readFile(where, 'utf8') });
  } catch (thrown) {
    return failure({ code: 'UNREADABLE', where, reason: reasonOf(thrown) });
  }
}
