import { arrayAt, objectAt, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Effect } from './effect';

/** What syncs objects, on both sides, and how many files that is. */
export interface ChangedDelivery {
  readonly before?: Manifest;
  readonly after?: Manifest;
  readonly isRenamed: boolean;
  readonly files: number;
  /** How many objects it brought before, and does no longer, as it looks elsewhere. */
  readonly lost: () => number;
}

/**
 * What becomes of objects where what synced them goes or is called otherwise.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#deletion-policy
 */
export function deliveryEffects({ before, after, isRenamed, files, lost }: ChangedDelivery): readonly Effect[] {
  if (before === undefined) return [];
  const all = `the objects of ${files} file${files === 1 ? '' : 's'}`;
  if (after !== undefined && !isRenamed) return lostEffects(lost(), after);
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

function lostEffects(count: number, after: Manifest): readonly Effect[] {
  if (count === 0) return [];
  const lost = `${count} object${count === 1 ? '' : 's'} that it brought ${count === 1 ? 'is' : 'are'} not where it looks now`;
  return prunes(after)
    ? [{ kind: 'prune', reason: `${lost}, and ${count === 1 ? 'is' : 'are'} pruned` }]
    : [{ kind: 'none', reason: `${lost}: nobody syncs ${count === 1 ? 'it' : 'them'} any more` }];
}

function prunes(manifest: Manifest): boolean {
  const steps = manifest.kind === 'Kustomization' ? ['spec'] : ['spec', 'syncPolicy', 'automated'];
  return valueAt(manifest, ...steps, 'prune') === true;
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
