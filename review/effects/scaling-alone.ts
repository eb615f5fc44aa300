import { isObject, objectAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { isSame } from '../changes/value-changes';
import { OUTSIDE_OF_PODS } from './scaling-fields';

/** Fields of a service of any controller that say how many pods there are, how they are replaced or found. */
const BESIDE_PODS: ReadonlySet<string> = new Set([...OUTSIDE_OF_PODS, 'replicas', 'scaling', 'rolloutStrategy']);

/** Whether nothing of a service differs that its pods are made of, whatever else they are made of. */
export function isSameInPods(before: Manifest, after: Manifest): boolean {
  return isSame(before.metadata, after.metadata) && isSame(inPods(before), inPods(after));
}

/** Whether a service differs in more than where its requests go. */
export function isScaledOtherwise(before: Manifest, after: Manifest): boolean {
  return !isSame(withoutRoutes(before), withoutRoutes(after));
}

function inPods(manifest: Manifest): JsonObject {
  const fields = Object.entries(withoutRoutes(manifest));
  return stripped(Object.fromEntries(fields.map(([name, value]) => [name, isObject(value) ? stripped(value) : value])));
}

/** What OME calls a router has pods. */
function withoutRoutes(manifest: Manifest): JsonObject {
  const spec = objectAt(manifest, 'spec');
  if (manifest.kind !== 'LLMInferenceService') return spec;
  const { router: _router, ...others } = spec;
  return others;
}

function stripped(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !BESIDE_PODS.has(name)));
}
