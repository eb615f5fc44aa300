import { objectAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';

const OF_ARGO = 'argocd.argoproj.io/sync-options';
const OF_FLUX = 'kustomize.toolkit.fluxcd.io/prune';

/**
 * What an object says by which it stays in the cluster once it is gone from the files; undefined where it goes with
 * them, as where it says so to Argo CD and is synced by Flux.
 *
 * @param owners - what syncs the object, such as `Application argocd/models`
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources
 */
export function keptBy(manifest: Manifest, owners: () => readonly string[]): string | undefined {
  const annotations = objectAt(manifest, 'metadata', 'annotations');
  const isSyncedBy = (kind: string) => owners().some((owner) => owner.startsWith(`${kind} `));
  if (isKeptByArgo(annotations)) return isSyncedBy('Kustomization') ? undefined : `${OF_ARGO}: Prune=false`;
  const isKeptByFlux = [annotations, objectAt(manifest, 'metadata', 'labels')].some(
    ({ [OF_FLUX]: mark }) => typeof mark === 'string' && mark.toLowerCase() === 'disabled',
  );
  return isKeptByFlux && !isSyncedBy('Application') ? `${OF_FLUX}: disabled` : undefined;
}

function isKeptByArgo({ [OF_ARGO]: options }: JsonObject): boolean {
  return typeof options === 'string' && options.split(',').some((option) => option.trim() === 'Prune=false');
}
