import { dirname } from 'node:path/posix';
import { isArray, nameOf, namespaceOf, textAt, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { isKustomization, pathOf } from '../flux/kustomizations';
import type { Finding } from '../finding';
import type { FilePlacement, PlacedManifest, SourcedObject, SourcedObjects } from './delivered-tree';
import type { DeliveringApplication } from './delivering-applications';
import type { DirectorySource } from './directory-source';

/** A Kustomization of Flux that applies a folder. */
export interface ApplyingKustomization {
  readonly name: string;
  readonly manifest: Manifest;
  /** Path with slashes. */
  readonly file: string;
  readonly source: DirectorySource;
  /** Last part of the repository's address, where that is known. */
  readonly repository: string | undefined;
  /** Whether it applies to another cluster than its own. */
  readonly isRemote: boolean;
}

/** The Kustomizations among the objects of a cluster whose path says what they apply. */
export function applyingKustomizations(objects: readonly PlacedManifest[]): readonly ApplyingKustomization[] {
  const repositories = new Map(
    objects
      .filter(({ manifest }) => manifest.kind === 'GitRepository')
      .map(({ manifest }) => [`${namespaceOf(manifest) ?? ''}/${nameOf(manifest)}`, textAt(manifest, 'spec', 'url')]),
  );
  return objects.flatMap(({ manifest, file }): readonly ApplyingKustomization[] => {
    const path = isKustomization(manifest) ? pathOf(manifest) : '';
    if (path === '' || valueAt(manifest, 'spec', 'suspend') === true) return [];
    const namespace = textAt(manifest, 'spec', 'sourceRef', 'namespace') ?? namespaceOf(manifest) ?? '';
    const isOfGit = textAt(manifest, 'spec', 'sourceRef', 'kind') === 'GitRepository';
    const url = repositories.get(`${namespace}/${textAt(manifest, 'spec', 'sourceRef', 'name') ?? ''}`);
    return [
      {
        name: nameOf(manifest),
        manifest,
        file,
        source: {
          origin: '',
          path,
          recurse: true,
          isStated: true,
          field: 'spec',
          takes: (name) => /\.ya?ml$/.test(name),
        },
        repository: isOfGit && url !== undefined ? lastPart(url) : undefined,
        isRemote: valueAt(manifest, 'spec', 'kubeConfig') !== undefined,
      },
    ];
  });
}

/** What an Application delivers of a file, and from which repository. */
interface Delivered {
  readonly application: DeliveringApplication;
  readonly source: DirectorySource;
  readonly sourced: SourcedObject;
}

/** An object that a Kustomization applies too. */
interface Shared extends Delivered {
  readonly kustomization: ApplyingKustomization;
}

/**
 * Objects of one cluster that Argo CD delivers, and Flux too. It is told once for each cluster.
 *
 * @see https://github.com/fluxcd/pkg/blob/main/ssa/manager.go SetOwnerLabels
 * @see https://github.com/argoproj/argo-cd/blob/master/controller/state.go CompareAppState
 */
export function checkTools(
  applications: readonly DeliveringApplication[],
  kustomizations: readonly ApplyingKustomization[],
  sourced: SourcedObjects,
  placement: FilePlacement,
): readonly Finding[] {
  if (kustomizations.length === 0) return [];
  const byFile = new Map<string, Delivered>();
  for (const application of applications) {
    for (const source of application.sources.filter((each) => sourced.isOfManifests(each))) {
      for (const each of sourced.of(source)) byFile.set(each.object.file, { application, source, sourced: each });
    }
  }
  const shared = new Map<string, Shared[]>();
  for (const kustomization of kustomizations) {
    for (const each of sourced.of(kustomization.source)) {
      const delivered = byFile.get(each.object.file);
      if (delivered === undefined || !isOneCluster(delivered, kustomization, each, placement)) continue;
      const { cluster } = delivered.application;
      const known = shared.get(cluster);
      if (known === undefined) shared.set(cluster, [{ ...delivered, kustomization }]);
      else known.push({ ...delivered, kustomization });
    }
  }
  return [...shared.values()].flatMap(faultOf);
}

/** Whether both deliver to one cluster, as far as their places tell. */
function isOneCluster(
  { application, source, sourced: ofArgo }: Delivered,
  kustomization: ApplyingKustomization,
  { object, root }: SourcedObject,
  placement: FilePlacement,
): boolean {
  if (placement === 'written') {
    return kustomization.isRemote || kustomization.file.split('/')[0] === object.file.split('/')[0];
  }
  const { repository, isRemote, file } = kustomization;
  const isElsewhere = repository !== undefined && repository !== repositoryOf(source);
  if (isRemote || isElsewhere || root !== ofArgo.root) return false;
  if (application.isOwnCluster && dirname(application.file) === dirname(file)) return true;
  // What lies beside the Kustomization in the folder of a cluster is of that cluster.
  const folder = [root.trim(), dirname(kustomization.source.path)].filter((part) => part !== '').join('/');
  return folder.includes('/') && file.replace(/^\/+/, '').startsWith(`${folder.replace(/^\/+/, '')}/`);
}

function repositoryOf({ origin }: DirectorySource): string {
  const stated: unknown = JSON.parse(origin);
  const [url] = isArray(stated) ? stated : [];
  return typeof url === 'string' ? lastPart(url) : '';
}

/** `fleet` of `https://git.example.com/platform/fleet.git`, however the repository is reached. */
function lastPart(url: string): string {
  return (
    url
      .replace(/(?:\.git)?\/*$/, '')
      .split(/[/:]/)
      .at(-1) ?? ''
  ).toLowerCase();
}

/** Of the first by name, in whatever order the objects are read. */
function faultOf(shared: readonly Shared[]): readonly Finding[] {
  const [first] = [...shared].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  if (first === undefined) return [];
  const { application, source, sourced, kustomization } = first;
  const { object } = sourced;
  const others = new Set(shared.map((each) => each.application.name)).size - 1;
  const more =
    others === 0 ? '' : `; so it is with ${others} more Application${others === 1 ? '' : 's'} of the cluster`;
  return [
    {
      id: 'argo/flux-owner',
      severity: 'warning',
      where: application.where,
      field: `${source.field}.path`,
      problem: `The ${object.manifest.kind} '${nameOf(object.manifest)}' (${object.file}) is delivered by the Kustomization '${kustomization.name}' of Flux too${more}`,
      consequence:
        'Both apply it, each at its own time and from its own revision: what one has applied or paused the other sets back, and what one deletes is gone for both.',
      mend: 'Let one of them deliver the cluster.',
    },
  ];
}

function keyOf({ application, sourced }: Shared): string {
  return JSON.stringify([application.name, sourced.object.file]);
}
