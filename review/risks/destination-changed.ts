import { nameOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { changedCluster } from '../delivery/destination';
import { asUpdated, changedMembers, policyOf } from '../delivery/set-members';
import { isApplicationSet } from '../effects/kinds';
import type { Risk } from '../review';

/** Objects that are left behind in a cluster to which nothing of them is synced any more. */
export function destinationChanged(before: Manifest | undefined, after: Manifest | undefined): readonly Risk[] {
  if (before === undefined || after === undefined) return [];
  const clusters = syncing(before, after).flatMap((pair) => changedCluster(...pair) ?? []);
  const places = [...new Set(clusters.map(({ from }) => from))];
  if (places.length === 0) return [];
  return [
    {
      id: 'destination-changed',
      problem: `What it brought to ${places.join(', ')} goes on running there, models and their accelerators among it, and nobody syncs or prunes it any more`,
      mend: 'Deliver to both for a while, and delete the objects in the old place once those in the new one serve.',
    },
  ];
}

function syncing(before: Manifest, after: Manifest): readonly (readonly [Manifest, Manifest])[] {
  // One of another name takes its objects along, or leaves them, as what is removed does.
  if (!isApplicationSet(after)) return nameOf(before) === nameOf(after) ? [[before, after]] : [];
  if (!policyOf(after).updates) return [];
  return (changedMembers(before, after) ?? []).flatMap((member) =>
    member.before === undefined || member.after === undefined || member.isRenamed
      ? []
      : [[member.before, asUpdated(member.before, member.after, after)] as const],
  );
}
