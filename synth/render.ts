import type { IConstruct } from 'constructs';
import { checkCluster } from '../checks/check-cluster';
import { checkDeliveredFiles } from '../checks/delivery/check-delivery';
import type { DeliveredClusters } from '../checks/delivery/check-delivery';
import type { PlacedManifest } from '../checks/delivery/delivered-tree';
import { ScaledObjects } from '../checks/delivery/scaled-objects';
import type { ClusterFacts } from '../checks/cluster-facts';
import type { Finding } from '../checks/finding';
import { requiredSecrets } from '../checks/secrets/required-secrets';
import type { RequiredSecret } from '../checks/secrets/required-secrets';
import { groupOf, nameOf, namespaceOf } from '../kubernetes/manifest';
import type { JsonObject, Manifest } from '../kubernetes/manifest';
import type { ProgressListener } from '../reports/progress';
import type { NotChecked, ReportedFinding } from '../reports/report';
import { checkFolderSizes } from '../sources/folder-sizes';
import { NO_CONFIGURATION } from '../sources/configuration/configuration';
import type { Configuration } from '../sources/configuration/configuration';
import { notCheckedOf, summed } from '../sources/not-checked';
import { withStatedKinds } from '../sources/stated-kinds';
import { unknownRuntimes } from '../sources/unknown-runtimes';
import { deliveredClustersIn } from '../constructs/argo-cd/delivered-clusters';
import { withArgoCd } from './argo-cd/delivered-objects';
import { canonicalize } from './canonical/canonicalize';
import type { OutputTree } from './files/output-tree';
import { fleetLayout } from './layout';
import type { Layout } from './layout';
import { collectObjects } from './objects/collect-objects';
import type { CollectedObject } from './objects/collect-objects';
import { emitYaml } from './yaml/emit';
import { deliveryFindings } from './delivered-folders';
import { faultOf } from './emit-fault';
import { judgeFindings } from './judge-findings';
import { KnownClusters } from './known-clusters';
import { toldOnce } from './told-once';

/** What a construct tree becomes, in memory. */
export interface Rendering {
  readonly trees: readonly OutputTree[];
  /** The same objects, in the order in which they depend on each other. */
  readonly objects: readonly CollectedObject[];
  readonly findings: readonly ReportedFinding[];
  readonly notChecked: readonly NotChecked[];
}

/** How a tree is rendered. */
export interface RenderSettings {
  /** @default - nothing is configured */
  readonly configuration?: Configuration;
  /** @default - nobody hears how far it has come */
  readonly listen?: ProgressListener;
}

/** Renders and checks a construct tree; nothing is written. */
export function render(root: IConstruct, layout: Layout, settings: RenderSettings = {}): Rendering {
  const { configuration = NO_CONFIGURATION, listen } = settings;
  const collection = collectObjects(root);
  const canonical = collection.objects.map((object) => ({ ...object, manifest: canonicalize(object.manifest) }));
  const objects = withArgoCd(canonical, deliveredClustersIn(root)).map((object) => {
    const { folder, path } = layout(object);
    return { ...object, file: `${folder}/${path}` };
  });
  const emitted = emitTrees(objects, layout, listen);
  const clusters = new KnownClusters(configuration);
  const known = new Map(
    [...byCluster(objects)].map(([name, members]) => {
      const cluster = clusters.of(name, collection.clusters.get(name));
      const definitions = members.map(({ manifest, where }) => ({ manifest, place: where }));
      return [name, { members, ...cluster, facts: withStatedKinds(cluster.facts, definitions) }] as const;
    }),
  );
  const scaled = new ScaledObjects(() => deliveredFiles(objects));
  const { open, told } = toldOnce(
    [...known.values()]
      .flatMap(({ members, facts }) => checkCluster(members, facts))
      .filter((finding) => !scaled.isSettled(finding)),
    collection.findings,
  );
  const found = [
    ...collection.findings,
    ...clusters.findings(),
    ...duplicates(objects),
    ...(layout === fleetLayout ? deliveryFindings(objects) : []),
    ...(layout === fleetLayout ? deliveredFileFindings(objects, emitted.trees) : []),
    ...open,
    ...emitted.findings,
  ];
  const { findings, acknowledged } = judgeFindings(
    { findings: found, ofManifests: open, told },
    root,
    objects,
    configuration,
  );
  const trees = emitted.trees.map(({ members, ...tree }): OutputTree => {
    return {
      ...tree,
      objects: members.map((member) => ({ ...member, acknowledged: acknowledged.get(member.where) })),
      statement: statementOf(members, (name) => known.get(name)?.statement),
      secrets: secretsOf(members, (name) => known.get(name)),
    };
  });
  const kinds = [...known.values()].map(({ facts }) => facts.kinds);
  const unmerged = [...known.values()].flatMap(({ members, facts }) =>
    unknownRuntimes(
      members.map(({ manifest }) => manifest),
      facts,
    ),
  );
  return { trees, objects, findings, notChecked: summed([...notCheckedOf(objects, kinds), ...unmerged]) };
}

