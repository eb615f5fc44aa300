import type { Manifest } from '../../kubernetes/manifest';
import type { TreeObject, UnchangedFile } from '../tree-pair';
import { mentions } from './mentions';
import { wishesOf, wishesOfChanged } from './wishes';
import type { Wish } from './wishes';

/**
 * The unchanged objects that must be known to say what a change does: workloads that are made of what changed, and what
 * changed ones are made of. No other file is parsed.
 */
export function neighboursOf(changed: readonly Manifest[], files: readonly UnchangedFile[]): readonly TreeObject[] {
  const left = new Set(files);
  const found: TreeObject[] = [];
  let wishes = changed.flatMap(wishesOfChanged);
  while (wishes.length > 0) {
    const asked = new Wishes(wishes);
    const files = [...left].filter((file) => asked.areMetBy(file));
    const objects = files.flatMap((file) => file.objects());
    for (const file of files) left.delete(file);
    found.push(...objects);
    wishes = objects.flatMap(({ manifest }) => wishesOf(manifest));
  }
  return found;
}

/** What is wished of the objects of one kind. */
interface KindWishes {
  isAny: boolean;
  orChoosing: boolean;
  readonly own: Set<string>;
  readonly mentioned: Set<string>;
  /** Both. */
  readonly all: Set<string>;
}

/** Wishes put together by kinds, so that each file is looked at once. */
class Wishes {
  private readonly byKind = new Map<string, KindWishes>();

  public constructor(wishes: readonly Wish[]) {
    for (const { kind, names, areTheirOwn = false, orChoosing = false } of wishes) {
      const known = this.of(kind);
      known.isAny ||= names === undefined;
      known.orChoosing ||= orChoosing;
      for (const name of names ?? []) {
        (areTheirOwn ? known.own : known.mentioned).add(name);
        known.all.add(name);
      }
    }
  }

  public areMetBy(file: UnchangedFile): boolean {
    return [...file.kinds()].some((kind) => {
      const wish = this.byKind.get(kind);
      return wish !== undefined && isMet(wish, file);
    });
  }

  private of(kind: string): KindWishes {
    let known = this.byKind.get(kind);
    if (known === undefined) {
      known = { isAny: false, orChoosing: false, own: new Set(), mentioned: new Set(), all: new Set() };
      this.byKind.set(kind, known);
    }
    return known;
  }
}

function isMet({ isAny, orChoosing, own, mentioned, all }: KindWishes, file: UnchangedFile): boolean {
  if (isAny || (file.name !== undefined && own.has(file.name))) return true;
  // Names of its own that the path shows need no look into the file.
  const asked = file.name === undefined ? all : mentioned;
  if (orChoosing && !/\bruntime\b/.test(file.text())) return true;
  return asked.size > 0 && mentions(file.text(), asked);
}
