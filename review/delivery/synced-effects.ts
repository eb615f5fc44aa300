import type { Manifest } from '../../kubernetes/manifest';
import { applicationSetEffects, restartedMembers } from '../effects/application-set-effects';
import { deliveryEffects } from '../effects/delivery-effects';
import type { Effect } from '../effects/effect';
import { delivers, isApplicationSet } from '../effects/kinds';
import type { Delivery, SyncingPair } from './delivery';

/** What syncs objects, and whether it is called otherwise after the change. */
interface ChangedSyncing extends SyncingPair {
  readonly isRenamed: boolean;
}

/** What becomes of what is synced where that which syncs it changes; empty where nothing does. */
export function syncedEffects(changed: ChangedSyncing, delivery: Delivery): readonly Effect[] {
  const { before, after, isRenamed } = changed;
  const manifest = after ?? before;
  if (manifest === undefined || before === undefined || !delivers(manifest)) return [];
  if (isApplicationSet(manifest)) {
    return applicationSetEffects({ before, after, isRenamed, syncedBy: (member) => delivery.syncedBy(member) });
  }
  return deliveryEffects({ ...changed, ...delivery.syncedBy(changed) });
}

/** The services whose pods are replaced as they are marked with another name. */
export function remarkedServices(changed: ChangedSyncing, delivery: Delivery): readonly Manifest[] {
  const { before, after, isRenamed } = changed;
  if (before === undefined || !isApplicationSet(before)) return delivery.syncedBy(changed).services();
  const set = { before, after, isRenamed, syncedBy: (member: SyncingPair) => delivery.syncedBy(member) };
  return restartedMembers(set).flatMap((member) => delivery.syncedBy(member).services());
}
