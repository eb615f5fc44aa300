import { holdsWeights, isServing } from '../../checks/delivery/serving-kinds';
import { optionValue, statedOptions, SYNC_OPTIONS } from '../../checks/delivery/sync-options';
import { SYNC_WAVE } from '../../checks/delivery/sync-wave';
import { objectAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';

/** The manifest in a wave; wave 0 needs no words. */
export function inWave(manifest: Manifest, wave: number | undefined): Manifest {
  return wave === undefined || wave === 0 ? manifest : annotated(manifest, SYNC_WAVE, String(wave));
}

/**
 * The manifest with what Argo CD may delete of it: nothing that holds weights, and what serves after somebody has confirmed
 * it. Options that it states stay.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#resource-pruning-with-confirmation
 */
export function protectedFromDeletion(manifest: Manifest): Manifest {
  const value = holdsWeights(manifest) ? 'false' : isServing(manifest) ? 'confirm' : undefined;
  if (value === undefined) return manifest;
  const stated = statedOptions(manifest);
  const missing = ['Prune', 'Delete'].filter((name) => optionValue(stated, name) === undefined);
  if (missing.length === 0) return manifest;
  const options = [...stated, ...missing.map((name) => `${name}=${value}`)];
  return annotated(manifest, SYNC_OPTIONS, options.join(','));
}

function annotated(manifest: Manifest, key: string, value: string): Manifest {
  const metadata = objectAt(manifest, 'metadata');
  return {
    ...manifest,
    metadata: { ...metadata, annotations: { ...objectAt(metadata, 'annotations'), [key]: value } },
  };
}
