import picomatch from 'picomatch';
import type { ClusterConfiguration } from '../configuration/configuration';
import type { ReportedFinding } from '../../reports/report';
import { isSameCluster } from '../configuration/joined-statements';
import { decode } from '../decode';
import { foldersAround, INDEX_FILE } from '../list-files';
import { readIndex } from '../read-index';
import type { Tree } from './tree';

/** A cluster of a tree. */
export interface TreeCluster {
  /** @default - nobody named it */
  readonly name?: string;
  /** What its construct states. @default - it is of no construct that is known */
  readonly stated?: ClusterConfiguration;
  readonly configured?: ClusterConfiguration;
}

/** Says which cluster each file of a tree is of: by the indexes that `synth` wrote, and by the configuration. */
export class TreeClusters {
  private readonly byFolder = new Map<string, TreeCluster>();
  /** What is wrong with indexes, which are not believed. */
  public readonly findings: readonly ReportedFinding[];
  private readonly owned: readonly { readonly isOwned: (path: string) => boolean; readonly cluster: TreeCluster }[];

  public constructor(
    tree: Tree,
    configured: readonly ClusterConfiguration[],
    private readonly folder: string,
  ) {
    this.owned = configured
      .filter(({ paths }) => paths.length > 0)
      .map((cluster) => ({ isOwned: matcher(cluster.paths), cluster: { name: cluster.name, configured: cluster } }));
    const findings: ReportedFinding[] = [];
    const indexes = [...tree.files].filter(([path]) => path === INDEX_FILE || path.endsWith(`/${INDEX_FILE}`));
    tree.prepare(indexes.map(([, file]) => file));
    for (const [path, file] of indexes) {
      const reading = readIndex(`${tree.prefix}${path}`, decode(file.read()).text);
      if (reading === undefined) {
        findings.push(notOurs(`${tree.prefix}${path}`));
        continue;
      }
      findings.push(...reading.findings);
      const at = path.slice(0, -INDEX_FILE.length).replace(/\/$/, '');
      const stated = reading.index.cluster;
      const name = stated?.name ?? at.split('/').at(-1);
      if (name === undefined || name === '') continue;
      const known = configured.find((cluster) => isSameCluster(cluster.name, name));
      this.byFolder.set(at, { name: known?.name ?? name, stated, configured: known });
    }
    this.findings = findings;
  }

  /** The cluster of a file; one without a name where nobody says. */
  public of(path: string): TreeCluster {
    const full = this.folder === '.' ? path : `${this.folder}/${path}`;
    const owner = this.owned.find(({ isOwned }) => isOwned(full));
    if (owner !== undefined) return { ...owner.cluster, stated: this.around(path)?.stated };
    return this.around(path) ?? {};
  }

  private around(path: string): TreeCluster | undefined {
    for (const folder of foldersAround(path)) {
      const cluster = this.byFolder.get(folder === '.' ? '' : folder);
      if (cluster !== undefined) return cluster;
    }
    return undefined;
  }
}

/** Whoever broke an index by hand would wonder where the cluster went. */
function notOurs(path: string): ReportedFinding {
  return {
    id: 'source/index',
    severity: 'warning',
    where: path,
    problem: 'It is no index that synth wrote, so its folder is not taken for that of a cluster',
    consequence: 'Its objects are told of with those that belong to no cluster.',
    mend: 'Run synth again, or restore it from Git.',
  };
}

function matcher(paths: readonly string[]): (path: string) => boolean {
  const matchers = paths.map((path) => {
    const clean = path.replace(/^\.\//, '').replace(/\/+$/, '');
    const matches = picomatch(clean);
    return (file: string) => clean === '.' || file === clean || file.startsWith(`${clean}/`) || matches(file);
  });
  return (file) => matchers.some((matches) => matches(file));
}
