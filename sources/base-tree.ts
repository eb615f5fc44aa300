import type { LocatedManifest } from '../kubernetes/manifest';
import { divideFiles } from './divide-files';
import { listFiles } from './list-files';
import type { MissingSource } from './list-files';
import { readFiles } from './read-files';
import { readSource } from './read-source';

/** What is applied now, by the names of clusters. */
export interface BaseTree {
  readonly missing: readonly MissingSource[];
  /** The manifests of a cluster, or if there is none of its name, those that are of no named one. */
  readonly of: (cluster: string | undefined) => readonly LocatedManifest[];
}

/** Reads the tree that is applied now. What cannot be read of it is of no consequence: it is replaced. */
export function readBaseTree(paths: readonly string[]): BaseTree {
  const { files, missing } = listFiles(paths);
  const read = readFiles(files);
  const clusters = new Map(
    divideFiles(files, []).map((cluster) => [
      // A folder is called as its cluster in small letters, where no index names the cluster.
      cluster.name?.toLowerCase(),
      cluster.files.flatMap((file) => {
        const source = read.sources.get(file);
        return source === undefined ? [] : readSource(source).manifests;
      }),
    ]),
  );
  return {
    missing: [...missing, ...read.missing],
    of: (cluster) => clusters.get(cluster?.toLowerCase()) ?? clusters.get(undefined) ?? [],
  };
}
