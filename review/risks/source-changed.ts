import { groupOf, objectAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { isSame } from '../changes/value-changes';
import { originsOf } from '../delivery/origins';
import type { Risk } from '../review';

/** Another repository, revision or artifact that is synced: what is in it is in neither of the trees that are compared. */
export function sourceChanged(before: Manifest | undefined, after: Manifest | undefined): readonly Risk[] {
  if (before === undefined || after === undefined) return [];
  const [old, young] = [originsOf(before), originsOf(after)];
  const gone = old.filter((origin) => !young.includes(origin));
  const added = young.filter((origin) => !old.includes(origin));
  if (gone.length === 0 && added.length === 0) return takenOtherwise(before, after);
  const told = [
    ...(added.length === 0 ? [] : [`comes from ${added.join(', ')}`]),
    ...(gone.length === 0 ? [] : [`no longer comes from ${gone.join(', ')}`]),
  ];
  return [
    {
      id: 'source-changed',
      problem: `What is synced ${told.join(', and ')}; this review does not show what differs there`,
      mend: 'Compare both places first: all that differs is applied at once, and what is not there any more is deleted where pruning is on.',
    },
  ];
}

/**
 * What sources of Flux take of a repository, an artifact or a bucket.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/#ignore
 */
const CHOICES = ['ignore', 'include', 'layerSelector', 'prefix', 'recurseSubmodules', 'sparseCheckout'];

/** Other files of the same place; which these are follows from what is in it. */
function takenOtherwise(before: Manifest, after: Manifest): readonly Risk[] {
  if (groupOf(after) !== 'source.toolkit.fluxcd.io') return [];
  const [old, young] = [objectAt(before, 'spec'), objectAt(after, 'spec')];
  const fields = CHOICES.filter((field) => !isSame(old[field], young[field])).map((field) => `spec.${field}`);
  if (fields.length === 0) return [];
  return [
    {
      id: 'source-changed',
      problem: `Other files are taken of ${originsOf(after).join(', ')}, as ${fields.join(' and ')} differ${fields.length === 1 ? 's' : ''}; this review does not show which`,
      mend: 'See that all folders that Kustomizations name are still taken: what is not there any more is deleted where pruning is on.',
    },
  ];
}
