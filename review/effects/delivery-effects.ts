import { arrayAt, objectAt, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Effect } from './effect';

/** What syncs objects, on both sides, and how many files that is. */
export interface ChangedDelivery {
  readonly before?: Manifest;
  readonly after?: Manifest;
  readonly isRenamed: boolean;
  readonly files: number;
}

/**
 * What becomes of objects where what synced them goes or is called otherwise.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#deletion-policy
 */
export function deliveryEffects({ before, after, isRenamed, files }: ChangedDelivery): readonly Effect[] {
  if (before === undefined) return [];
  const all = `the objects of ${files} file${files === 1 ? '' : 's'}`;
  const goes = after === undefined || isRenamed;
  if (!goes) return [];
  if (takesAlong(before)) {
    const again = isRenamed ? ', and are made again under the new name' : '';
    return [{ kind: isRenamed ? 'recreate' : 'prune', reason: `with it go ${all}, models among them${again}` }];
  }
  if (!isRenamed) return [{ kind: 'prune', reason: `${all} stay, and nobody syncs them any more` }];
  return [
    {
      kind: 'restart',
      reason: `${all} are marked with its name, and KServe and OME copy such marks to the pods of InferenceServices`,
    },
  ];
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
