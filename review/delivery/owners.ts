import { arrayAt, nameOf, namespaceOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import { groupKind } from '../effects/kinds';

/** What syncs the files of folders: Argo CD's Applications and Flux' Kustomizations. */
export class Owners {
  private readonly byFolder = new Map<string, string[]>();

  public constructor(manifests: readonly Manifest[]) {
    for (const manifest of manifests) {
      for (const folder of foldersOf(manifest)) {
        const others = this.byFolder.get(folder);
        if (others === undefined) this.byFolder.set(folder, [inWords(manifest)]);
        else others.push(inWords(manifest));
      }
    }
  }

  /** Those that sync a file, in the order of their names. */
  public of(path: string): readonly string[] {
    const found = new Set<string>();
    const steps = path.split('/');
    for (let length = steps.length - 1; length >= 0; length--) {
      for (const owner of this.byFolder.get(steps.slice(0, length).join('/')) ?? []) found.add(owner);
    }
    return [...found].sort();
  }
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
  return path === undefined ? [] : [path.replace(/^\.?\/+/, '').replace(/\/+$/, '')];
}

function inWords(manifest: Manifest): string {
  const namespace = namespaceOf(manifest);
  return `${manifest.kind} ${namespace === undefined ? '' : `${namespace}/`}${nameOf(manifest)}`;
}
