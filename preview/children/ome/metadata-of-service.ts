import { objectAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

/** Annotations that routes do not take over. */
const KEPT_BACK: ReadonlySet<string> = new Set([
  'autoscaling.knative.dev/min-scale',
  'autoscaling.knative.dev/max-scale',
  'internal.ome.io/storage-initializer-sourceuri',
  'kubectl.kubernetes.io/last-applied-configuration',
]);

/**
 * Annotations of a service that its routes have, too.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/constants/constants.go ServiceAnnotationDisallowedList
 */
export function annotationsOfRoutes(service: Manifest): JsonObject {
  const stated = Object.entries(objectAt(service, 'metadata', 'annotations'));
  return Object.fromEntries(stated.filter(([key]) => !KEPT_BACK.has(key)));
}
