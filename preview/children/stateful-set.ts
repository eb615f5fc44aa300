import { arrayAt, isObject, nameOf, namespaceOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { podsOf } from '../pods-of';
import { stated } from '../pod-edits';
import { child } from './child-object';
import type { ChildObject, MadePod, ServiceChildren } from './child-object';

/** Claims of as many pods are listed one by one. */
const MOST_PODS = 8;

/**
 * What Kubernetes makes of a StatefulSet: pods that are numbered, and for each the claims of its volumes.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/statefulset/stateful_set_utils.go newStatefulSetPod
 */
export function statefulSetOf(set: Manifest): ServiceChildren {
  const workload = { kind: 'StatefulSet', name: nameOf(set) };
  const { first, count } = ordinalsOf(set);
  const last = first + count - 1;
  const ordinal = count > 1 ? `<${first}..${last}>` : String(first);
  const podName = `${nameOf(set)}-${ordinal}`;
  const pods = podsOf(set).map((pod): MadePod => {
    return { pod: { ...pod, spec: withClaims(pod.spec, set, podName) }, workload, podName, inexact: [] };
  });
  return { outcome: 'made', pods, children: claimsOf(set, first, count), inexact: [] };
}

function ordinalsOf(set: Manifest): { readonly first: number; readonly count: number } {
  const [replicas, start] = [valueAt(set, 'spec', 'replicas'), valueAt(set, 'spec', 'ordinals', 'start')];
  return {
    first: typeof start === 'number' ? start : 0,
    count: typeof replicas === 'number' ? replicas : 1,
  };
}

/**
 * A claim takes the place of a volume of its name.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/statefulset/stateful_set_utils.go updateStorage
 */
function withClaims(spec: JsonObject, set: Manifest, podName: string): JsonObject {
  const claimed = templatesOf(set).map((template) => {
    const name = textAt(template, 'metadata', 'name') ?? '';
    return { name, persistentVolumeClaim: { claimName: `${name}-${podName}` } };
  });
  if (claimed.length === 0) return spec;
  const names: ReadonlySet<string> = new Set(claimed.map(({ name }) => name));
  const others = arrayAt(spec, 'volumes').filter((volume) => !names.has(textAt(volume, 'name') ?? ''));
  return { ...spec, volumes: [...claimed, ...others] };
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/statefulset/stateful_set_utils.go getPersistentVolumeClaims */
function claimsOf(set: Manifest, first: number, count: number): readonly ChildObject[] {
  const templates = templatesOf(set);
  const listed = Array.from({ length: Math.min(count, MOST_PODS) }, (_, index) => first + index);
  const rest = count - listed.length;
  return listed.flatMap((ordinal, index) =>
    templates.map((template) => {
      const metadata = objectAt(template, 'metadata');
      const isLast = rest > 0 && index === listed.length - 1;
      return child(
        ['v1', 'PersistentVolumeClaim'],
        {
          ...metadata,
          name: `${textAt(metadata, 'name') ?? ''}-${nameOf(set)}-${ordinal}`,
          namespace: namespaceOf(set),
          labels: { ...objectAt(metadata, 'labels'), ...objectAt(set, 'spec', 'selector', 'matchLabels') },
          annotations: objectAt(metadata, 'annotations'),
        },
        stated({ spec: template.spec }),
        `a volume of the pod ${nameOf(set)}-${ordinal}`,
        isLast ? [{ because: `those of ${rest} more pods are made alike` }] : [],
      );
    }),
  );
}

function templatesOf(set: Manifest): readonly JsonObject[] {
  return arrayAt(set, 'spec', 'volumeClaimTemplates').filter(isObject);
}
