import { arrayAt, objectAt, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { changedCluster } from '../delivery/destination';
import { destinationEffects } from './destination-effects';
import type { Effect } from './effect';

/** What syncs objects, on both sides, and how many files that is. */
export interface ChangedDelivery {
  readonly before?: Manifest;
  readonly after?: Manifest;
  readonly isRenamed: boolean;
  readonly files: () => number;
  /** How many objects it brought before, and does no longer, as it looks elsewhere. */
  readonly lost: () => number;
  /** Those that it brought before, as far as they are at hand. */
  readonly objects: () => readonly Manifest[];
}

/**
 * What becomes of objects where what synced them goes or is called otherwise.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#deletion-policy
 */
export function deliveryEffects({
  before,
  after,
  isRenamed,
  files,
  lost,
  objects,
}: ChangedDelivery): readonly Effect[] {
  if (before === undefined) return [];
  const cluster = after && changedCluster(before, after);
  if (after !== undefined && !isRenamed) {
    const elsewhere = destinationEffects({ before, after, prunes: prunes(after), objects });
    // What it brought to another cluster, it does not prune.
    return [...elsewhere, ...(cluster === undefined ? lostEffects(lost(), after) : [])];
  }
  const count = files();
  const all = `the objects of ${count} file${count === 1 ? '' : 's'}`;
  const isFollowed = isRenamed && cluster === undefined;
  const made: readonly Effect[] =
    cluster === undefined ? [] : [{ kind: 'create', reason: `all is made in ${cluster.to}` }];
  if (takesAlong(before)) {
    const again = isFollowed ? ', and are made again under the new name' : '';
    return [
      { kind: isFollowed ? 'recreate' : 'prune', reason: `with it go ${all}, models among them${again}` },
      ...made,
    ];
  }
  if (!isFollowed) return [{ kind: 'prune', reason: `${all} stay, and nobody syncs them any more` }, ...made];
  return [
    {
      kind: 'restart',
      reason: `${all} are marked with its name, and KServe and OME copy such marks to the pods of InferenceServices`,
    },
  ];
}

function lostEffects(count: number, after: Manifest): readonly Effect[] {
  if (count === 0) return [];
  const lost = `${count} object${count === 1 ? '' : 's'} that it brought ${count === 1 ? 'is' : 'are'} not where it looks now`;
  return prunes(after)
    ? [{ kind: 'prune', reason: `${lost}, and ${count === 1 ? 'is' : 'are'} pruned` }]
    : [{ kind: 'none', reason: `${lost}: nobody syncs ${count === 1 ? 'it' : 'them'} any more` }];
}

function prunes(manifest: Manifest): boolean {
  if (manifest.kind === 'Kustomization') return valueAt(manifest, 'spec', 'prune') === true;
  const { prune, enabled } = objectAt(manifest, 'spec', 'syncPolicy', 'automated');
  return prune === true && enabled !== false;
}

/** Whether the objects go with what syncs them. */
function takesAlong(manifest: Manifest): boolean {
  if (manifest.kind === 'Kustomization') {
    const { deletionPolicy = 'MirrorPrune' } = objectAt(manifest, 'spec');
    if (deletionPolicy === 'Delete' || deletionPolicy === 'WaitForTermination') return true;
    return deletionPolicy === 'MirrorPrune' && valueAt(manifest, 'spec', 'prune') === true;
  }
  return arrayAt(manifest, 'metadata', 'finalizers').some(
    (finalizer) => typeof finalizer === 'string' && finalizer.startsWith('resources-finalizer.argocd.argoproj.io'),
  );
}
