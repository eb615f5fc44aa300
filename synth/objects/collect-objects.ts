import { ApiObject, App, Chart, Names } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Finding } from '../../checks/finding';
import type { Manifest } from '../../kubernetes/manifest';
import { formatFinding } from '../../reports/format-finding';
import { groupOf } from '../../kubernetes/manifest';
import { Cluster } from '../../constructs/cluster';
import { findingsOf, placeOf } from '../../constructs/findings';
import { Layers } from '../../constructs/layer';
import type { Layer } from '../../constructs/layer';
import { layerOfKind } from '../../constructs/layer-of-kind';
import { dependencyOrder } from './dependency-order';
import { hasOwnResolvers, plainManifest } from './plain-manifest';

/** One object of the tree with where it belongs. */
export interface CollectedObject {
  readonly manifest: Manifest;
  /** Construct path a person knows it by. */
  readonly where: string;
  readonly construct: ApiObject;
  readonly cluster: string;
  readonly layer: Layer;
  /** Name that cdk8s gives to the files of its chart. */
  readonly chart: string;
}

/** The plain objects of a construct tree in dependency order, and what is wrong with the constructs. */
export interface Collection {
  readonly objects: readonly CollectedObject[];
  readonly findings: readonly Finding[];
  /** By the names that objects give. */
  readonly clusters: ReadonlyMap<string, Cluster>;
}

/** Folder of objects that no {@link Cluster} contains. */
const DEFAULT_CLUSTER = 'default';

/** Turns a construct tree into plain manifests. */
export function collectObjects(root: IConstruct): Collection {
  const { constructs, cycles } = dependencyOrder(root);
  const objects: CollectedObject[] = [];
  const findings: Finding[] = cycles.map(({ dependent, dependency }) => ({
    id: 'synth/dependency-cycle',
    severity: 'error',
    where: placeOf(dependent),
    problem: `It depends on '${dependency.node.path}', which in turn depends on it`,
    consequence: 'No order satisfies both, so whichever is applied first waits for the other.',
    mend: 'Remove one of the two `addDependency` calls.',
  }));
  const ownResolvers = hasOwnResolvers(App.of(root));
  const places = new Map<IConstruct, { readonly cluster: string; readonly chart: string }>();
  const owners = new Map<string, Cluster | undefined>();
  const clusters = new Map<string, Cluster>();

  for (const construct of constructs) {
    findings.push(...constructFindings(construct));
    if (!(construct instanceof ApiObject)) continue;
    const chart = Chart.of(construct);
    let place = places.get(chart);
    if (place === undefined) {
      const cluster = Cluster.containing(chart);
      place = { cluster: cluster?.node.id ?? DEFAULT_CLUSTER, chart: Names.toDnsLabel(chart) };
      places.set(chart, place);
      if (cluster !== undefined) clusters.set(place.cluster, cluster);
      const folder = place.cluster.toLowerCase();
      if (!owners.has(folder)) owners.set(folder, cluster);
      else if (owners.get(folder) !== cluster) findings.push(sharedFolder(chart, folder));
    }
    const plain = plainManifest(construct, ownResolvers);
    if ('problem' in plain) {
      findings.push({ ...plain, where: placeOf(construct) });
      continue;
    }
    const layer = Layers.assignedTo(construct) ?? layerOfKind(groupOf(plain.manifest), plain.manifest.kind);
    objects.push({ manifest: plain.manifest, where: placeOf(construct), construct, layer, ...place });
  }
  return { objects, findings, clusters };
}

/** Two clusters of one name, or one that is named as the objects without a cluster are. */
function sharedFolder(chart: IConstruct, folder: string): Finding {
  return {
    id: 'synth/cluster-name-taken',
    severity: 'error',
    where: placeOf(chart),
    field: 'id',
    problem: `Another cluster is written to the folder '${folder}' already`,
    consequence: 'The objects of both would be applied to both.',
    mend: `Give each Cluster an id of its own, in small letters, other than '${DEFAULT_CLUSTER}'.`,
  };
}

/** What the constructs' own validations say, ours in full and anybody else's as text. */
function constructFindings(construct: IConstruct): readonly Finding[] {
  const own = findingsOf(construct);
  const problems = construct.node.validate();
  if (problems.length === 0) return own;
  const told = new Set(own.map((finding) => formatFinding(finding)));
  const others = problems.filter((problem) => !told.has(problem));
  return [
    ...own,
    ...others.map((problem): Finding => ({
      id: 'construct/validation',
      severity: 'error',
      where: placeOf(construct),
      problem,
      consequence: 'The construct itself calls its props invalid.',
      mend: "See the construct's documentation.",
    })),
  ];
}
