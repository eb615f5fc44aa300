import type { ClusterFacts } from '../../checks/cluster-facts';
import type { ProgressListener } from '../../reports/progress';
import type { ReportedFinding } from '../../reports/report';
import type { Review } from '../../review/review';
import { objectKey } from '../../kubernetes/object-identity';
import { reviewClusters } from '../../review/review-clusters';
import type { ClusterPair, TreeObject, UnchangedFile } from '../../review/tree-pair';
import type { ClusterConfiguration } from '../configuration/configuration';
import { joinedStatements } from '../configuration/joined-statements';
import { decode } from '../decode';
import { Inventories } from '../inventory';
import { INDEX_FILE } from '../list-files';
import { readSource } from '../read-source';
import { compareFiles } from './changed-files';
import { kindsOfFile, nameOfFile } from './kinds-of-file';
import type { Tree, TreeFile } from './tree';
import { TreeClusters } from './tree-clusters';
import type { TreeCluster } from './tree-clusters';

/** Two trees, and what is known of their clusters. */
export interface TreesToReview {
  readonly before: Tree;
  readonly after: Tree;
  /** The folder that both are of, from the working directory. */
  readonly folder: string;
  readonly clusters: readonly ClusterConfiguration[];
  /** @default - nobody hears how far it has come */
  readonly listen?: ProgressListener;
}

/** What there is to review, and what could not be read of the trees. */
export interface TreesReview {
  readonly review: Review;
  readonly findings: { readonly before: readonly ReportedFinding[]; readonly after: readonly ReportedFinding[] };
}

/** Compares two trees of manifests, reading as few of their files as will do. */
export function reviewTrees({ before, after, folder, clusters, listen }: TreesToReview): TreesReview {
  const sides = {
    before: new TreeClusters(before, clusters, folder),
    after: new TreeClusters(after, clusters, folder),
  };
  const files = compareFiles(before, after);
  const pairs = new Pairs();
  const findings = { before: [...sides.before.findings], after: [...sides.after.findings] };
  const read = new Map<string, readonly TreeObject[]>();
  const unknown = new Set<TreeObject>();
  for (const side of ['before', 'after'] as const) {
    const { prefix, prepare } = side === 'before' ? before : after;
    const manifests = files[side].filter((file) => !isIndex(file));
    prepare(manifests);
    for (const [index, file] of manifests.entries()) {
      listen?.('reading file', index, manifests.length);
      const pair = pairs.of(clusterOf(file.path, sides, side), side);
      const content = contentOf(file, prefix);
      pair[side].push(...content.objects);
      findings[side].push(...content.findings);
      if (side === 'before') read.set(file.path, content.objects);
      else if (content.findings.some(({ severity }) => severity === 'error')) {
        for (const object of notFoundAgain(read.get(file.path) ?? [], content.objects)) unknown.add(object);
      }
    }
  }
  const unchanged = files.unchanged.filter((file) => !isIndex(file)).map((file) => lazily(file, after.prefix));
  for (const { file, unchanged: lazy } of unchanged) {
    pairs.of(clusterOf(file.path, sides, 'after'), 'after').unchanged.push(lazy);
  }
  const unread = findings.after.filter(({ severity }) => severity === 'error').map(({ where }) => where);
  return { review: { ...reviewClusters(pairs.all(unknown)), unread }, findings };
}

/** The cluster of a file; where one side alone has an index, as when it was made by hand before, that of the other. */
function clusterOf(
  path: string,
  sides: Record<'before' | 'after', TreeClusters>,
  side: 'before' | 'after',
): TreeCluster {
  const own = sides[side].of(path);
  return own.name === undefined ? sides[side === 'before' ? 'after' : 'before'].of(path) : own;
}

/** Of a file that cannot be read any more, nobody knows what goes: what was found in it again is compared, and no more. */
function notFoundAgain(before: readonly TreeObject[], found: readonly TreeObject[]): readonly TreeObject[] {
  const known = new Set(found.map(({ manifest }) => objectKey(manifest)));
  return before.filter(({ manifest }) => !known.has(objectKey(manifest)));
}

/** The clusters of two trees, by their names. */
class Pairs {
  private readonly byName = new Map<string, ClusterUnderway>();
  private readonly inventories = new Inventories();

  public of(cluster: TreeCluster, side: 'before' | 'after'): ClusterUnderway {
    const key = cluster.name?.toLowerCase() ?? '';
    let pair = this.byName.get(key);
    if (pair === undefined) {
      pair = { name: cluster.name, before: [], after: [], unchanged: [], statements: {} };
      this.byName.set(key, pair);
    }
    pair.statements[side] ??= cluster;
    return pair;
  }

  /** @param unknown - objects before of which nobody can say what becomes of them */
  public all(unknown: ReadonlySet<TreeObject>): readonly ClusterPair[] {
    return [...this.byName.values()].map(({ name, before: all, after, unchanged, statements }): ClusterPair => {
      const before = all.filter((object) => !unknown.has(object));
      const stated = { before: statements.before ?? statements.after, after: statements.after ?? statements.before };
      const facts = { before: this.factsOf(stated.before), after: this.factsOf(stated.after) };
      return { name, before, after, unchanged, facts };
    });
  }

  private factsOf(cluster: TreeCluster | undefined): ClusterFacts {
    const { facts, runtimes } = joinedStatements(cluster?.stated, cluster?.configured);
    return { ...facts, inventory: this.inventories.of(runtimes).manifests };
  }
}

interface ClusterUnderway {
  readonly name?: string;
  readonly before: TreeObject[];
  readonly after: TreeObject[];
  readonly unchanged: UnchangedFile[];
  readonly statements: { before?: TreeCluster; after?: TreeCluster };
}

interface Content {
  readonly objects: readonly TreeObject[];
  readonly findings: readonly ReportedFinding[];
}

function contentOf(file: TreeFile, prefix: string): Content {
  const path = `${prefix}${file.path}`;
  const { manifests, findings } = readSource({ name: path, ...decode(file.read()) });
  return {
    objects: manifests.map(({ manifest, where, document: { text } }) => ({ manifest, where, path, text })),
    findings,
  };
}

/** A file that is read once somebody asks. */
function lazily(file: TreeFile, prefix: string): { readonly file: TreeFile; readonly unchanged: UnchangedFile } {
  let text: string | undefined;
  let objects: readonly TreeObject[] | undefined;
  const read = () => (text ??= decode(file.read()).text);
  const unchanged: UnchangedFile = {
    path: `${prefix}${file.path}`,
    text: read,
    name: nameOfFile(file.path),
    kinds: () => kindsOfFile(file.path, read),
    objects: () => (objects ??= contentOf(file, prefix).objects),
  };
  return { file, unchanged };
}

function isIndex({ path }: TreeFile): boolean {
  return path === INDEX_FILE || path.endsWith(`/${INDEX_FILE}`);
}
