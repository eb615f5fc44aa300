import { objectAt } from '../../kubernetes/manifest';
import type { SyncedObject } from '../delivery/synced-objects';

const SUBSTITUTE = 'kustomize.toolkit.fluxcd.io/substitute';
const PRUNE = 'kustomize.toolkit.fluxcd.io/prune';

/** Kinds that take what they hold with them when they are deleted: objects, weights. */
const HOLDERS: ReadonlySet<string> = new Set([
  'CustomResourceDefinition',
  'Namespace',
  'PersistentVolume',
  'PersistentVolumeClaim',
]);

/**
 * Keeps Flux from replacing what it would take for variables of its own, should anybody let it substitute some.
 *
 * @see https://github.com/fluxcd/pkg/blob/main/kustomize/kustomize_varsub.go SubstituteVariables
 */
export function disableSubstitution(objects: readonly SyncedObject[]): void {
  for (const each of objects) if (/\$[${]/.test(JSON.stringify(each.manifest))) annotate(each, SUBSTITUTE);
}

/**
 * Keeps Flux from deleting what holds other objects or data when it leaves Git.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#kustomizetoolkitfluxcdioprune
 */
export function disablePruning(objects: readonly SyncedObject[]): void {
  for (const each of objects) if (HOLDERS.has(each.manifest.kind)) annotate(each, PRUNE);
}

/** Flux reads labels and annotations alike; what is stated in either holds. */
function annotate({ object, manifest }: SyncedObject, key: string): void {
  const isStated = ['labels', 'annotations'].some((map) => Object.hasOwn(objectAt(manifest, 'metadata', map), key));
  if (!isStated) object.metadata.addAnnotation(key, 'disabled');
}
