import { isClusterScoped } from '../../kubernetes/cluster-scoped';
import { groupOf, isObject } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { canonicalInferenceService } from './inference-service';
import { canonicalOme } from './ome';
import { canonicalPods } from './pods';

/** Groups whose kinds describe pods, and whose webhooks therefore rewrite quantities. */
const GROUPS_WITH_PODS: ReadonlySet<string> = new Set([
  '',
  'apps',
  'batch',
  'serving.kserve.io',
  'ome.io',
  'leaderworkerset.x-k8s.io',
  'disaggregatedset.x-k8s.io',
]);

/** Fields of metadata that the API server writes; in Git they are leftovers of `kubectl get -o yaml`. */
const SERVER_METADATA: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/** Maps and lists of metadata whose emptiness says nothing. */
const EMPTY_METADATA: ReadonlySet<string> = new Set(['labels', 'annotations', 'finalizers', 'ownerReferences']);

/**
 * The form of a manifest that the API server and the controllers' webhooks would leave as it is, so that a GitOps
 * tool sees no difference between Git and the cluster.
 */
export function canonicalize(manifest: Manifest): Manifest {
  const group = groupOf(manifest);
  const { metadata, status: _status, ...rest } = manifest;
  const cleaned: Manifest = {
    ...rest,
    apiVersion: manifest.apiVersion,
    kind: manifest.kind,
    ...(isObject(metadata) ? { metadata: canonicalMetadata(metadata, isClusterScoped(group, manifest.kind)) } : {}),
  };
  if (!GROUPS_WITH_PODS.has(group) || isPlainData(group, manifest.kind)) return cleaned;
  const pods = { ...cleaned, ...(isObject(cleaned.spec) ? { spec: canonicalPods(cleaned.spec) } : {}) };
  if (group === 'ome.io') return canonicalOme(pods);
  return group === 'serving.kserve.io' && manifest.kind === 'InferenceService' ? canonicalInferenceService(pods) : pods;
}

function isPlainData(group: string, kind: string): boolean {
  return group === '' && (kind === 'ConfigMap' || kind === 'Secret');
}

/** A chart stamps its namespace on every object; objects of the whole cluster have none. */
function canonicalMetadata(metadata: JsonObject, clusterScoped: boolean): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const key of Object.keys(metadata)) {
    const value = metadata[key];
    if (value === undefined || SERVER_METADATA.has(key) || (EMPTY_METADATA.has(key) && isEmpty(value))) continue;
    if (clusterScoped && key === 'namespace') continue;
    kept[key] = value;
  }
  return kept;
}

function isEmpty(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
