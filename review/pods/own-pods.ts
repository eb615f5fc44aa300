import { podType } from '../../catalog/pod-types';
import { arrayAt, groupOf, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { asGoWritesIt } from '../../preview/go-json/go-value';
import { podTemplates } from '../../preview/pod-templates';
import { podsOf } from '../../preview/pods-of';

/** Pods of one kind that an object describes in full. */
export interface OwnPods {
  readonly component: string;
  readonly labels: JsonObject;
  readonly annotations: JsonObject;
  /** As the API server keeps it. */
  readonly spec: JsonObject;
  /** @default - the workload's default holds, or an autoscaler decides */
  readonly replicas?: number;
}

/** The pods that an object describes in full; those of a DisaggregatedSet are told apart by their roles. */
export function ownPods(manifest: Manifest): readonly OwnPods[] {
  const pods = podsOf(manifest).map((pod): OwnPods => {
    const { component, labels, annotations, spec, replicas } = pod;
    return { component, labels, annotations, spec: asGoWritesIt(spec, podType('PodSpec')), replicas };
  });
  return isDisaggregated(manifest) ? ofRoles(manifest, pods) : pods;
}

export function isDisaggregated(manifest: Manifest): boolean {
  return manifest.kind === 'DisaggregatedSet' && groupOf(manifest) === 'disaggregatedset.x-k8s.io';
}

/**
 * Each slice has all roles.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/api/disaggregatedset/v1/disaggregatedset_types.go Slices
 */
function ofRoles(manifest: Manifest, pods: readonly OwnPods[]): readonly OwnPods[] {
  const roles = arrayAt(manifest, 'spec', 'roles');
  const stated = valueAt(manifest, 'spec', 'slices');
  const slices = typeof stated === 'number' ? stated : 1;
  const places = podTemplates(manifest).map(({ path }) => path[2]);
  return pods.map((pod, index) => {
    const place = places[index];
    const role = (typeof place === 'number' ? textAt(roles[place], 'name') : undefined) ?? '';
    const component = pod.component === 'pod' ? role : `${role} ${pod.component}`;
    return { ...pod, component, replicas: pod.replicas === undefined ? undefined : pod.replicas * slices };
  });
}
