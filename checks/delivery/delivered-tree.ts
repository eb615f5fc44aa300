import type { LocatedManifest } from '../../kubernetes/manifest';
import type { DirectorySource } from './directory-source';

/**
 * What is known of the place of files in the repository: of files that are read, that their paths may begin before it; of
 * files that are yet to be written, that they lie in an output folder somewhere in it, with nothing else beside them.
 */
export type FilePlacement = 'read' | 'written';

/** An object, and the file that it stands in. */
export interface PlacedManifest extends LocatedManifest {
  /** Path with slashes. */
  readonly file: string;
}

/** An object below the folder of a source. */
export interface SourcedObject {
  readonly object: PlacedManifest;
  /** Path of its file below the source's folder. */
  readonly path: string;
  /** What tells the repository from others, as far as the paths of source and file tell. */
  readonly root: string;
  /** How many folders of the file's path belong to the source's. */
  readonly depth: number;
}

/** A folder of a source in the path of another folder. */
interface Match extends Omit<SourcedObject, 'object' | 'path'> {
  readonly source: string;
  /** The way from the source's folder to the other. */
  readonly rest: string;
}

/**
 * The objects of files by the folders of sources. The folders of each file are looked up among those of the sources, so that
 * it takes as long as there are files, however many sources there are.
 */
export class SourcedObjects {
  private readonly bySource = new Map<string, SourcedObject[]>();
  private readonly taken = new Map<DirectorySource, readonly SourcedObject[]>();
  /** Sources by every end of their paths, with the way before it. */
  private readonly byEnd = new Map<string, { readonly source: string; readonly root: string }[]>();

  public constructor(
    sources: readonly DirectorySource[],
    objects: readonly PlacedManifest[],
    private readonly placement: FilePlacement,
  ) {
    for (const { path } of sources) this.addSource(path);
    const matches = new Map<string, readonly Match[]>();
    for (const object of objects) {
      const end = object.file.lastIndexOf('/');
      const folder = object.file.slice(0, Math.max(end, 0));
      let found = matches.get(folder);
      if (found === undefined) {
        found = this.matchesOf(folder.split('/'));
        matches.set(folder, found);
      }
      const name = object.file.slice(end + 1);
      for (const { source, rest, root, depth } of found) {
        const path = rest === '' ? name : `${rest}/${name}`;
        this.bySource.get(source)?.push({ object, path, root, depth });
      }
    }
  }

  /** The objects below the folder of a source, whether it takes their files or not. */
  public below({ path }: DirectorySource): readonly SourcedObject[] {
    return this.bySource.get(path) ?? [];
  }

  /** The objects that a source delivers, if it is a folder of manifests. */
  public of(source: DirectorySource): readonly SourcedObject[] {
    let taken = this.taken.get(source);
    if (taken === undefined) {
      taken = this.below(source).filter(({ path }) => (source.recurse || !path.includes('/')) && source.takes(path));
      this.taken.set(source, taken);
    }
    return taken;
  }

  /**
   * Whether a source is a folder of manifests, and no chart or kustomization: it says so, or it is a folder of a cluster that
   * is yet to be written.
   */
  public isOfManifests(source: DirectorySource): boolean {
    if (source.isStated) return true;
    return this.placement === 'written' && this.below(source).some(({ depth }) => depth > 1);
  }

  private addSource(path: string): void {
    if (this.bySource.has(path)) return;
    this.bySource.set(path, []);
    const parts = path.split('/');
    const ends = this.placement === 'read' ? [0] : parts.map((_part, start) => start);
    for (const start of ends) {
      const end = parts.slice(start).join('/');
      const entry = { source: path, root: parts.slice(0, start).join('/') };
      const known = this.byEnd.get(end);
      if (known === undefined) this.byEnd.set(end, [entry]);
      else known.push(entry);
    }
  }

  private matchesOf(folder: readonly string[]): readonly Match[] {
    const found = new Map<string, Match>();
    const starts = this.placement === 'read' ? folder.map((_part, start) => start) : [0];
    for (const start of starts) {
      for (let end = folder.length; end > start; end--) {
        for (const { source, root } of this.byEnd.get(folder.slice(start, end).join('/')) ?? []) {
          if (found.has(source)) continue;
          const before = folder.slice(0, start).join('/');
          found.set(source, {
            source,
            root: `${before} ${root}`,
            depth: end - start,
            rest: folder.slice(end).join('/'),
          });
        }
      }
    }
    return [...found.values()];
  }
}
