import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isArray, isObject } from '../kubernetes/manifest';
import { foldersAround, INDEX_FILE } from './list-files';

/** Finds folders that `synth` wrote, each with all objects of one cluster. */
export class IndexFolders {
  private readonly known = new Map<string, boolean>();

  /** The nearest such folder around a file. */
  public around(file: string): string | undefined {
    return foldersAround(file).find((folder) => this.isIndexed(folder));
  }

  private isIndexed(folder: string): boolean {
    let isIndexed = this.known.get(folder);
    if (isIndexed === undefined) {
      isIndexed = hasIndex(folder);
      this.known.set(folder, isIndexed);
    }
    return isIndexed;
  }
}

/** Whether a folder has an index that this tool wrote. */
function hasIndex(folder: string): boolean {
  const path = join(folder, INDEX_FILE);
  if (!existsSync(path)) return false;
  try {
    const index: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (!isObject(index) || !isArray(index.objects)) return false;
    return typeof index.generator === 'string' && index.generator.startsWith('cdk8s-inference ');
  } catch {
    return false;
  }
}
