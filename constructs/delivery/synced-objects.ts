import { ApiObject } from 'cdk8s';
import { groupOf, isManifest } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { Cluster } from '../cluster';
import { Layers, SYNCED_LAYERS } from '../layer';
import type { SyncedLayer } from '../layer';
import { layerOfKind } from '../layer-of-kind';

/** An object of a layer, and its data. */
export interface SyncedObject {
  readonly object: ApiObject;
  readonly manifest: Manifest;
}

/**
 * The objects of a cluster by the layers that sync, in the order of layers, as they are now: layers without any have no
 * entry. Objects without data, of which synthesis tells, are left out.
 */
export function syncedObjects(cluster: Cluster): ReadonlyMap<SyncedLayer, readonly SyncedObject[]> {
  const byLayer = new Map<SyncedLayer, SyncedObject[]>(SYNCED_LAYERS.map((layer) => [layer, []]));
  for (const construct of cluster.node.findAll()) {
    if (!ApiObject.isApiObject(construct) || Cluster.containing(construct) !== cluster) continue;
    const manifest = manifestOf(construct);
    if (manifest === undefined) continue;
    const layer = Layers.assignedTo(construct) ?? layerOfKind(groupOf(manifest), manifest.kind);
    if (layer !== 'delivery') byLayer.get(layer)?.push({ object: construct, manifest });
  }
  return new Map([...byLayer].filter(([, objects]) => objects.length > 0));
}

function manifestOf(object: ApiObject): Manifest | undefined {
  try {
    const json: unknown = object.toJson();
    return isManifest(json) ? json : undefined;
  } catch {
    return undefined;
  }
}
