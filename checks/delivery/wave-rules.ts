import { nameOf, textAt } from '../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import type { Fault, Finding } from '../finding';
import { claimKey, claimsOf } from './claims';
import { isHook, isWave, statedWave, SYNC_WAVE, waveText } from './sync-wave';

const FIELD = `metadata.annotations["${SYNC_WAVE}"]`;

/**
 * A wave that Argo CD cannot read.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/gitops-engine/pkg/sync/syncwaves/waves.go Wave
 */
export function checkWave(manifest: Manifest): readonly Fault[] {
  const text = waveText(manifest);
  if (typeof text !== 'string' || isWave(text)) return [];
  return [
    {
      id: 'argo/sync-wave',
      severity: 'warning',
      field: FIELD,
      problem: `'${text}' is no whole number`,
      consequence: 'Argo CD does not heed it, without a word, and applies the object in wave 0.',
      mend: "Write a whole number in quotation marks, such as '-10'.",
    },
  ];
}

/**
 * Claims that come before all pods that mount them. Argo CD waits until one is bound; one of a class that waits for its first
 * consumer is not bound before there is a pod.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/gitops-engine/pkg/health/health_pvc.go getCorev1PVCHealth
 */
export function checkClaimWaves(objects: readonly LocatedManifest[]): readonly Finding[] {
  const claims = objects.filter(({ manifest }) => mayWait(manifest));
  if (claims.length === 0 || !objects.some(({ manifest }) => statedWave(manifest) !== undefined)) return [];
  const users = usersOf(objects);
  const modes = bindingModes(objects);
  return claims.flatMap(({ manifest, where }): readonly Finding[] => {
    const [first] = [...(users.get(claimKey(manifest)) ?? [])].sort((one, other) => one.wave - other.wave);
    const mode = modes.get(textAt(manifest, 'spec', 'storageClassName') ?? '');
    if (first === undefined || first.wave <= (statedWave(manifest) ?? 0) || mode === 'Immediate') return [];
    return [{ ...waitingClaim(manifest, first, mode === 'WaitForFirstConsumer'), where }];
  });
}

interface Consumer {
  readonly manifest: Manifest;
  readonly wave: number;
}

/** A claim that names its volume is bound without a pod. */
function mayWait(manifest: Manifest): boolean {
  if (manifest.apiVersion !== 'v1' || manifest.kind !== 'PersistentVolumeClaim' || isHook(manifest)) return false;
  return (textAt(manifest, 'spec', 'volumeName') ?? '') === '';
}

function usersOf(objects: readonly LocatedManifest[]): ReadonlyMap<string, readonly Consumer[]> {
  const users = new Map<string, Consumer[]>();
  for (const { manifest } of objects) {
    for (const claim of claimsOf(manifest)) {
      // A hook that runs first may well be the first consumer.
      const consumer = { manifest, wave: isHook(manifest) ? Number.NEGATIVE_INFINITY : (statedWave(manifest) ?? 0) };
      const known = users.get(claim);
      if (known === undefined) users.set(claim, [consumer]);
      else known.push(consumer);
    }
  }
  return users;
}

function bindingModes(objects: readonly LocatedManifest[]): ReadonlyMap<string, string> {
  return new Map(
    objects
      .filter(({ manifest }) => manifest.kind === 'StorageClass' && manifest.apiVersion.startsWith('storage.k8s.io/'))
      .map(({ manifest }) => [nameOf(manifest), textAt(manifest, 'volumeBindingMode') ?? 'Immediate']),
  );
}

function waitingClaim(claim: Manifest, first: Consumer, waits: boolean): Fault {
  return {
    id: 'argo/claim-wave',
    severity: waits ? 'error' : 'warning',
    field: statedWave(claim) === undefined ? 'metadata.annotations' : FIELD,
    problem: `The claim is in wave ${statedWave(claim) ?? 0}, and the first that mounts it, the ${first.manifest.kind} '${nameOf(first.manifest)}', in wave ${first.wave}`,
    consequence: `${waits ? 'Its class waits' : 'Where its class waits'} for the first pod (WaitForFirstConsumer), the claim stays Pending, Argo CD waits for it, and the pod is never made.`,
    mend: `Put the claim into wave ${first.wave} too.`,
  };
}
