import { isSameValue } from '../../checks/immutability/same-value';
import { arrayAt, groupOf, isObject, textAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { imageReference } from '../../kubernetes/image-reference';
import { isSame } from '../changes/value-changes';

/** Groups of Kubernetes' own, which write defaults into templates of pods before they are compared. */
const DEFAULTING: ReadonlySet<string> = new Set(['', 'apps', 'batch']);

/** Whether two templates come to the same pods: what the API server writes where nothing is stated may be stated. */
export function isSamePod(before: JsonObject, after: JsonObject, workload: Manifest): boolean {
  if (isSame(before, after)) return true;
  return DEFAULTING.has(groupOf(workload)) && isSameValue(withPullPolicies(before), withPullPolicies(after));
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go SetDefaults_Container */
function withPullPolicies(spec: JsonObject): JsonObject {
  const filled = (list: 'containers' | 'initContainers'): readonly JsonValue[] =>
    arrayAt(spec, list).map((container) => {
      if (!isObject(container) || container.imagePullPolicy !== undefined) return container;
      const { tag, digest } = imageReference(textAt(container, 'image') ?? '');
      const isLatest = tag === 'latest' || (tag === undefined && digest === undefined);
      return { ...container, imagePullPolicy: isLatest ? 'Always' : 'IfNotPresent' };
    });
  return { ...spec, containers: [...filled('containers')], initContainers: [...filled('initContainers')] };
}
