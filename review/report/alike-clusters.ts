import { EFFECTS } from '../effects/effect';
import type { ClusterReview } from '../review';

/** Clusters of which there is the same to say. */
export interface AlikeClusters {
  /** As a heading says it; undefined where no cluster is named at all. */
  readonly heading?: string;
  /** As a cell of a table says it. */
  readonly inShort?: string;
  readonly count: number;
  /** The first of them. */
  readonly cluster: ClusterReview;
}

/** What files are called that belong to no cluster, where others do. */
const NAMELESS = 'files of no cluster';

/** As many clusters are named in a heading. */
const MOST_NAMED = 5;

/** Puts clusters together in which the same objects change in the same way, wherever their files lie; the worst come first. */
export function alikeClusters(clusters: readonly ClusterReview[]): readonly AlikeClusters[] {
  const groups = new Map<string, [ClusterReview, ...ClusterReview[]]>();
  for (const cluster of clusters) {
    const said = { ...cluster, name: undefined, objects: cluster.objects.map((object) => ({ ...object, path: '' })) };
    const key = JSON.stringify(said);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [cluster]);
    else known.push(cluster);
  }
  const isNamed = clusters.some(({ name }) => name !== undefined);
  const alike = [...groups.values()].map((members): AlikeClusters => {
    const [cluster] = members;
    const group = { cluster, count: members.length };
    return isNamed ? { ...group, ...namesOf(members.map(({ name }) => name ?? NAMELESS)) } : group;
  });
  return alike.toSorted((one, other) => badness(other.cluster) - badness(one.cluster));
}

/** Objects are in the order of what happens to them, the worst first. */
function badness({ objects: [worst] }: ClusterReview): number {
  return worst === undefined ? -1 : EFFECTS.indexOf(worst.effects[0].kind);
}

function namesOf(names: readonly string[]): { readonly heading: string; readonly inShort: string } {
  const [first = NAMELESS, ...others] = names;
  const shown = names.slice(0, MOST_NAMED).join(', ');
  const more = names.length - MOST_NAMED;
  return {
    heading: more > 0 ? `${names.length} clusters: ${shown} and ${more} more` : shown,
    inShort: others.length === 0 ? first : `${first} and ${others.length} more, each`,
  };
}
