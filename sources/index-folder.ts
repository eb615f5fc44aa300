import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { ReportedFinding } from '../reports/report';
import { decode } from './decode';
import { foldersAround, INDEX_FILE } from './list-files';
import { readIndex } from './read-index';
import type { FolderIndex, IndexReading } from './read-index';
import type { RecordedObject } from './recorded-object';

/** A folder that `synth` wrote, with all objects of one cluster. */
export interface IndexFolder {
  readonly path: string;
  readonly index: FolderIndex;
}

/** Finds folders that `synth` wrote. */
export class IndexFolders {
  private readonly known = new Map<string, IndexReading | undefined>();

  /** The nearest such folder around a file: no other one says anything of it. */
  public around(file: string): IndexFolder | undefined {
    for (const path of foldersAround(file)) {
      const reading = this.reading(path);
      if (reading !== undefined) return { path, index: reading.index };
    }
    return undefined;
  }

  /** The objects of a file of which something was acknowledged when it was written. */
  public recordedOf(file: string): readonly RecordedObject[] {
    const folder = this.around(file);
    if (folder === undefined || folder.index.recorded.size === 0) return [];
    return folder.index.recorded.get(relative(folder.path, file).split(sep).join('/')) ?? [];
  }

  /** What is wrong with the indexes that were looked at. */
  public findings(): readonly ReportedFinding[] {
    return [...this.known.values()].flatMap((reading) => reading?.findings ?? []);
  }

  private reading(folder: string): IndexReading | undefined {
    let reading = this.known.get(folder);
    if (reading === undefined && !this.known.has(folder)) {
      reading = readingOf(join(folder, INDEX_FILE));
      this.known.set(folder, reading);
    }
    return reading;
  }
}

function readingOf(file: string): IndexReading | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return readIndex(file, decode(readFileSync(file)).text);
  } catch {
    // Whose it is cannot be known of what cannot be read, such as a folder of that name.
    return undefined;
  }
}
