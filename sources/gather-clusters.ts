import type { ClusterFacts } from '../checks/cluster-facts';
import { otherVersionInWords } from '../checks/schema/cluster-version';
import type { LocatedManifest } from '../kubernetes/manifest';
import type { NotChecked, ReportedFinding } from '../reports/report';
import { readBaseTree } from './base-tree';
import { isCatalogue } from './configuration/cluster';
import type { ClusterConfiguration } from './configuration/configuration';
import { joinedStatements } from './configuration/joined-statements';
import { divideFiles } from './divide-files';
import type { FileCluster } from './divide-files';
import { IndexFolders } from './index-folder';
import { Inventories } from './inventory';
import { listFiles } from './list-files';
import type { LeftOut, ListedFiles, MissingSource } from './list-files';
import { readFiles } from './read-files';
import { changedFile, isAsWritten } from './recorded-acknowledgements';
import type { Source } from './source';
import { leadsOut } from './working-directory';

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
  const folders = new IndexFolders();
  const divided = divideFiles([...new Set(asked.flatMap((listed) => listed.files))], configured, folders);
  const read = readFiles([...new Set(divided.flatMap((cluster) => cluster.files))], input);
  const recorded = withRecords(read.sources, folders);
  const inventories = new Inventories();
  const before = readBaseTree(base);
  const known = divided.map((cluster) => clusterFacts(cluster, runtimes, inventories));
  return {
    clusters: divided.map((cluster, index) => ({
      name: cluster.name,
      facts: known[index]?.facts,
      sources: cluster.files.flatMap((file) => recorded.sources.get(file) ?? []),
      base: before.of(cluster.name),
    })),
    missing: distinct([...asked, read, ...known, ...inventories.all(), before].flatMap(({ missing }) => missing)),
    findings: [...folders.findings(), ...recorded.findings, ...inventories.all().flatMap(({ findings }) => findings)],
    notChecked: [...leftOut(asked), ...otherVersions(known.map(({ facts }) => facts))],
  };
}

/** Facts of a cluster: what its construct states, what is configured of it, and inventories of all clusters. */
function clusterFacts(
  { stated, configuration }: FileCluster,
  common: readonly string[],
  inventories: Inventories,
): { readonly facts: ClusterFacts; readonly missing: readonly MissingSource[] } {
  const beyond = (stated?.runtimes ?? []).filter((path) => !isCatalogue(path) && leadsOut(path));
  const own = stated && { ...stated, runtimes: stated.runtimes.filter((path) => !beyond.includes(path)) };
  const { facts, runtimes } = joinedStatements(own, configuration);
  return {
    facts: { ...facts, inventory: inventories.of([...runtimes, ...common]).manifests },
    missing: beyond.map((path) => ({
      path,
      problem: `the index of the cluster '${stated?.name ?? ''}' names the inventory '${path}', which leads out of the working directory`,
    })),
  };
}

/** Sources with what was acknowledged of them when they were written, unless they were changed since. */
function withRecords(
  sources: ReadonlyMap<string, Source>,
  folders: IndexFolders,
): { readonly sources: ReadonlyMap<string, Source>; readonly findings: readonly ReportedFinding[] } {
  const findings: ReportedFinding[] = [];
  const found = new Map(sources);
  for (const [file, source] of sources) {
    const recorded = folders.recordedOf(file);
    if (recorded.length === 0) continue;
    if (isAsWritten(source, recorded)) found.set(file, { ...source, recorded });
    else findings.push(changedFile(source));
  }
  return { sources: found, findings };
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

/** Clusters of versions whose kinds are not known, which others judge. */
function otherVersions(facts: readonly ClusterFacts[]): readonly NotChecked[] {
  const versions = facts.flatMap(({ kubernetesVersion }) => kubernetesVersion ?? []);
  return [...new Set(versions)].flatMap((version): readonly NotChecked[] => {
    const why = otherVersionInWords(version);
    const count = versions.filter((other) => other === version).length;
    return why === undefined ? [] : [{ what: `cluster by the kinds of Kubernetes ${version}`, count, why }];
  });
}
