import { groupOf, isManifest } from '../kubernetes/manifest';
import type { JsonValue } from '../kubernetes/manifest';

/** Of kustomize's own files. */
const KUSTOMIZE = 'kustomize.config.k8s.io';

/**
 * Whether a document only looks like an object: kustomize's own file, or a patch in its language.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/blob/master/api/types/kustomization.go KustomizationVersion
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/strategicpatch/patch.go directiveMarker
 */
export function isFileOfTool(value: JsonValue): boolean {
  return isManifest(value) && (groupOf(value) === KUSTOMIZE || Object.hasOwn(value, '$patch'));
}
