import type { ArgoDeliveredCluster } from '../../constructs/argo-cd/delivered-clusters';
import { Cluster } from '../../constructs/cluster';
import { arrayAt, objectAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import type { CollectedObject } from '../objects/collect-objects';
import { inWave, protectedFromDeletion } from './annotations';
import { OwnedFields } from './ignored-differences';
import { ClusterWaves } from './waves';

/**
 * The objects of a tree with what Argo CD has to know of those that it delivers, and its Applications with what they have to
 * leave alone. It is done here, where all objects are known, in whatever order they were made.
 */
export function withArgoCd(
  objects: readonly CollectedObject[],
  delivered: readonly ArgoDeliveredCluster[],
): readonly CollectedObject[] {
  if (delivered.length === 0) return objects;
  const manifests = new Map<CollectedObject, Manifest>();
  const byCluster = membersOf(objects);
  const ignored = new Map<unknown, readonly JsonValue[]>();
  for (const each of delivered) {
    const members = byCluster.get(each.cluster) ?? [];
    for (const [object, manifest] of annotatedMembers(members, each)) manifests.set(object, manifest);
    const owned = new OwnedFields(members);
    for (const [layer, application] of each.applications) {
      const ofLayer = members.filter((member) => member.layer === layer).map(({ manifest }) => manifest);
      ignored.set(application, owned.among(ofLayer));
    }
  }
  return objects.map((object) => {
    const rules = ignored.get(object.construct.node.scope) ?? [];
    const manifest = manifests.get(object) ?? object.manifest;
    return { ...object, manifest: rules.length === 0 ? manifest : withIgnored(manifest, rules) };
  });
}

function membersOf(objects: readonly CollectedObject[]): ReadonlyMap<Cluster, readonly CollectedObject[]> {
  const members = new Map<Cluster, CollectedObject[]>();
  for (const object of objects) {
    const cluster = Cluster.containing(object.construct);
    if (cluster === undefined) continue;
    const known = members.get(cluster);
    if (known === undefined) members.set(cluster, [object]);
    else known.push(object);
  }
  return members;
}

function annotatedMembers(
  members: readonly CollectedObject[],
  { waves, protects }: ArgoDeliveredCluster,
): readonly (readonly [CollectedObject, Manifest])[] {
  const synced = members.filter(({ layer }) => layer !== 'delivery');
  const ofObjects = new ClusterWaves(synced, waves);
  return synced.map((object) => {
    const manifest = protects ? protectedFromDeletion(object.manifest) : object.manifest;
    return [object, inWave(manifest, ofObjects.of(object))];
  });
}

/** Those that the Application states itself come first. */
function withIgnored(application: Manifest, rules: readonly JsonValue[]): Manifest {
  const spec = objectAt(application, 'spec');
  return { ...application, spec: { ...spec, ignoreDifferences: [...arrayAt(spec, 'ignoreDifferences'), ...rules] } };
}
