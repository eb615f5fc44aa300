import { basename, resolve } from 'node:path';
import type { ClusterConfiguration } from './configuration/configuration';
import { isSameCluster } from './configuration/joined-statements';
import { IndexFolders } from './index-folder';
import type { IndexFolder } from './index-folder';

/** A cluster, and the paths of its files. */
export interface FileCluster {
  /** @default - nobody named it */
  readonly name?: string;
  readonly configuration?: ClusterConfiguration;
  /** What its construct states. @default - it is of no construct that is known */
  readonly stated?: ClusterConfiguration;
  readonly files: readonly string[];
}

/** A configured cluster with the files that its paths stand for. */
export interface ConfiguredFiles {
  readonly configuration: ClusterConfiguration;
  readonly files: readonly string[];
}

/**
 * Divides files into clusters. A file belongs to the clusters that are configured to hold it, else to that whose folder
 * `synth` wrote, and else to one together with all others.
 */
export function divideFiles(
  files: readonly string[],
  configured: readonly ConfiguredFiles[],
  folders = new IndexFolders(),
): readonly FileCluster[] {
  const divided = new Map<string, FileCluster & { readonly files: string[] }>();
  const add = (file: string, key: string, cluster: Omit<FileCluster, 'files'>): void => {
    const known = divided.get(key);
    if (known === undefined) divided.set(key, { ...cluster, files: [file] });
    else known.files.push(file);
  };
  const owners = ownersOf(configured);
  for (const file of files) {
    const own = owners.get(resolve(file)) ?? [];
    for (const configuration of own) add(file, `configured ${configuration.name}`, named(configuration));
    if (own.length > 0) continue;
    const folder = folders.around(file);
    if (folder === undefined) add(file, 'others', {});
    else add(file, `folder ${folder.path}`, clusterOfFolder(folder, configured));
  }
  return [...divided.values()].map((cluster) => ({ ...cluster, stated: cluster.stated ?? statedOf(cluster, folders) }));
}

/** What the construct of a configured cluster states, if its folder is among the cluster's paths. */
function statedOf({ name, files }: FileCluster, folders: IndexFolders): ClusterConfiguration | undefined {
  if (name === undefined) return undefined;
  for (const file of files) {
    const stated = folders.around(file)?.index.cluster;
    if (stated !== undefined && isSameCluster(stated.name, name)) return stated;
  }
  return undefined;
}

function ownersOf(configured: readonly ConfiguredFiles[]): ReadonlyMap<string, readonly ClusterConfiguration[]> {
  const owners = new Map<string, ClusterConfiguration[]>();
  for (const { configuration, files } of configured) {
    for (const file of files) {
      const known = owners.get(resolve(file));
      if (known === undefined) owners.set(resolve(file), [configuration]);
      else known.push(configuration);
    }
  }
  return owners;
}

/** A folder that `synth` wrote is named as its cluster, whose facts may be configured without its paths. */
function clusterOfFolder(
  { path, index: { cluster: stated } }: IndexFolder,
  configured: readonly ConfiguredFiles[],
): Omit<FileCluster, 'files'> {
  const name = stated?.name ?? basename(resolve(path));
  const found = configured.find(({ configuration }) => isSameCluster(configuration.name, name));
  return found === undefined ? { name, stated } : { ...named(found.configuration), stated };
}

function named(configuration: ClusterConfiguration): Omit<FileCluster, 'files'> {
  return { name: configuration.name, configuration };
}
