import { imageReference } from '../../kubernetes/image-reference';
import type { Change } from '../changes/change';
import type { Risk } from '../review';

/** What can go wrong with another image. */
export function imageRisks(changes: readonly Change[]): readonly Risk[] {
  return changes.flatMap(({ what, before, after }) =>
    what === 'image' && before !== undefined && after !== undefined ? risksOf(before, after) : [],
  );
}

function risksOf(before: string, after: string): readonly Risk[] {
  const [old, young] = [imageReference(before), imageReference(after)];
  const risks: Risk[] = [];
  if (old.digest !== undefined && young.digest === undefined) {
    risks.push({
      id: 'image-not-pinned',
      problem: `The image '${after}' has no digest, and the one before had`,
      mend: 'State the digest: a tag may be another image tomorrow.',
    });
  }
  if (old.repository === young.repository && isOlder(young.tag, old.tag)) {
    risks.push({
      id: 'image-downgrade',
      problem: `The image goes back from ${old.tag ?? ''} to ${young.tag ?? ''}`,
      mend: 'See that the flags are known to the older version, and that nothing was stored in a newer form.',
    });
  }
  return risks;
}

/** Whether a tag states a lower version than another; of tags that state none, nothing is said. */
function isOlder(tag: string | undefined, than: string | undefined): boolean {
  const [one, other] = [versionOf(tag), versionOf(than)];
  if (one === undefined || other === undefined) return false;
  const index = one.findIndex((part, position) => part !== other[position]);
  return index !== -1 && (one[index] ?? 0) < (other[index] ?? 0);
}

/** The first three numbers of a tag that begins as a version does, and has nothing else before them. */
function versionOf(tag: string | undefined): readonly number[] | undefined {
  const [, ...parts] = /^v?(\d+)\.(\d+)(?:\.(\d+))?(?![\d.])/.exec(tag ?? '') ?? [];
  return parts.length === 0 ? undefined : [0, 1, 2].map((index) => Number(parts[index] ?? 0));
}
