import { arrayAt, nameOf, namespaceOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import { applicationsOfSet } from '../../preview/argo-cd/applications-of-set';
import { groupKind, isApplicationSet } from '../effects/kinds';

/** What syncs the files of folders: Argo CD's Applications and Flux' Kustomizations. */
export class Owners {
  private readonly byFolder = new Map<string, string[]>();
  /** Two folders that are compared may lie anywhere: what leads to them in the repository is not known. */
  private readonly byEnding = new Map<string, string[]>();

  public constructor(manifests: readonly Manifest[]) {
    for (const manifest of manifests.flatMap(syncing)) {
      for (const folder of foldersOf(manifest)) {
        add(this.byFolder, folder, inWords(manifest));
        for (const ending of endingsOf(folder)) add(this.byEnding, ending, inWords(manifest));
      }
    }
  }

  /** Whether others sync the same folders. */
  public isSame(other: Owners): boolean {
    return (
      this.byFolder.size === other.byFolder.size && [...this.byFolder.keys()].every((one) => other.byFolder.has(one))
    );
  }

  /** Those that sync a file, in the order of their names. */
  public of(path: string): readonly string[] {
    const found = new Set<string>();
    const steps = path.split('/');
    for (let length = steps.length - 1; length >= 0; length--) {
      const folder = steps.slice(0, length).join('/');
      for (const owner of [...(this.byFolder.get(folder) ?? []), ...(this.byEnding.get(folder) ?? [])])
        found.add(owner);
    }
    return [...found].sort();
  }
}

/** An ApplicationSet syncs nothing by itself; what it makes does. */
function syncing(manifest: Manifest): readonly Manifest[] {
  return isApplicationSet(manifest) ? (applicationsOfSet(manifest) ?? []) : [manifest];
}

function add(owners: Map<string, string[]>, folder: string, owner: string): void {
  const others = owners.get(folder);
  if (others === undefined) owners.set(folder, [owner]);
  else others.push(owner);
}

/** The ends of a path that are long enough to be of no other. */
function endingsOf(folder: string): readonly string[] {
  const steps = folder.split('/');
  return steps.slice(1, -1).map((_, index) => steps.slice(index + 1).join('/'));
}

/** The folders of a repository that an object syncs. */
function foldersOf(manifest: Manifest): readonly string[] {
  switch (groupKind(manifest)) {
    case 'argoproj.io/Application': {
      const spec = objectAt(manifest, 'spec');
      return [spec.source, ...arrayAt(spec, 'sources')].flatMap((source: JsonValue | undefined) => folder(source));
    }
    case 'kustomize.toolkit.fluxcd.io/Kustomization':
      return folder(manifest.spec);
    default:
      return [];
  }
}

function folder(source: JsonValue | undefined): readonly string[] {
  const path = textAt(source, 'path');
  return path === undefined ? [] : [path.replace(/^\.?\/+/, '').replace(/^\.$|\/+$/, '')];
}

function inWords(manifest: Manifest): string {
  const namespace = namespaceOf(manifest);
  return `${manifest.kind} ${namespace === undefined ? '' : `${namespace}/`}${nameOf(manifest)}`;
}