/** What the cluster states that all objects of a tree are of; a layout of plain cdk8s may mix several. */
function statementOf(
  members: readonly EmittedObject[],
  stated: (cluster: string) => JsonObject | undefined,
): JsonObject | undefined {
  const [name, ...others] = new Set(members.map(({ cluster }) => cluster));
  return name === undefined || others.length > 0 ? undefined : stated(name);
}

/** What has to be brought to all clusters that objects of a tree are of. */
function secretsOf(
  members: readonly EmittedObject[],
  known: (
    cluster: string,
  ) => { readonly members: readonly CollectedObject[]; readonly facts: ClusterFacts } | undefined,
): readonly RequiredSecret[] {
  const [cluster, ...others] = [...new Set(members.map(({ cluster }) => cluster))].map(known);
  return cluster === undefined || others.length > 0 ? [] : requiredSecrets(cluster.members, cluster.facts);
}

function byCluster<Each extends CollectedObject>(objects: readonly Each[]): ReadonlyMap<string, readonly Each[]> {
  const clusters = new Map<string, Each[]>();
  for (const object of objects) {
    const known = clusters.get(object.cluster);
    if (known === undefined) clusters.set(object.cluster, [object]);
    else known.push(object);
  }
  return clusters;
}

function deliveredFiles(objects: readonly (CollectedObject & PlacedManifest)[]): DeliveredClusters {
  return { clusters: [...byCluster(objects).values()], placement: 'written' };
}

function deliveredFileFindings(
  objects: readonly (CollectedObject & PlacedManifest)[],
  trees: readonly (EmittedTree & { readonly folder: string })[],
): readonly Finding[] {
  const texts = new Map<string, string>();
  for (const { folder, files } of trees) for (const [path, text] of files) texts.set(`${folder}/${path}`, text);
  const sizeOf = (file: string) => Buffer.byteLength(texts.get(file) ?? '');
  const delivered = deliveredFiles(objects);
  return [...checkDeliveredFiles(delivered), ...checkFolderSizes(delivered, sizeOf)];
}

/** Objects that the API server could not tell apart: the later one would silently replace the earlier. */
function duplicates(objects: readonly CollectedObject[]): readonly Finding[] {
  const first = new Map<string, string>();
  const findings: Finding[] = [];
  for (const { manifest, cluster, where } of objects) {
    const identity = identityOf(manifest);
    const key = `${cluster}\n${identity}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, where);
      continue;
    }
    findings.push({
      id: 'synth/duplicate-object',
      severity: 'error',
      where,
      field: 'metadata.name',
      problem: `${identity} is made a second time; '${earlier}' makes it too`,
      consequence: 'Flux refuses both, Argo CD applies one of them, and which one is not defined.',
      mend: 'Give one of them another name or namespace, or make it once and share it.',
    });
  }
  return findings;
}

function identityOf(manifest: Manifest): string {
  const group = groupOf(manifest);
  const namespace = namespaceOf(manifest);
  const name = namespace === undefined ? nameOf(manifest) : `${namespace}/${nameOf(manifest)}`;
  return `${manifest.kind}${group === '' ? '' : `.${group}`} '${name}'`;
}

/** One object and the file it is emitted to. */
type EmittedObject = Pick<CollectedObject, 'manifest' | 'where' | 'cluster'> & { readonly path: string };

/** The files of one folder, before it is known what is acknowledged of their objects. */
interface EmittedTree {
  readonly files: Map<string, string>;
  readonly members: readonly EmittedObject[];
}

function emitTrees(objects: readonly CollectedObject[], layout: Layout, listen?: ProgressListener) {
  const trees = new Map<string, EmittedTree & { readonly members: EmittedObject[] }>();
  const findings: Finding[] = [];
  for (const [index, object] of objects.entries()) {
    listen?.('rendering object', index, objects.length);
    const emission = emitYaml(object.manifest);
    if (!emission.ok) {
      findings.push(...emission.faults.map((fault) => ({ ...faultOf(fault), where: object.where })));
      continue;
    }
    const { folder, path } = layout(object);
    let tree = trees.get(folder);
    if (tree === undefined) {
      tree = { files: new Map(), members: [] };
      trees.set(folder, tree);
    }
    const present = tree.files.get(path);
    tree.files.set(path, present === undefined ? emission.yaml : `${present}---\n${emission.yaml}`);
    const { manifest, where, cluster } = object;
    tree.members.push({ manifest, where, cluster, path });
  }
  return { trees: [...trees].map(([folder, tree]) => ({ folder, ...sorted(tree) })), findings };
}

/** The index is ordered by path, so that it does not change when code is moved around. */
function sorted({ files, members }: EmittedTree): EmittedTree {
  const byPath = [...members].sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));
  return { files, members: byPath };
}
