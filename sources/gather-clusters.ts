import type { ClusterFacts } from '../checks/cluster-facts';
import type { LocatedManifest } from '../kubernetes/manifest';
import type { NotChecked, ReportedFinding } from '../reports/report';
import { readBaseTree } from './base-tree';
import type { ClusterConfiguration } from './configuration/configuration';
import { divideFiles } from './divide-files';
import type { FileCluster } from './divide-files';
import { readInventory } from './inventory';
import type { Inventory } from './inventory';
import { listFiles } from './list-files';
import type { LeftOut, ListedFiles, MissingSource } from './list-files';
import { readFiles } from './read-files';
import type { Source } from './source';

/** What is checked together, since it is applied together. */
export interface SourceCluster {
  /** @default - nobody named it */
  readonly name?: string;
  readonly facts?: ClusterFacts;
  readonly sources: readonly Source[];
  /**
   * What is applied now, and will be replaced.
   *
   * @default - it is not known
   */
  readonly base?: readonly LocatedManifest[];
}

/** What is to be gathered. */
export interface GatherRequest {
  /** Files, folders, patterns, and `-`; where there are none, those of the configured clusters. */
  readonly paths: readonly string[];
  /** What came on standard input. */
  readonly input?: Buffer;
  readonly clusters: readonly ClusterConfiguration[];
  /** Inventories that stand in every cluster. */
  readonly runtimes: readonly string[];
  /**
   * Paths of the tree that is applied now.
   *
   * @default []
   */
  readonly base?: readonly string[];
}

/** Everything that is to be checked, and what could not be had. */
export interface Gathered {
  readonly clusters: readonly SourceCluster[];
  readonly missing: readonly MissingSource[];
  /** Of the files of inventories. */
  readonly findings: readonly ReportedFinding[];
  readonly notChecked: readonly NotChecked[];
}

/** Lists, divides and reads the files of clusters. */
export function gatherClusters({ paths, input, clusters, runtimes, base = [] }: GatherRequest): Gathered {
  const configured = clusters.map((configuration) => ({ configuration, ...listFiles(configuration.paths) }));
  const asked = paths.length > 0 ? [listFiles(paths)] : configured;
  const divided = divideFiles([...new Set(asked.flatMap((listed) => listed.files))], configured);
  const read = readFiles([...new Set(divided.flatMap((cluster) => cluster.files))], input);
  const inventories = new Inventories(runtimes);
  const before = readBaseTree(base);
  return {
    clusters: divided.map((cluster) => ({
      name: cluster.name,
      facts: { ...cluster.configuration?.facts, inventory: inventories.of(cluster).manifests },
      sources: cluster.files.flatMap((file) => read.sources.get(file) ?? []),
      base: before.of(cluster.name),
    })),
    missing: distinct([...asked, read, ...inventories.all(), before].flatMap(({ missing }) => missing)),
    findings: inventories.all().flatMap(({ findings }) => findings),
    notChecked: leftOut(asked),
  };
}

/** The inventories of clusters, each read once. */
class Inventories {
  private readonly known = new Map<string, Inventory>();

  public constructor(private readonly common: readonly string[]) {}

  public of({ configuration }: FileCluster): Inventory {
    const names = [...(configuration?.runtimes ?? []), ...this.common];
    const key = JSON.stringify(names);
    const known = this.known.get(key) ?? readInventory(names);
    this.known.set(key, known);
    return known;
  }

  public all(): readonly Inventory[] {
    return [...this.known.values()];
  }
}

function distinct(missing: readonly MissingSource[]): readonly MissingSource[] {
  return [...new Map(missing.map((one) => [one.problem, one])).values()];
}

/** Why something below a folder is not read. */
const WHY: Readonly<Record<LeftOut, string>> = {
  'folder of Helm templates': 'they are YAML only once they are rendered',
  'patch of a kustomization': 'it is a part of an object; check what `kustomize build` writes',
  'link that leads out of its folder': 'others might learn from a report what stands elsewhere',
  'link to a folder': 'it might lead in circles',
  'link to nothing': 'there is nothing to read',
};

function leftOut(listed: readonly ListedFiles[]): readonly NotChecked[] {
  const all = new Map(listed.flatMap((files) => [...files.leftOut]));
  const counts = new Map<LeftOut, number>();
  for (const what of all.values()) counts.set(what, (counts.get(what) ?? 0) + 1);
  return [...counts].map(([what, count]) => ({ what, count, why: WHY[what] }));
}
